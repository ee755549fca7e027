"""How browsers are told of a report: the first time whole, then what changed since the last one that they were told."""

import json
from typing import Any

from builder.server.outbox import Outbox
from engine.document.values import object_of
from engine.host.reports import GONE, changes
from engine.words import JsonObject


class Reporting:
    """What each browser was told last; a message is made when it is sent, so that none in between is missed."""

    def __init__(self) -> None:
        self.newest: JsonObject | None = None
        self._told: dict[Outbox, JsonObject] = {}
        self._made: tuple[JsonObject | None, JsonObject | None, str] = (None, None, "")

    def tell(self, outbox: Outbox) -> None:
        """Let a browser know the newest report, if there is one."""
        if self.newest is not None:
            outbox.put_latest("report", lambda: self._message(outbox))

    def forget(self, outbox: Outbox) -> None:
        """Forget a browser that went."""
        self._told.pop(outbox, None)

    def _message(self, outbox: Outbox) -> str:
        before, now = self._told.get(outbox), self.newest
        # Most were told the same last time: one message is made for all of them.
        if self._made[0] is not before or self._made[1] is not now:
            self._made = before, now, _text(before, now)
        if now is not None:
            self._told[outbox] = now
        return self._made[2]


def _text(before: JsonObject | None, now: JsonObject | None) -> str:
    message: dict[str, Any] = {"type": "report", "report": now}
    if before is not None and now is not None:
        changed = changes(object_of(before["nodes"]), object_of(now["nodes"]))
        message = {**message, "report": {**now, "nodes": changed["nodes"]}, GONE: changed[GONE]}
    return json.dumps(message, separators=(",", ":"))
