"""The two sockets: `/sync/<project>` for the document, `/live/<project>` for what is told."""

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.websockets import WebSocket

from builder.server.service import service


async def sync(socket: WebSocket) -> None:
    """Join the room of a project."""
    running = service()
    assert running is not None  # noqa: S101 - sockets are served between the lifespan's start and end
    await running.rooms.serve_socket(socket)


async def live(socket: WebSocket) -> None:
    """Hear what happens in a project."""
    running = service()
    assert running is not None  # noqa: S101
    await running.live.serve_socket(socket)


ROUTES: list[BaseRoute] = [WebSocketRoute("/sync/{project}", sync), WebSocketRoute("/live/{project}", live)]
