"""The socket `/live/<project>`: tells a project's browsers what happens, and sends them the runs that they watch."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from anyio import to_thread
from starlette.websockets import WebSocket, WebSocketDisconnect

from builder.server.audience import Audience
from builder.server.engine import Engine
from builder.server.entries import Entries, Entry
from builder.server.queue import Queue
from builder.server.rooms import Rooms
from builder.server.watch import Watch
from builder.store import runs
from engine.runs.folder import folder_of
from engine.words import Refusal

_MOST_BYTES = 10_000
_MOST_WATCHED = 20


class Live:
    """All live sockets."""

    def __init__(self, entries: Entries, rooms: Rooms, engine: Engine) -> None:
        self._entries, self._rooms, self._engine = entries, rooms, engine
        self._audiences: dict[str, Audience] = {}
        self._queue = Queue(engine, self._tell_queue)

    def audience(self, project: str) -> Audience | None:
        """Return who looks at a project; `None` for nobody."""
        return self._audiences.get(project)

    def check_again(self) -> None:
        """Look whether reports changed for another reason than an edit: a data set was read."""
        for audience in self._audiences.values():
            audience.checks.wake()

    async def serve_socket(self, socket: WebSocket) -> None:
        """Serve one browser's connection."""
        async with self._entries.enter(socket) as entry:
            if entry is None:
                return
            room = await self._rooms.open(entry.project)
            audience = self._audiences.get(entry.project)
            if audience is None or audience.room is not room:
                audience = self._audiences[entry.project] = Audience(room, self._engine)
            audience.join(entry.outbox, self._queue.of(entry.project))
            try:
                await _listen(socket, entry)
            finally:
                audience.leave(entry.outbox)
                if audience.empty and self._audiences.get(entry.project) is audience:
                    del self._audiences[entry.project]

    async def follow_queue(self) -> None:
        """Look at the host's queue again and again, while somebody looks at a project."""
        while True:
            if self._audiences:
                await self._queue.look()
            await asyncio.sleep(1.0)

    def _tell_queue(self, projects: set[str]) -> None:
        for project in projects & self._audiences.keys():
            self._audiences[project].tell_queue(self._queue.of(project))


async def _listen(socket: WebSocket, entry: Entry) -> None:
    """Do what a browser asks for until it goes."""
    watches: dict[str, asyncio.Task[None]] = {}
    try:
        while not entry.outbox.closing:
            message = _object(await socket.receive_text())
            run = message.get("run")
            if not isinstance(run, str):
                continue
            if message.get("type") in {"watch", "unwatch"} and (before := watches.pop(run, None)):
                before.cancel()
            if message.get("type") == "watch" and len(watches) < _MOST_WATCHED:
                watches[run] = asyncio.create_task(_watch(entry, run, message.get("offset")))
    except (WebSocketDisconnect, KeyError, RuntimeError):
        return  # gone, or sent bytes where text is spoken
    finally:
        for watch in watches.values():
            watch.cancel()


async def _watch(entry: Entry, run: str, offset: object) -> None:
    found = await to_thread.run_sync(runs.find, entry.person, run)
    if found is not None and found.project == entry.project:
        start = offset if isinstance(offset, int) and 0 <= offset < 2**53 else 0
        with suppress(Refusal):  # its directory was removed
            await Watch(run, folder_of(run), start, entry.outbox).run()


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if len(text) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {}
