"""Runs, as a browser starts them and a page ends them."""

import asyncio
import threading
from dataclasses import replace
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server.answers import DISK_FULL, missing, person_of, refusal
from builder.server.receive import is_full
from builder.server.schemas import readable
from builder.server.service import Service, service
from builder.store import projects, runs
from engine.document.dump import to_json
from engine.document.model import Document
from engine.host.client import Client
from engine.runs import folder
from engine.runs.estimate import estimate
from engine.said import say
from engine.words import JsonObject, Refusal

_client = Client()
_numbering = threading.Lock()
_SECONDS = 60.0


async def start(request: Request) -> Response:
    """Put a run of the project's document, as it is now, into the queue; say its number, place and expected wait."""
    person = person_of(request)
    found = await to_thread.run_sync(projects.find, person, request.path_params["project"])
    running = service()
    if person is None or found is None or running is None:
        return missing()
    if found.role == "look":
        return refusal(say("You may look at this project, but not train it: make a copy first."), 403)
    try:
        return JSONResponse(await _submit(running, person, found.id), 201)
    except Refusal as error:
        return refusal(str(error), 409)
    except OSError as error:
        if not is_full(error):
            raise
        return refusal(DISK_FULL, 507)


def start_folds(person: str, project: str) -> str:
    """Put a run for each fold of the project's split into the queue; returns the first. Not from the server's thread.

    Raises `Refusal` where `person` may not, the network cannot train, or the split has no folds.
    """
    found, running = projects.find(person, project), service()
    if found is None or found.role == "look" or running is None:
        raise Refusal(say("You may look at this project, but not train it: make a copy first."))
    return asyncio.run_coroutine_threadsafe(_submit_folds(running, person, project), running.loop).result(_SECONDS)


def stop(person: str, run: str) -> None:
    """Ask a run to stop; its best epoch is kept. Raises `Refusal` where `person` may not; callable from any thread."""
    found = runs.find(person, run)
    project = projects.find(person, found.project) if found else None
    if project is None or project.role == "look":
        raise Refusal(say("There is no such run, or it is not yours to stop."))
    _client.stop(run)


async def _submit(running: Service, person: str, project: str) -> JsonObject:
    return await _queue(running, person, project, *await _read(running, project))


async def _submit_folds(running: Service, person: str, project: str) -> str:
    document, schema = await _read(running, project)
    data = document.data
    folds = [replace(data, split=replace(data.split, fold=fold)) for fold in range(data.split.folds)]
    if not folds:
        raise Refusal(say("The data are not split into folds: choose how many under Split on the Data page."))
    queued = [await _queue(running, person, project, replace(document, data=each), schema) for each in folds]
    return str(queued[0]["run"])


async def _read(running: Service, project: str) -> tuple[Document, JsonObject]:
    room = await running.rooms.open(project)
    document, schema = await to_thread.run_sync(readable, project, room.document())
    if schema is None:
        raise Refusal(say("There is no data to train on: choose a data set first."))
    return document, schema


async def _queue(running: Service, person: str, project: str, document: Document, schema: JsonObject) -> JsonObject:
    content = to_json(document)
    report: Any = await running.engine.check(content, schema, program=True)
    if report is None:
        raise Refusal(say("The engine is starting; press Train again in a moment."))
    if not report["ready"]:
        problems = [finding["sentence"] for finding in report["findings"] if finding["severity"] == "problem"]
        raise Refusal(
            say("This network cannot train yet. {problems}", problems=problems[0] if problems else "").strip()
        )
    run, number = await to_thread.run_sync(_make, person, project, content, schema, report)
    return {"run": run, "number": number, **await running.engine.client.submit(run)}


def _make(
    person: str, project: str, content: JsonObject, schema: JsonObject, report: dict[str, Any]
) -> tuple[str, int]:
    """Make the run's directory and note whose it is; returns its id and number."""
    with _numbering:
        request = folder.Request(
            document=content,
            schema=schema,
            program=report["program"]["text"],
            project=project,
            owner=person,
            number=runs.next_number(project),
            estimate=estimate(content, schema, report),
        )
        run = folder.create(request)
        runs.add(person, project, run, request.number)
    return run, request.number


ROUTES: list[BaseRoute] = [Route("/api/projects/{project}/runs", start, methods=["POST"])]
