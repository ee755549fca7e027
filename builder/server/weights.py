"""Weights of pre-trained networks: whoever needs some has them downloaded, once for everybody."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import intake
from builder.server.answers import missing, person_of, refusal
from engine.catalog import catalog
from engine.words import Refusal


def fetch(request: Request) -> Response:
    """Begin to download the weights of `kind`, with its classifier or without; answers the job."""
    person, kind = person_of(request), request.query_params.get("kind", "")
    entry = catalog().entry(kind)
    if person is None or entry is None or entry.pretrained is None:
        return missing()
    try:
        job = intake.start(person, "weights", kind=kind, classifier=request.query_params.get("classifier") == "yes")
    except Refusal as error:
        return refusal(str(error), 503)
    return JSONResponse({"job": job})


ROUTES: list[BaseRoute] = [Route("/api/weights", fetch, methods=["POST"])]
