"""The rooms that are open, and the socket `/sync/<project>` by which browsers enter them."""

import asyncio
from functools import partial
from logging import getLogger

from anyio import to_thread
from pycrdt.websocket import WebsocketServer, YRoom, exception_logger
from starlette.websockets import WebSocket

from builder.server.attendance import attend
from builder.server.entries import Entries
from builder.server.member import Member
from builder.server.room import Room
from builder.store import projects
from engine.said import say

_log = getLogger(__name__)

RESTART = 1012
_LINGER_SECONDS = 30.0
_NOTE_SECONDS = 0.5


class Rooms(WebsocketServer):
    """Opens a project's room when it is needed and closes it when it has been empty for a while."""

    def __init__(self, entries: Entries) -> None:
        super().__init__(auto_clean_rooms=False, exception_handler=exception_logger)
        self._entries = entries
        self._opening = asyncio.Lock()
        self._notes: dict[str, asyncio.Task[None]] = {}

    def find(self, project: str) -> Room | None:
        """Return the project's room if it is open."""
        found = self.rooms.get(project)
        return found if isinstance(found, Room) else None

    async def get_room(self, name: str) -> YRoom:
        """Return the room of the project `name`, opened if it was not."""
        return await self.open(name)

    async def open(self, project: str) -> Room:
        """Return the project's room, opened if it was not; whoever asks has checked the right to it."""
        # One at a time: the library waits for ever when a room is started twice.
        async with self._opening:
            room = self.find(project)
            if room is None:
                room = self.rooms[project] = Room(project)
                room.listeners.add(partial(self._note_soon, room))
                await self.start_room(room)
        return room

    async def serve_socket(self, socket: WebSocket) -> None:
        """Serve one browser's connection to its project's room."""
        async with self._entries.enter(socket) as entry:
            if entry is None:
                return
            room = await self.open(entry.project)
            member = Member(room, socket, entry)
            try:
                await room.serve(member)
            finally:
                member.leave()
                if room.broken:
                    await self._begin_again(room)

    async def _begin_again(self, room: Room) -> None:
        """Drop a room; its browsers come back by themselves to one that is read from the disk."""
        if self.find(room.project) is room:
            self._entries.send_away(room.project, RESTART, say("The document is opened anew."))
            await self._close(room.project)

    async def see_who_is_there(self) -> None:
        """Let go of those whose connection is dead, for as long as the server runs."""
        await attend(lambda: [room for room in self.rooms.values() if isinstance(room, Room)])

    async def close_empty(self) -> None:
        """Close rooms that have been empty for a while, for as long as the server runs."""
        empty: set[str] = set()
        while True:
            await asyncio.sleep(_LINGER_SECONDS)
            now = {name for name, room in self.rooms.items() if not room.clients and not self._in_use(name)}
            for name in now & empty:
                await self._close(name)
            empty = now - empty

    async def close_all(self) -> None:
        """Save and close every room."""
        ended = await asyncio.gather(*(self._close(name) for name in list(self.rooms)), return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                _log.error("A room could not be closed in order: %s", error)

    def _in_use(self, project: str) -> bool:
        room = self.find(project)
        # One listener is the note to the store; each other one is somebody who looks.
        return room is None or not room.saving.saved or project in self._notes or len(room.listeners) > 1

    async def _close(self, project: str) -> None:
        # Taken out of the list first, in one step with the look that found it saved: whoever comes now opens it anew.
        room = self.find(project)
        del self.rooms[project]
        if note := self._notes.pop(project, None):
            note.cancel()
        if room is not None:
            document = room.document()
            await room.close()
            await to_thread.run_sync(projects.changed, project, document)

    def _note_soon(self, room: Room) -> None:
        if room.project not in self._notes:
            self._notes[room.project] = asyncio.create_task(self._note(room))

    async def _note(self, room: Room) -> None:
        """Tell the store what the document is called by now."""
        await asyncio.sleep(_NOTE_SECONDS)
        self._notes.pop(room.project, None)
        await to_thread.run_sync(projects.changed, room.project, room.document())
