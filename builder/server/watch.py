"""Follows the event file of one run for one browser."""

import asyncio
import json
import time
from pathlib import Path

from anyio import to_thread

from builder.server.outbox import Outbox
from engine.runs import events
from engine.runs.folder import EVENTS, LOCK
from engine.runs.lock import is_held
from engine.runs.status import status

_LOOK_SECONDS = 0.1
_WAITING_SECONDS = 0.3
_STATE_SECONDS = 1.0


class Watch:
    """Sends the events of a run from `offset` on, and its state whenever that changes."""

    def __init__(self, run: str, folder: Path, offset: int, outbox: Outbox) -> None:
        self._run, self._folder, self._offset, self._outbox = run, folder, offset, outbox
        self._state = ""
        self._looked = 0.0

    async def run(self) -> None:
        """Follow the run until it is over; a run that is over is told once."""
        while not await self._look():
            await asyncio.sleep(_WAITING_SECONDS if self._state == "queued" else _LOOK_SECONDS)

    async def _look(self) -> bool:
        grown = self._size() > self._offset
        if not grown and time.monotonic() - self._looked < _STATE_SECONDS:
            return False
        self._looked = time.monotonic()
        found, offset = await to_thread.run_sync(events.read, self._folder, self._offset)
        state = await to_thread.run_sync(self._state_now)
        if found or state != self._state:
            message = {"type": "run", "run": self._run, "events": found, "offset": offset, "state": state}
            self._outbox.put(json.dumps(message, separators=(",", ":")))
        self._offset, self._state = offset, state
        return state not in {"queued", "running"} and self._size() <= offset

    def _size(self) -> int:
        path = self._folder / EVENTS
        return path.stat().st_size if path.exists() else 0

    def _state_now(self) -> str:
        # While the lock is held it runs, and the file need not be read.
        return "running" if is_held(self._folder / LOCK) else status(self._folder).state
