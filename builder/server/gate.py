"""A middleware that every request and every socket passes; what the server says to itself (lifespan) goes by it."""

from abc import ABC, abstractmethod

from starlette.types import ASGIApp, Receive, Scope, Send


class Gate(ABC):
    """Stands before `app`: `visited` serves a request or a socket, or lets the app do so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what comes."""
        serve = self.visited if scope["type"] in {"http", "websocket"} else self.app
        await serve(scope, receive, send)

    @abstractmethod
    async def visited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or a socket."""
