"""What runs beside the pages for as long as the server does: rooms, live sockets, the tie to the engine host."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass

from anyio import to_thread

from builder.server.engine import Engine
from builder.server.entries import Entries
from builder.server.live import Live
from builder.server.rooms import Rooms
from builder.store import changes, models, projects


@dataclass(kw_only=True)
class Service:
    """The parts, and the event loop on which they live."""

    loop: asyncio.AbstractEventLoop
    entries: Entries
    rooms: Rooms
    engine: Engine
    live: Live


_SWEEP_SECONDS = 24 * 3600.0

_running: list[Service] = []


def service() -> Service | None:
    """Return the running service; `None` in a process that serves nothing."""
    return _running[-1] if _running else None


@asynccontextmanager
async def serve() -> AsyncIterator[Service]:
    """Run the service until the end of the context; every room is saved then."""
    loop = asyncio.get_running_loop()
    entries, engine = Entries(), Engine()
    rooms = Rooms(entries)
    live = Live(entries, rooms, engine)
    made = Service(loop=loop, entries=entries, rooms=rooms, engine=engine, live=live)

    def recheck(project: str) -> None:
        asyncio.run_coroutine_threadsafe(entries.recheck(project), loop)

    unlisten = changes.listen(recheck)
    async with rooms:
        tasks = _start(engine.run(), rooms.close_empty(), rooms.see_who_is_there(), live.follow_queue(), _sweep())
        _running.append(made)
        try:
            yield made
        finally:
            _running.remove(made)
            unlisten()
            for task in tasks:
                task.cancel()
            await rooms.close_all()
            await engine.client.aclose()


def _start(*work: Coroutine[None, None, None]) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(one) for one in work]


async def _sweep() -> None:
    while True:
        await to_thread.run_sync(projects.sweep)
        await to_thread.run_sync(models.sweep)
        await asyncio.sleep(_SWEEP_SECONDS)
