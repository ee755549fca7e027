"""Links to a project: one gives each visitor a fresh copy, two let them look at or edit the same project."""

import time
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import delete, select, update

from builder.store import projects, states
from builder.store.changes import tell
from builder.store.database import reading, writing
from builder.store.ids import is_id, new_id
from builder.store.tables import projects as project_table
from builder.store.tables import rights, shares

Kind: TypeAlias = Literal["copy", "look", "edit"]


@dataclass(frozen=True, kw_only=True)
class Share:
    """A link: whoever opens `/open/<token>` gets what `kind` says."""

    token: str
    kind: Kind
    created: float


def of(person: str, project: str) -> list[Share]:
    """Return the links to a project that `person` owns, oldest first."""
    if not _owns(person, project):
        return []
    with reading() as connection:
        query = select(shares.c.token, shares.c.kind, shares.c.created)
        rows = connection.execute(query.where(shares.c.project == project, shares.c.revoked.is_(None))).all()
    return sorted((Share(**row._mapping) for row in rows), key=lambda share: share.created)


def ever(person: str, project: str) -> bool:
    """Say whether links to a project that `person` owns were made before, ended ones too."""
    with reading() as connection:
        made = connection.execute(select(shares.c.token).where(shares.c.project == project)).first()
    return made is not None and _owns(person, project)


def create(person: str, project: str, kind: Kind) -> Share | None:
    """Return the link of this kind to a project that `person` owns, made now if there is none."""
    for share in of(person, project):
        if share.kind == kind:
            return share
    if not _owns(person, project):
        return None
    share = Share(token=new_id(), kind=kind, created=time.time())
    with writing() as connection:
        connection.execute(shares.insert().values(project=project, token=share.token, kind=kind, created=share.created))
    return share


def revoke(person: str, project: str, token: str) -> bool:
    """End a link, and with it every right that it gave; copies that were made stay."""
    if token not in {share.token for share in of(person, project)}:
        return False
    with writing() as connection:
        connection.execute(update(shares).where(shares.c.token == token).values(revoked=time.time()))
        given = (rights.c.share == token) & (rights.c.project == project)
        connection.execute(delete(rights).where(given))
    tell(project)
    return True


def open_link(person: str, token: str) -> str | None:
    """Give `person` what the link gives and return the project to open; `None` when there is no such link."""
    found = _find(token)
    if found is None:
        return None
    project, name, kind = found
    if kind == "copy":
        return _copied(person, token) or _copy(person, project, name, token)
    known = projects.find(person, project)
    if known is None or (known.role, kind) == ("look", "edit"):
        _give(person, project, kind, token)
        tell(project)
    return project


def _give(person: str, project: str, role: str, token: str) -> None:
    mine = (rights.c.project == project) & (rights.c.person == person)
    with writing() as connection:
        connection.execute(delete(rights).where(mine))
        values = {"project": project, "person": person, "role": role, "share": token, "opened": time.time()}
        connection.execute(rights.insert().values(values))


def _owns(person: str, project: str) -> bool:
    found = projects.find(person, project)
    return found is not None and found.role == "owner"


def _find(token: str) -> tuple[str, str, str] | None:
    if not is_id(token):
        return None
    query = select(shares.c.project, project_table.c.name, shares.c.kind).join_from(shares, project_table)
    query = query.where(shares.c.token == token, shares.c.revoked.is_(None), project_table.c.deleted.is_(None))
    with reading() as connection:
        row = connection.execute(query).first()
    return (row.project, row.name, row.kind) if row else None


def _copy(person: str, project: str, name: str, token: str) -> str:
    copied = projects.Copied(project=project, share=token)
    return projects.create(person, states.document(project), name=name, copied=copied).id


def _copied(person: str, token: str) -> str | None:
    # Whoever comes back by the same link finds the copy they worked on.
    query = select(rights.c.project).join_from(rights, project_table)
    query = query.where(rights.c.person == person, rights.c.share == token, project_table.c.deleted.is_(None))
    with reading() as connection:
        return connection.scalar(query)
