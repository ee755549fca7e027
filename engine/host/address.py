"""Where the engine host of a home folder listens, and how its clients find it."""

import hashlib
import json
import os
import secrets
import socket
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.home import home, write_json

_LONGEST_SOCKET_PATH = 100
_NOTE = "host.json"


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a host listens: a Unix socket, or (where there is none) a port of this machine and a token."""

    fingerprint: str
    path: str = ""
    port: int = 0
    token: str = ""

    @property
    def base_url(self) -> str:
        """The address as HTTP clients want it; over a Unix socket the name in it means nothing."""
        return f"http://127.0.0.1:{self.port}" if self.port else "http://engine"


def listen(fingerprint: str) -> tuple[socket.socket, Address]:
    """Open the host's socket, for its owner only, and return it with its address."""
    if sys.platform == "win32":
        listener = socket.create_server(("127.0.0.1", 0))
        return listener, Address(
            fingerprint=fingerprint, port=listener.getsockname()[1], token=secrets.token_urlsafe(32)
        )
    path = _socket_folder() / f"{secrets.token_hex(4)}.sock"
    listener = socket.socket(socket.AF_UNIX)
    # The folder admits its owner only, so nobody can connect before the mode is set.
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen(128)
    return listener, Address(fingerprint=fingerprint, path=str(path))


def publish(address: Address) -> None:
    """Note where the host of this home folder listens, for its clients."""
    write_json(home() / _NOTE, asdict(address))


def published() -> Address | None:
    """Return where the last host of this home folder listened; it may be gone."""
    note = home() / _NOTE
    return Address(**json.loads(note.read_text("utf-8"))) if note.exists() else None


def withdraw(address: Address) -> None:
    """Remove the note and the socket of a host that ends, unless a successor has put its own note there."""
    if published() == address:
        (home() / _NOTE).unlink(missing_ok=True)
    if address.path:
        Path(address.path).unlink(missing_ok=True)


def _socket_folder() -> Path:
    """Return a folder for the socket: in the home folder, or where that path is too long for one, in a short place."""
    folder = home() / "host"
    if len(str(folder)) > _LONGEST_SOCKET_PATH - 16:
        digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"layerloom-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077 or folder.is_symlink():
        raise PermissionError(f"{folder} must be a folder of your own that nobody else can enter; remove it, please.")
    return folder
