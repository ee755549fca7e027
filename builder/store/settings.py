"""Small things that each person set: the arrangement of the board, a hint that was dismissed."""

from typing import cast

from sqlalchemy import delete, select

from builder.store.database import reading, writing
from builder.store.tables import settings
from engine.words import Json


def get(person: str, key: str) -> Json:
    """Return what was set under `key`, or `None`."""
    with reading() as connection:
        query = select(settings.c.value).where(settings.c.person == person, settings.c.key == key)
        return cast(Json, connection.scalar(query))


def put(person: str, key: str, value: Json) -> None:
    """Set `key` to `value`."""
    with writing() as connection:
        connection.execute(delete(settings).where(settings.c.person == person, settings.c.key == key))
        connection.execute(settings.insert().values(person=person, key=key, value=value))
