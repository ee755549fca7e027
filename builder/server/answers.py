"""The answers that routes share: what is not there and what is a stranger's look the same; refusals are sentences."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from engine.said import carried, say

DISK_FULL = say("The server's disk is full, so nothing was stored. Tell whoever runs this server.")


def missing() -> Response:
    """Return the one answer to an unknown id and to a stranger's."""
    return refusal(say("There is nothing here under this address, or it is not shared with you."), 404)


def refusal(sentence: str, status: int) -> Response:
    """Return a refusal with its sentence."""
    return JSONResponse(carried({"sentence": sentence}), status)


def person_of(request: Request) -> str | None:
    """Return who asks, as the cookie says."""
    person: str | None = request.scope["person"]
    return person
