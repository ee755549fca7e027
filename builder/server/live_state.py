"""What a page may ask about the room of a project; callable from any thread."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from anyio import to_thread

from builder.server.engine import State
from builder.server.schemas import readable
from builder.server.service import Service, service
from builder.store import projects, states
from engine.document.dump import to_json
from engine.document.model import Document
from engine.words import JsonObject

T = TypeVar("T")
_SECONDS = 10.0


def document(project: str) -> Document:
    """Return the project's document as its room has it now, or as it was saved."""
    running = service()
    if running is None or running.rooms.find(project) is None:
        return states.document(project)
    return _on(running, _document(running, project))


def rename(person: str, project: str, name: str) -> bool:
    """Call the project `name`, in its document and for everybody who has it open; false where `person` may not."""
    found = projects.find(person, project)
    if found is None or found.role == "look":
        return False
    running = service()
    title = projects.tidy(name)
    if running is None:
        states.rename(project, title)
    else:
        _on(running, _rename(running, project, title))
    projects.changed(project, document(project))
    return True


def report(project: str, *, program: bool = False) -> JsonObject | None:
    """Return the report on the project's document, with its program or without; `None` while the engine is warming."""
    running = service()
    if running is None or running.engine.state != "ready":
        return None
    return _on(running, _report(running, project, program))


def engine_state() -> State:
    """Say whether the engine host has Keras at hand."""
    running = service()
    return running.engine.state if running else "warming"


async def _document(running: Service, project: str) -> Document:
    return (await running.rooms.open(project)).document()


async def _rename(running: Service, project: str, name: str) -> None:
    room = await running.rooms.open(project)
    room.rename(name)
    await asyncio.wait_for(room.saving.done(), _SECONDS / 2)


async def _report(running: Service, project: str, program: bool) -> JsonObject | None:
    audience = running.live.audience(project)
    if audience and audience.checks.current and not program:
        return audience.checks.report
    found = (await running.rooms.open(project)).document()
    document, schema = await to_thread.run_sync(readable, project, found)
    return await running.engine.check(to_json(document), schema, program=program)


def _on(running: Service, work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run_coroutine_threadsafe(work, running.loop).result(_SECONDS)
