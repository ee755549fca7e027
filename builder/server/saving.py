"""Keeps a room's document on the disk: every update at once, in order, and again until it succeeds."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from anyio import to_thread

from builder.store import journal
from engine.said import say

_RETRY_SECONDS = 1.0
_COMPACT_BYTES = 1_000_000


class Saving:
    """Writes what `add` was given to the journal at `path`, whose first `end` bytes are whole.

    `state` returns the whole document as one update: a journal that has grown long is replaced by it. `told` is called
    whenever saving begins or ceases to fail.
    """

    def __init__(self, path: Path, end: int, *, state: Callable[[], bytes], told: Callable[[], None]) -> None:
        self._path, self._end, self._state, self._told = path, end, state, told
        self._waiting: list[bytes] = []
        self._added = self._written = 0
        self._compact_at = max(_COMPACT_BYTES, 4 * end)
        self._wake = asyncio.Event()
        self._progress = asyncio.Condition()
        self.failure = ""
        self._task = asyncio.create_task(self._run())

    @property
    def saved(self) -> bool:
        """Whether everything is on the disk."""
        return self._written == self._added

    def add(self, update: bytes) -> None:
        """Save one more update."""
        self._waiting.append(update)
        self._added += 1
        self._wake.set()

    async def done(self) -> None:
        """Wait until all that was added so far is on the disk."""
        target = self._added
        async with self._progress:
            await self._progress.wait_for(lambda: self._written >= target)

    async def close(self) -> None:
        """Make a last attempt at what waits, and end."""
        self._task.cancel()
        await asyncio.wait([self._task])
        if self._waiting:
            await self._write()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            if not await self._write():
                await asyncio.sleep(_RETRY_SECONDS)
                self._wake.set()

    async def _write(self) -> bool:
        batch, self._waiting = self._waiting, []
        try:
            # Not given up when cancelled: the file is written to the end, or not at all.
            self._end = await asyncio.shield(asyncio.ensure_future(self._store(batch)))
        except OSError as error:
            self._waiting = batch + self._waiting
            self._fail(
                say(
                    "Your last edits are not saved: {strerror}. They are kept here and tried again.",
                    strerror=str(error.strerror or error),
                )
            )
            return False
        self._fail("")
        self._written += len(batch)
        async with self._progress:
            self._progress.notify_all()
        return True

    async def _store(self, batch: list[bytes]) -> int:
        if self._end < self._compact_at:
            return await to_thread.run_sync(journal.append, self._path, batch, self._end)
        # The whole state holds the batch too, and what is added while it is written comes after it.
        end = await to_thread.run_sync(journal.rewrite, self._path, self._state())
        self._compact_at = max(_COMPACT_BYTES, 4 * end)
        return end

    def _fail(self, sentence: str) -> None:
        if sentence != self.failure:
            self.failure = sentence
            self._told()
