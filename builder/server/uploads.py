"""Uploads: stored as they come, then read by the engine host; and the progress of what the host does."""

import re
import shutil
import time
from pathlib import Path, PureWindowsPath

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import intake
from builder.server.answers import DISK_FULL, missing, person_of, refusal
from builder.server.quota import Allowance, TooMuch
from builder.server.receive import is_full, receive
from builder.store import data_sets, people
from builder.store.data_sets import DataSet
from builder.store.ids import new_id
from builder.store.projects import tidy
from engine.said import carried, say
from engine.words import Refusal


async def upload(request: Request) -> Response:
    """Store one body, a table or a ZIP of pictures, as a new data set of the visitor and begin to read it."""
    person = person_of(request)
    if person is None:
        return missing()
    title = tidy(PureWindowsPath(request.query_params.get("name", "")).stem)
    folder = data_sets.folder_of(new_id(_slug(title)))
    try:
        await to_thread.run_sync(people.remember, person)
        return await _take(request, person, folder, title)
    except TooMuch as error:
        answer = refusal(str(error), 413)
    except Refusal as error:
        answer = refusal(str(error), 400)
    except ClientDisconnect:
        answer = Response(status_code=400)
    except OSError as error:
        if not is_full(error):
            raise
        answer = refusal(DISK_FULL, 507)
    await to_thread.run_sync(_undo, person, folder)
    return answer


def job(request: Request) -> Response:
    """Say how far a job of the visitor is."""
    try:
        state = intake.state(person_of(request), request.path_params["job"])
    except Refusal as error:
        return JSONResponse(carried({"state": "failed", "progress": 0, "sentence": str(error), "result": None}))
    return missing() if state is None else JSONResponse(state)


async def _take(request: Request, person: str, folder: Path, title: str) -> Response:
    await to_thread.run_sync(lambda: folder.mkdir(mode=0o700, parents=True))
    part = folder / ".raw.part"
    allowance = Allowance(person)
    try:
        digest = await receive(request, part, allowance)
    finally:
        allowance.end()
    found = DataSet(id=folder.name, title=title, bytes=part.stat().st_size, digest=digest, created=time.time())
    if found.bytes == 0:
        raise Refusal(say("This file is empty: there is nothing to learn from. Choose another one."))
    known = await to_thread.run_sync(data_sets.same, person, digest)
    job = await to_thread.run_sync(_begin, person, found, part)
    same = {"same": {"data": known.id, "title": known.title}} if known else {}
    return JSONResponse({"job": job, "data": found.id, **same})


def _begin(person: str, data_set: DataSet, part: Path) -> str:
    part.rename(part.with_name("raw"))
    data_sets.add(person, data_set)
    return intake.inspect(person, data_set.id)


def _undo(person: str, folder: Path) -> None:
    data_sets.remove(person, folder.name)
    shutil.rmtree(folder, ignore_errors=True)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:30].strip("-")


ROUTES: list[BaseRoute] = [Route("/api/data", upload, methods=["POST"]), Route("/api/jobs/{job}", job)]
