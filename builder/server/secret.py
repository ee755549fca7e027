"""The secret that signs cookies, made once and kept in the home folder for its owner's eyes only."""

import os
import secrets
from functools import cache

from engine.home import home


@cache
def secret() -> str:
    """Return the secret of this installation."""
    path = home() / "secret"
    # Two processes that start together agree: the one that links its file first wins, and the file is never half there.
    if not path.exists():
        own = home() / f".secret.{secrets.token_hex(8)}"
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(own, path)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text()
