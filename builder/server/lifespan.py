"""Starts and ends, with the server, what runs beside the pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from builder.server.service import serve


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Run the service for as long as the server runs."""
    async with serve():
        yield {}
