"""Starts and ends, with the server, what runs beside the pages."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from builder.server.service import serve
from engine.catalog.read import catalog

_FIRST_PAGE = ("navigation", "shell", "opening", "design")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Run the service for as long as the server runs."""
    threading.Thread(target=_prepare_first_page, daemon=True).start()
    async with serve():
        yield {}


def _prepare_first_page() -> None:
    # While the first browser fetches Streamlit's scripts, what its page will need is imported and read.
    for name in _FIRST_PAGE:
        import_module(f"builder.pages.{name}")
    catalog()
