"""People: a private workspace each, and the code that brings it back."""

import hashlib
import secrets
import time

from sqlalchemy import select, update

from builder.store.database import reading, writing
from builder.store.tables import people

# Letters and digits that are not mistaken for one another when read aloud or copied from a board.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def remember(person: str) -> None:
    """Make the workspace of `person` if there is none."""
    known = select(people.c.id).where(people.c.id == person)
    with reading() as connection:
        if connection.scalar(known):
            return
    with writing() as connection:
        if not connection.scalar(known):
            connection.execute(people.insert().values(id=person, created=time.time()))


def new_return_code(person: str) -> str:
    """Return a new code that brings this workspace back in another browser, such as `k7fm-2xqa-9hdp-w3tr`.

    Only its hash is kept, so it is shown once; an earlier code no longer works.
    """
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    with writing() as connection:
        connection.execute(update(people).where(people.c.id == person).values(code=_digest(code)))
    return code


def has_return_code(person: str) -> bool:
    """Say whether a return code was made for this workspace."""
    with reading() as connection:
        return connection.scalar(select(people.c.code).where(people.c.id == person)) is not None


def with_return_code(code: str) -> str | None:
    """Return the person whose code this is, however it was typed (capitals, spaces, no hyphens), or `None`."""
    # What is looked up is a hash of 79 random bits: the time it takes tells nothing about a code.
    with reading() as connection:
        return connection.scalar(select(people.c.id).where(people.c.code == _digest(code)))


def _digest(code: str) -> str:
    letters = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return hashlib.sha256(letters.encode()).hexdigest()
