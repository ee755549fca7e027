"""Starts and ends, with the server, what runs beside the pages."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

from builder.server.service import serve


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Run the service for as long as the server runs."""
    # While the first browser fetches Streamlit's scripts, the pages are imported that it will ask for.
    threading.Thread(target=import_module, args=("builder.pages.navigation",), daemon=True).start()
    async with serve():
        yield {}
