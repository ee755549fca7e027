"""A fingerprint of the code and the libraries that an engine host runs: two that differ must not work together."""

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("keras", "tensorflow", "numpy")


def fingerprint() -> str:
    """Return the fingerprint of the engine code on the disk now, libraries and Python, as 16 hex digits."""
    digest = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)};".encode())
    root = Path(__file__).resolve().parents[2]
    for path in [*sorted((root / "engine").rglob("*.py")), root / "assets" / "catalog.json"]:
        if path.exists():
            digest.update(str(path.relative_to(root)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
