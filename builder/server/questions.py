"""Questions to networks: what a trained one answers, what a sample becomes in one."""

import json

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server.answers import missing, person_of, refusal
from builder.server.receive import body_of
from builder.server.schemas import readable
from builder.server.service import Service, service
from builder.store import projects, runs
from engine.document.dump import to_json
from engine.said import say
from engine.words import JsonObject, Refusal

_MOST_BYTES = 30_000_000
_FEW_BYTES = 1_000
_MOST_DRAWS = 1 << 31
_NO_DATA = say("There are no data to take a sample of: choose a data set first.")


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


async def trace(request: Request) -> Response:
    """Say what a sample of a project's data becomes at every node of its network, as it is now."""
    found = await to_thread.run_sync(projects.find, person_of(request), request.path_params["project"])
    running = service()
    if found is None or running is None:
        return missing()
    match _json(await body_of(request, _FEW_BYTES) or b""):
        case {"part": str(part), "number": int(number)}:
            pass
        case _:
            return refusal('A sample is asked for by JSON of the form {"part": "training", "number": 0}.', 400)
    try:
        return JSONResponse(await _traced(running, found.id, part, number))
    except Refusal as error:
        return refusal(str(error), 400)


async def _traced(running: Service, project: str, part: str, number: int) -> JsonObject:
    room = await running.rooms.open(project)
    document, schema = await to_thread.run_sync(readable, project, room.document())
    if schema is None:
        raise Refusal(_NO_DATA)
    newest = next(iter(await to_thread.run_sync(runs.in_project, project)), None)
    return await running.engine.client.trace(to_json(document), schema, newest.id if newest else None, part, number)


async def begin(request: Request) -> Response:
    """Say how the samples that an Input of a project reads are changed at random, or prepared."""
    found = await to_thread.run_sync(projects.find, person_of(request), request.path_params["project"])
    running = service()
    if found is None or running is None:
        return missing()
    match _json(await body_of(request, _FEW_BYTES) or b""):
        case {"look": "changed" | "prepared" as look, "input": str(node), "number": int(number)} if (
            0 <= number < _MOST_DRAWS
        ):
            pass
        case _:
            return refusal('It is asked for by JSON of the form {"look": "changed", "input": id, "number": 0}.', 400)
    try:
        room = await running.rooms.open(found.id)
        document, schema = await to_thread.run_sync(readable, found.id, room.document())
        if schema is None:
            raise Refusal(_NO_DATA)
        return JSONResponse(await running.engine.client.begin(to_json(document), schema, look, node, number))
    except Refusal as error:
        return refusal(str(error), 400)


def _json(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _inputs(content: bytes) -> JsonObject | None:
    asked = _json(content)
    inputs = asked.get("inputs") if isinstance(asked, dict) else None
    return inputs if isinstance(inputs, dict) else None


ROUTES: list[BaseRoute] = [
    Route("/api/runs/{run}/predict", predict, methods=["POST"]),
    Route("/api/projects/{project}/trace", trace, methods=["POST"]),
    Route("/api/projects/{project}/begin", begin, methods=["POST"]),
]
