"""What waits to be sent through one socket: bounded, so that a slow browser costs little and holds nobody up."""

import asyncio
from collections import deque
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from engine.said import say

TOO_SLOW = 4408
_MOST_BYTES = 16_000_000


class Outbox:
    """Sends messages in order. A text with a `topic` takes the place of an unsent one of the same topic."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._messages: deque[bytes | str] = deque()
        self._topics: dict[str, str | Callable[[], str]] = {}
        self._bytes = 0
        self._wake = asyncio.Event()
        self._close: tuple[int, str] | None = None

    @property
    def closing(self) -> bool:
        """Whether the connection was ended from here."""
        return self._close is not None

    def put(self, message: bytes | str) -> None:
        """Queue a message; a browser that lets too much pile up is sent away and comes back by itself."""
        self._bytes += len(message)
        if self._bytes > _MOST_BYTES:
            self.close(TOO_SLOW, say("Your browser did not keep up; it connects again."))
            return
        self._messages.append(message)
        self._wake.set()

    def put_latest(self, topic: str, message: str | Callable[[], str]) -> None:
        """Queue a message that is only worth its newest version; one given as a function is made when it is sent."""
        self._topics[topic] = message
        self._wake.set()

    def close(self, code: int, reason: str) -> None:
        """End the connection, leaving what waits unsent."""
        self._close = self._close or (code, reason[:120])
        self._wake.set()

    async def run(self) -> None:
        """Send until the connection ends or is closed."""
        try:
            while self._close is None:
                await self._wake.wait()
                self._wake.clear()
                await self._send_all()
            code, reason = self._close
            await self._socket.close(code, reason)
        except (WebSocketDisconnect, RuntimeError):
            # The browser went away in between; whoever reads from the socket is told as well.
            return

    async def _send_all(self) -> None:
        while self._close is None and (self._messages or self._topics):
            message = self._next()
            if isinstance(message, bytes):
                await self._socket.send_bytes(message)
            else:
                await self._socket.send_text(message)

    def _next(self) -> bytes | str:
        if self._messages:
            message = self._messages.popleft()
            self._bytes -= len(message)
            return message
        newest = self._topics.pop(next(iter(self._topics)))
        return newest if isinstance(newest, str) else newest()
