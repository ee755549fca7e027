"""Coming back to a workspace whose cookie is gone: a return code is exchanged for a link that is good for a minute."""

import time
from collections import deque

from itsdangerous import BadData, URLSafeTimedSerializer

from builder.server.secret import secret
from builder.store import people
from engine.said import say

_LINK_SECONDS = 60
_TRIES, _TRY_SECONDS = 10, 60.0
_tries: dict[str, deque[float]] = {}


class TooManyTries(Exception):  # noqa: N818 - it is no fault of the program
    """Codes were tried too often; the message is a sentence for a person."""


def return_link(code: str, visitor: str | None, address: str) -> str | None:
    """Return the link that brings the workspace of `code` back for `visitor`, `None` where the code is wrong.

    Raises `TooManyTries` after ten tries within a minute from one `address`.
    """
    _count(address)
    person = people.with_return_code(code)
    return f"/return/{_serializer().dumps([person, visitor])}" if person else None


def read_return(token: str, visitor: str | None) -> str | None:
    """Return the person that a link brings back. It is good for the visitor only who typed the code."""
    try:
        person, typed_by = _serializer().loads(token, max_age=_LINK_SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    return str(person) if typed_by == visitor else None


def _count(address: str) -> None:
    now = time.monotonic()
    for one in [one for one, tries in _tries.items() if now - tries[-1] > _TRY_SECONDS]:
        del _tries[one]
    tries = _tries.setdefault(address, deque(maxlen=_TRIES))
    if len(tries) == _TRIES and now - tries[0] < _TRY_SECONDS:
        raise TooManyTries(say("Too many codes were tried from here. Wait a minute, then try again."))
    tries.append(now)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret(), salt="layerloom.return")
