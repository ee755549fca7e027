"""Questions to trained networks."""

import json

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server.answers import missing, person_of, refusal
from builder.server.receive import body_of
from builder.server.service import service
from builder.store import runs
from engine.said import say
from engine.words import JsonObject, Refusal

_MOST_BYTES = 30_000_000


async def predict(request: Request) -> Response:
    """Ask the trained network of a run what it answers to raw inputs."""
    run = await to_thread.run_sync(runs.find, person_of(request), request.path_params["run"])
    running = service()
    if run is None or running is None:
        return missing()
    content = await body_of(request, _MOST_BYTES)
    if content is None:
        return refusal(
            say("An input has at most {most_bytes} MB; this one is larger.", most_bytes=_MOST_BYTES // 1_000_000), 413
        )
    inputs = _inputs(content)
    if inputs is None:
        return refusal('A question is JSON of the form {"inputs": {feature: value}}.', 400)
    try:
        return JSONResponse(await running.engine.client.predict(run.id, inputs))
    except Refusal as error:
        return refusal(str(error), 400)


def _inputs(content: bytes) -> JsonObject | None:
    try:
        asked = json.loads(content)
    except (ValueError, RecursionError):
        return None
    inputs = asked.get("inputs") if isinstance(asked, dict) else None
    return inputs if isinstance(inputs, dict) else None


ROUTES: list[BaseRoute] = [Route("/api/runs/{run}/predict", predict, methods=["POST"])]
