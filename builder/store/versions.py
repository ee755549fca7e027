"""The version of the store's tables: an older store is brought up to this program, a newer one is refused."""

from collections.abc import Callable

from sqlalchemy import Connection, func, select

from builder.store.tables import metadata, version
from engine.said import say
from engine.words import Refusal

STEPS: tuple[Callable[[Connection], None], ...] = ()
"""One function for each version after the first, in order: it changes the tables of the version before."""


def bring_up(connection: Connection) -> None:
    """Make the tables where there are none, or change those of an older version step by step.

    Raises `Refusal` where a newer program made them.
    """
    newest = 1 + len(STEPS)
    version.create(connection, checkfirst=True)
    found = connection.scalar(select(func.max(version.c.number)))
    if found is not None and found > newest:
        raise Refusal(
            say(
                "The projects kept here were written by a newer Layerloom (store version {found}; this one "
                "reads up to {newest}). Update this program, or name another folder in LAYERLOOM_HOME.",
                found=found,
                newest=newest,
            )
        )
    for step in STEPS[found - 1 :] if found else ():
        step(connection)
    metadata.create_all(connection)
    if found != newest:
        connection.execute(version.delete())
        connection.execute(version.insert().values(number=newest))
