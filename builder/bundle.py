"""Which build of the components' bundle is served: part of its address, so that a browser keeps it until it changes."""

import hashlib
from functools import cache

from engine.assets import asset


@cache
def version() -> str:
    """Return a fingerprint of the built bundle."""
    content = hashlib.sha256()
    for path in sorted(asset("canvas").glob("*.[cj]s*")):
        content.update(path.read_bytes())
    return content.hexdigest()[:16]
