"""Whose job of the engine host is whose, and which data set it reads."""

import time
from dataclasses import dataclass

from sqlalchemy import select

from builder.store.database import reading, writing
from builder.store.tables import jobs


@dataclass(frozen=True, kw_only=True)
class Job:
    """A job that somebody asked for."""

    id: str
    data_set: str | None


def add(person: str, job: Job) -> None:
    """Remember that `person` asked for the job."""
    with writing() as connection:
        values = {"id": job.id, "owner": person, "data_set": job.data_set, "created": time.time()}
        connection.execute(jobs.insert().values(values))


def find(person: str | None, job: str) -> Job | None:
    """Return a job that `person` asked for; a stranger's and an unknown one are both `None`."""
    with reading() as connection:
        query = select(jobs.c.id, jobs.c.data_set).where(jobs.c.id == job, jobs.c.owner == person)
        row = connection.execute(query).first()
    return Job(**row._mapping) if row else None
