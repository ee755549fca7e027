"""Starting children, and the host's end of the line to each of them."""

import asyncio
import json
import os
import signal
import sys
import threading
from dataclasses import asdict
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from engine.host import child
from engine.host.child import Message
from engine.host.limits import Limits
from engine.host.scratch import sweep

if sys.platform == "linux":
    from multiprocessing.context import ForkServerContext as Context
else:
    from multiprocessing.context import SpawnContext as Context


class Child:
    """One child process and the line to it."""

    def __init__(self, process: BaseProcess, connection: Connection, limits: Limits) -> None:
        self._process = process
        self._connection = connection
        self.limits = limits
        self.pid = process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """Its exit status, negative for the signal that ended it, `None` while it runs."""
        return self._process.exitcode

    async def send(self, message: Message) -> None:
        """Send a message; raises `OSError` when the child is gone."""
        await asyncio.to_thread(child.send, self._connection, message)

    async def receive(self) -> Message:
        """Wait for a message; raises `EOFError` or `OSError` when the child is gone."""
        message: Message = json.loads(await asyncio.to_thread(self._connection.recv_bytes))
        return message

    async def ask(self, request: bytes) -> bytes:
        """Send a request and wait for the answer, both as texts; raises `EOFError` or `OSError` when it is gone."""
        return await asyncio.to_thread(self._exchange, request)

    def _exchange(self, request: bytes) -> bytes:
        self._connection.send_bytes(request)
        return self._connection.recv_bytes()

    async def ended(self) -> int | None:
        """Wait until the process has ended and return its exit status."""
        await asyncio.to_thread(self._process.join)
        self._connection.close()
        return self.exit_code

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Send a signal to the child and what it has started."""
        if not self.alive:
            return
        if sys.platform == "win32":
            self._process.kill()
            return
        try:
            os.killpg(self.pid, how)
        except ProcessLookupError:
            # It has not made its own group yet.
            self._process.kill()


class Forks:
    """The nursery: children begin with everything imported, and are given their role when it is known."""

    def __init__(self) -> None:
        self._context = Context()
        self._lock = threading.Lock()
        self._spare: tuple[BaseProcess, Connection] | None = None
        self._keeps_spare = sys.platform != "linux"
        if not self._keeps_spare:
            self._context.set_forkserver_preload(["engine.host.warm"])

    async def start(self, role: str, limits: Limits, **orders: object) -> Child:
        """Start a child in `role` under `limits`; waits until Keras is imported where it is not yet."""
        return await asyncio.to_thread(self._start, {"role": role, "limits": asdict(limits), **orders}, limits)

    def _start(self, orders: Message, limits: Limits) -> Child:
        with self._lock:
            sweep()
            process, connection = self._spare or self._born()
            # Where a child imports everything anew, the next one begins to do so now.
            self._spare = self._born() if self._keeps_spare else None
        child.send(connection, orders)
        return Child(process, connection, limits)

    def _born(self) -> tuple[BaseProcess, Connection]:
        here, there = self._context.Pipe()
        process = self._context.Process(target=child.main, args=(there,))
        process.start()
        there.close()
        return process, here
