"""Answers from the first moment on: what a page begins with is sent while the application is still being imported.

A browser takes longer to run Streamlit's scripts than the import takes, so that nobody waits for the import.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Router
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from builder.server import statics
from builder.server.middleware import MIDDLEWARE

if TYPE_CHECKING:
    from streamlit.starlette import App

# Plain names only: any other path waits for Streamlit's own checks.
_EARLY = re.compile(r"/((static|canvas)/[\w./-]+|catalog\.json|messages/[a-z]+\.json|favicon\.png)?", re.ASCII)


class Front:
    """Stands before the application that `load` imports, and hands everything on to it as soon as it is there.

    `end` is told what went wrong where it cannot be had.
    """

    def __init__(self, load: "Callable[[], App]", end: Callable[[Exception], None]) -> None:
        self._load, self._end = load, end
        self._app: App | None = None
        self._there = asyncio.Event()
        self._life = Router(lifespan=self._lifespan)
        self._first = Starlette(routes=[*statics.ROUTES, Mount("/", _Scripts())], middleware=MIDDLEWARE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what comes; what needs the application waits for it."""
        if scope["type"] == "lifespan":
            await self._life(scope, receive, send)
        elif self._app is None and _begins_a_page(scope):
            await self._first(scope, receive, send)
        else:
            await self._there.wait()
            assert self._app is not None  # noqa: S101 – it is there
            await self._app(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: object) -> AsyncIterator[None]:
        over = asyncio.Event()
        serving = asyncio.create_task(self._serve(over))
        yield
        over.set()
        await asyncio.wait([serving])

    async def _serve(self, over: asyncio.Event) -> None:
        try:
            app = await asyncio.to_thread(self._load)
            life = await asyncio.to_thread(app.lifespan)
            async with life(app):
                self._app = app
                self._there.set()
                await over.wait()
        except Exception as fault:  # noqa: BLE001 - the border: whoever started it tells the person
            self._end(fault)


class _Scripts(StaticFiles):
    """Streamlit's page and scripts, as Streamlit itself sends them."""

    def __init__(self) -> None:
        # Found without importing the package, which is large. Some installers link files instead of copying them.
        found = find_spec("streamlit")
        places = found.submodule_search_locations if found else None
        super().__init__(directory=Path(places[0] if places else "") / "static", html=True, follow_symlink=True)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        hashed = scope["path"].startswith("/static/")
        response.headers["cache-control"] = statics.A_YEAR if hashed else statics.FRESH
        return response


def _begins_a_page(scope: Scope) -> bool:
    return scope["type"] == "http" and _EARLY.fullmatch(scope["path"]) is not None
