"""The samples of a person's data set: looked at, changed, added to, and the data set deleted."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import intake
from builder.server.answers import DISK_FULL, missing, person_of, refusal
from builder.server.quota import Allowance, TooMuch
from builder.server.receive import body_of, is_full, receive
from builder.server.service import service
from builder.store import data_sets
from engine.data import changes
from engine.said import say
from engine.words import Json, JsonObject, Refusal

_MOST_BYTES = 1_000_000
_MOST_ENTRIES = 500
_MOST_ROWS = 2_000
_MOST_DIGITS = 12
# Whoever waits for the engine here keeps nobody else waiting: not all threads of the server are for that.
_waiting = CapacityLimiter(8)
_NOT_YOURS = say(
    "These samples belong to the person who brought them, and only they change them. Bring your own to change them."
)


async def look(request: Request) -> Response:
    """Return some samples of a data set that the visitor may read."""
    person, data_set = person_of(request), request.path_params["data"]
    if person is None or await to_thread.run_sync(data_sets.find, person, data_set) is None:
        return missing()
    try:
        return JSONResponse(await _ask("browse", folder=_folder(data_set), **_asked(request)))
    except Refusal as error:
        return refusal(str(error), 400)


async def change(request: Request) -> Response:
    """Write changes of the visitor's samples into the journal of their data set; returns how the samples are then."""
    return await _own(request, _change)


async def more(request: Request) -> Response:
    """Add the pictures or sounds of a ZIP to the visitor's data set: `{"job"}`."""
    return await _own(request, _more)


async def remove(request: Request) -> Response:
    """Delete a data set of the visitor."""

    async def gone(_request: Request, person: str, data_set: str) -> Response:
        await to_thread.run_sync(data_sets.remove, person, data_set)
        return Response(status_code=204)

    return await _own(request, gone)


async def _own(request: Request, work: Callable[[Request, str, str], Any]) -> Response:
    """Do `work` with a data set that is the visitor's own; say so where it is one that they may only read."""
    person, data_set = person_of(request), request.path_params["data"]
    if person is None or await to_thread.run_sync(data_sets.find, person, data_set) is None:
        return missing()
    if not await to_thread.run_sync(data_sets.is_own, person, data_set):
        return refusal(_NOT_YOURS, 403)
    try:
        answer: Response = await work(request, person, data_set)
    except TooMuch as error:
        return refusal(str(error), 413)
    except Refusal as error:
        return refusal(str(error), 400)
    except OSError as error:
        if not is_full(error):
            raise
        return refusal(DISK_FULL, 507)
    return answer


async def _change(request: Request, _person: str, data_set: str) -> Response:
    entries = _entries(await body_of(request, _MOST_BYTES))
    found = await _ask("change", folder=_folder(data_set), entries=list(entries))
    running = service()
    if running is not None:
        running.live.check_again()
    return JSONResponse(found)


async def _more(request: Request, person: str, data_set: str) -> Response:
    part = data_sets.folder_of(data_set) / changes.MORE
    allowance = Allowance(person)
    try:
        part.unlink(missing_ok=True)
        await receive(request, part, allowance)
        job = await to_thread.run_sync(intake.grow, person, data_set)
    except ClientDisconnect:
        part.unlink(missing_ok=True)
        return Response(status_code=400)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        allowance.end()
    return JSONResponse({"job": job, "data": data_set})


async def _ask(task: str, **request: Json) -> Json:
    return await to_thread.run_sync(partial(intake.ask, task, **request), limiter=_waiting)


def _entries(content: bytes | None) -> list[JsonObject]:
    if content is None:
        raise Refusal(say("So many changes cannot be made at once; choose fewer samples."))
    try:
        asked: Any = json.loads(content)
    except (ValueError, RecursionError):
        asked = None
    match asked:
        case {"entries": list(entries)} if 0 < len(entries) <= _MOST_ENTRIES:
            return [changes.to_json(changes.entry(each)) for each in entries]
    raise Refusal(say("This is no change of samples."))


def _asked(request: Request) -> dict[str, Json]:
    asked = request.query_params
    numbers = {name: int(asked[name]) for name in ("start", "count") if _is_number(asked.get(name, ""))}
    rows = [int(row) for row in asked.get("rows", "").split(",")[:_MOST_ROWS] if _is_number(row)]
    only: dict[str, Json] = {"rows": list(rows)} if "rows" in asked else {}
    return {**numbers, **only, **{name: asked[name][:200] for name in ("column", "class", "text") if name in asked}}


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _MOST_DIGITS


def _folder(data_set: str) -> str:
    return str(Path(data_sets.folder_of(data_set)))


ROUTES: list[BaseRoute] = [
    Route("/api/data/{data}/samples", look),
    Route("/api/data/{data}/changes", change, methods=["POST"]),
    Route("/api/data/{data}/more", more, methods=["POST"]),
    Route("/api/data/{data}", remove, methods=["DELETE"]),
]
