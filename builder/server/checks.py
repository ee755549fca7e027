"""Checks a room's document whenever its meaning changes; the newest one wins, and one check is under way at a time."""

import asyncio
import json
from typing import Any

from anyio import to_thread

from builder.server.engine import Engine
from builder.server.room import Room
from builder.server.schemas import readable
from engine.document.dump import digest, to_json
from engine.words import JsonObject


class Checks:
    """The reports on one room's document; `report` is the newest one."""

    def __init__(self, room: Room, engine: Engine) -> None:
        self.report: JsonObject | None = None
        self._room, self._engine = room, engine
        self._wake = asyncio.Event()
        self._wake.set()
        self._meaning = -1
        self._checked: tuple[Any, ...] = ()

    @property
    def current(self) -> bool:
        """Whether `report` is on the document as it is now."""
        return self.report is not None and not self._wake.is_set() and self._room.meaning == self._meaning

    def wake(self) -> None:
        """Look whether something that a report depends on has changed."""
        self._wake.set()

    def look(self) -> None:
        """Check again if the document's meaning changed."""
        if self._room.meaning != self._meaning:
            self._wake.set()

    async def next(self) -> JsonObject:
        """Wait for the next report and return it."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if self._engine.state == "ready" and (report := await self._check()):
                return report

    async def _check(self) -> JsonObject | None:
        self._meaning = self._room.meaning
        document, schema = await to_thread.run_sync(readable, self._room.project, self._room.document())
        asked = (digest(document), json.dumps(schema and [schema["fingerprint"], schema["read"], schema["size"]]))
        if asked == self._checked:
            return None
        report = await self._engine.check(to_json(document), schema)
        if report is None:
            return None
        self._checked = asked
        self.report = report
        return report
