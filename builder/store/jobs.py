"""Whose job of the engine host is whose."""

import time

from sqlalchemy import select

from builder.store.database import reading, writing
from builder.store.tables import jobs


def add(person: str, job: str) -> None:
    """Remember that `person` asked for the job."""
    with writing() as connection:
        connection.execute(jobs.insert().values(id=job, owner=person, created=time.time()))


def owns(person: str | None, job: str) -> bool:
    """Say whether `person` asked for the job; no for a stranger's and an unknown one alike."""
    with reading() as connection:
        query = select(jobs.c.id).where(jobs.c.id == job, jobs.c.owner == person)
        return connection.execute(query).first() is not None
