"""Writes the body of a request to the disk as it comes: never more than a block of it in memory."""

import errno
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request

from builder.server.quota import Allowance

_BLOCK = 1_000_000
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


async def receive(request: Request, path: Path, allowance: Allowance) -> str:
    """Store the body at `path`, synced, and return its SHA-256.

    Raises `TooMuch`, `ClientDisconnect`, and `OSError` when the disk is full; the caller removes what is there so far.
    """
    announced = request.headers.get("content-length", "0")
    allowance.foresee(int(announced) if announced.isdigit() else 0)
    digest = hashlib.sha256()
    with path.open("xb", buffering=0) as file:
        async for block in _blocks(request.stream(), allowance):
            await to_thread.run_sync(digest.update, block)
            await to_thread.run_sync(_write, file.fileno(), block)
        await to_thread.run_sync(os.fsync, file.fileno())
    return digest.hexdigest()


def is_full(error: OSError) -> bool:
    """Say whether `error` means that the disk is full."""
    return error.errno in _FULL


async def _blocks(body: AsyncIterator[bytes], allowance: Allowance) -> AsyncIterator[bytes]:
    block = bytearray()
    async for piece in body:
        allowance.take(len(piece))
        block += piece
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    if block:
        yield bytes(block)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


async def body_of(request: Request, most: int) -> bytes | None:
    """Return a small body, `None` where it is larger than `most` bytes."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > most:
            return None
    return bytes(content)
