"""All browsers that look at one project, and what each of them is told: engine, report, saved or not, queue."""

import asyncio
import json

from builder.server.checks import Checks
from builder.server.engine import Engine
from builder.server.outbox import Outbox
from builder.server.reporting import Reporting
from builder.server.room import Room
from engine.said import carried
from engine.words import Json


class Audience:
    """The browsers of one project."""

    def __init__(self, room: Room, engine: Engine) -> None:
        self.room = room
        self.checks = Checks(room, engine)
        self.empty = True
        self._engine = engine
        self._outboxes: set[Outbox] = set()
        self._failure = room.saving.failure
        room.listeners.add(self._changed)
        engine.listeners.add(self._engine_changed)
        self._told = Reporting()
        self._reporting = asyncio.create_task(self._report())

    def join(self, outbox: Outbox, queue: list[Json]) -> None:
        """Tell a newcomer how things stand."""
        self._outboxes.add(outbox)
        self.empty = False
        tell([outbox], type="engine", state=self._engine.state)
        tell([outbox], type="saved", **carried({"saved": not self._failure, "sentence": self._failure}))
        tell([outbox], type="runs", runs=queue)
        self._told.tell(outbox)

    def leave(self, outbox: Outbox) -> None:
        """Forget somebody; the last one ends it all."""
        self._outboxes.discard(outbox)
        self._told.forget(outbox)
        if not self._outboxes:
            self.empty = True
            self._reporting.cancel()
            self.room.listeners.discard(self._changed)
            self._engine.listeners.discard(self._engine_changed)

    def tell_queue(self, queue: list[Json]) -> None:
        """Tell everybody which runs go on and wait."""
        tell(self._outboxes, type="runs", runs=queue)

    def _changed(self) -> None:
        self.checks.look()
        if self.room.saving.failure != self._failure:
            self._failure = self.room.saving.failure
            tell(self._outboxes, type="saved", **carried({"saved": not self._failure, "sentence": self._failure}))

    def _engine_changed(self) -> None:
        tell(self._outboxes, type="engine", state=self._engine.state)
        self.checks.wake()

    async def _report(self) -> None:
        while True:
            self._told.newest = await self.checks.next()
            for outbox in self._outboxes:
                self._told.tell(outbox)


def tell(outboxes: "set[Outbox] | list[Outbox]", **message: Json) -> None:
    """Queue a message of which only the newest of its type matters."""
    text = json.dumps(message, separators=(",", ":"))
    for outbox in outboxes:
        outbox.put_latest(str(message["type"]), text)
