"""Which sockets are open on which project, so that each is closed when the right to it ends."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from anyio import to_thread
from starlette.websockets import WebSocket, WebSocketState

from builder.server.outbox import Outbox
from builder.store import projects
from engine.said import say

NOT_FOUND = 4404
TOO_MANY = 4429
MOST_OF_A_PERSON = 200
"""A window has two sockets; a browser that opens more windows than anybody looks at is held up, not the server."""
_CLOSE_SECONDS = 5.0


@dataclass(kw_only=True, eq=False)
class Entry:
    """One open socket: who is behind it, and what they may do by now."""

    person: str | None
    project: str
    role: str
    outbox: Outbox


@dataclass
class Entries:
    """All open sockets."""

    _open: set[Entry] = field(default_factory=set)

    @asynccontextmanager
    async def enter(self, socket: WebSocket) -> AsyncIterator[Entry | None]:
        """Accept a socket and send what its outbox is given; `None` when the visitor has no right to its project."""
        person, project = socket.scope["person"], socket.path_params["project"]
        # Noted before the right is looked up: one that ends meanwhile is then seen in any case.
        entry = Entry(person=person, project=project, role="look", outbox=Outbox(socket))
        self._open.add(entry)
        await socket.accept()
        sending = asyncio.create_task(entry.outbox.run())
        try:
            if self._of(person) > MOST_OF_A_PERSON:
                entry.outbox.close(
                    TOO_MANY, say("You have too many windows open here. Close some, and reload this one.")
                )
            else:
                await self._settle(entry)
            yield entry if not entry.outbox.closing else None
        finally:
            self._open.discard(entry)
            if socket.client_state is WebSocketState.CONNECTED:
                entry.outbox.close(1000, "")
                await asyncio.wait([sending], timeout=_CLOSE_SECONDS)
            sending.cancel()

    def _of(self, person: str | None) -> int:
        return sum(entry.person == person for entry in self._open)

    async def recheck(self, project: str) -> None:
        """Look up anew what everybody in a project may do, and close the sockets of those who may no longer open it."""
        for entry in [one for one in self._open if one.project == project]:
            await self._settle(entry)

    def send_away(self, project: str, code: int, reason: str) -> None:
        """Close every socket on a project."""
        for entry in self._open:
            if entry.project == project:
                entry.outbox.close(code, reason)

    async def _settle(self, entry: Entry) -> None:
        found = await to_thread.run_sync(projects.find, entry.person, entry.project)
        if found is None:
            entry.outbox.close(NOT_FOUND, say("There is no such project."))
        else:
            entry.role = found.role
