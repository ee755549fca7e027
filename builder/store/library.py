"""Blocks that a person keeps, to use them in every project."""

import time
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from builder.store.database import reading, writing
from builder.store.ids import is_id, new_id
from builder.store.tables import library
from engine.document.dump import to_json
from engine.document.model import Document
from engine.said import say
from engine.words import JsonObject, Refusal

MOST = 200


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A block that somebody keeps: `document` holds it, under the id `block`, and the blocks inside it."""

    id: str
    name: str
    block: str
    document: JsonObject


def of(person: str) -> list[Kept]:
    """Return the blocks of a person, the newest first."""
    columns = (library.c.id, library.c.name, library.c.block, library.c.document)
    query = select(*columns).where(library.c.person == person).order_by(library.c.created.desc())
    with reading() as connection:
        return [Kept(**row._mapping) for row in connection.execute(query)]


def keep(person: str, document: Document, block: str) -> str:
    """Keep a block of `document` and return its id; one of the same name gives way to it.

    Raises `Refusal` where the person keeps as many as can be kept.
    """
    kept = Kept(id=new_id(), name=document.blocks[block].name or block, block=block, document=to_json(document))
    with writing() as connection:
        mine = library.c.person == person
        connection.execute(delete(library).where(mine, library.c.name == kept.name))
        if (connection.scalar(select(func.count()).select_from(library).where(mine)) or 0) >= MOST:
            raise Refusal(
                say(
                    "You keep {most} blocks, which is all that can be kept: delete one that you do not need.", most=MOST
                )
            )
        connection.execute(library.insert().values(**vars(kept), person=person, created=time.time()))
    return kept.id


def remove(person: str, kept: str) -> bool:
    """Forget a block of a person; say whether there was one. Projects have copies of their own."""
    if not is_id(kept):
        return False
    with writing() as connection:
        done = connection.execute(delete(library).where(library.c.person == person, library.c.id == kept))
    return done.rowcount > 0
