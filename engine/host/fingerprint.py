"""A fingerprint of the code and the libraries that an engine host runs: two that differ must not work together."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("keras", "tensorflow", "numpy")


@cache
def fingerprint() -> str:
    """Return the fingerprint of this process's engine code, catalogue, libraries and Python, as 16 hex digits."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)};".encode())
    root = Path(__file__).resolve().parents[2]
    for path in [*sorted((root / "engine").rglob("*.py")), root / "assets" / "catalog.json"]:
        if path.exists():
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
