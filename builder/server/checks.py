"""Checks a room's document whenever its meaning changes; the newest one wins, and one check is under way at a time."""

import asyncio
import json
from typing import Any

from anyio import to_thread

from builder.server.engine import Engine
from builder.server.room import Room
from builder.server.schemas import readable
from engine.document.dump import digest, to_json
from engine.host.reports import MARK, whole
from engine.plan.instances import opens_into
from engine.words import JsonObject

MANY = 50
"""Nodes, blocks opened, from which on findings come before their fixes."""

_QUIET_SECONDS = 0.4


class Checks:
    """The reports on one room's document; `report` is the newest one."""

    def __init__(self, room: Room, engine: Engine) -> None:
        self.report: JsonObject | None = None
        self._room, self._engine = room, engine
        self._wake = asyncio.Event()
        self._wake.set()
        self._meaning = -1
        self._checked: tuple[Any, ...] = ()
        self._unfixed = False
        self._mark = ""

    @property
    def current(self) -> bool:
        """Whether `report` is on the document as it is now."""
        return (
            self.report is not None
            and not self._unfixed
            and not self._wake.is_set()
            and self._room.meaning == self._meaning
        )

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
        if asked == self._checked and not self._unfixed:
            return None
        # Fixes are tried on copies of the whole, which takes longer than the shapes that somebody waits for.
        fixes = asked == self._checked or opens_into(document, MANY) < MANY
        answer = await self._engine.check(to_json(document), schema, fixes=fixes, since=self._mark)
        if answer is None:
            return None
        report = whole(self.report, answer)
        self._checked, self._unfixed, self.report = asked, not fixes, report
        self._mark = str(answer.get(MARK, ""))
        if self._unfixed:
            # Whoever types goes on: the next shapes must not wait for fixes of what was.
            asyncio.get_running_loop().call_later(_QUIET_SECONDS, self._wake.set)
            report = {**report, "fixing": True}
        return report
