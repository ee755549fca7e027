"""Brought weights: whose they are, which projects may start from them, when they go."""

import time
from pathlib import Path

import pytest
from sqlalchemy import update

from builder.store import models, projects, shares
from builder.store.database import writing
from builder.store.tables import UNDO_SECONDS, starts
from builder.store.tables import models as table
from builder.store.tables import projects as project_table
from engine import brought
from engine.document.model import Document

DAY = 24 * 3600.0


def bring(person: str, size: int = 1000) -> str:
    model = models.add(person, 10**9)
    folder = brought.place() / model
    folder.mkdir()
    (folder / brought.WEIGHTS).write_bytes(b"x" * size)
    return model


def naming(model: str | None) -> Document:
    return Document(name="Brought", weights=model)


def is_here(model: str) -> bool:
    return brought.folder_of(model) is not None


def past_undo(project: str) -> None:
    """Make a deletion so old that nothing takes it back."""
    with writing() as connection:
        gone = project_table.c.id == project
        connection.execute(update(project_table).where(gone).values(deleted=time.time() - UNDO_SECONDS - 1))


def age(model: str, seconds: float = 2 * DAY) -> None:
    """Let time go by for one model: it was brought, and left, longer ago."""
    with writing() as connection:
        connection.execute(update(table).where(table.c.id == model).values(created=table.c.created - seconds))
        connection.execute(update(starts).where(starts.c.model == model).values(left=starts.c.left - seconds))


def test_a_project_reads_what_one_of_its_people_brought(ann: str, bob: str) -> None:
    mine, other = bring(ann), bring(bob)
    project = projects.create(ann, naming(mine)).id
    assert models.may_read(project, mine)
    assert not models.may_read(project, other)
    link = shares.create(ann, project, "edit")
    assert link is not None
    shares.open_link(bob, link.token)
    assert models.may_read(project, other)


def test_naming_the_weights_of_another_gives_nothing(ann: str, bob: str) -> None:
    model = bring(ann)
    projects.create(ann, naming(model))
    forged = projects.create(bob, naming(model)).id
    projects.changed(forged, naming(model))
    assert not models.may_read(forged, model)
    copy = projects.duplicate(bob, forged)
    assert copy is not None
    assert not models.may_read(copy.id, model)


@pytest.mark.parametrize("how", ["duplicate", "link"])
def test_a_copy_starts_from_the_same_weights_also_when_the_original_is_gone(ann: str, bob: str, how: str) -> None:
    model = bring(ann)
    project = projects.create(ann, naming(model)).id
    if how == "duplicate":
        made = projects.duplicate(ann, project)
        copy = made.id if made else None
    else:
        link = shares.create(ann, project, "copy")
        copy = shares.open_link(bob, link.token) if link else None
    assert copy is not None
    assert models.may_read(copy, model)
    projects.remove(ann, project)
    past_undo(project)
    age(model, UNDO_SECONDS + DAY)
    models.sweep()
    assert is_here(model)
    assert models.may_read(copy, model)


def test_a_deleted_project_comes_back_with_its_weights(ann: str) -> None:
    model = bring(ann)
    project = projects.create(ann, naming(model)).id
    projects.remove(ann, project)
    age(model)
    models.sweep()
    assert projects.restore(ann, project)
    assert is_here(model)
    assert models.may_read(project, model)


def test_they_go_when_nothing_can_bring_their_project_back(ann: str) -> None:
    model = bring(ann)
    project = projects.create(ann, naming(model)).id
    projects.remove(ann, project)
    past_undo(project)
    age(model)
    models.sweep()
    assert not is_here(model)
    assert not models.may_read(project, model)


def test_they_go_a_while_after_no_document_names_them(ann: str) -> None:
    model = bring(ann)
    project = projects.create(ann, naming(model)).id
    projects.changed(project, naming(None))
    age(model)
    models.sweep()
    assert is_here(model)
    projects.changed(project, naming(model))  # an undo
    age(model, UNDO_SECONDS + DAY)
    models.sweep()
    assert is_here(model)
    projects.changed(project, naming(None))
    age(model, UNDO_SECONDS + DAY)
    models.sweep()
    assert not is_here(model)


def test_what_nobody_claimed_goes_after_a_day(ann: str) -> None:
    fresh, stale = bring(ann), bring(ann)
    age(stale)
    models.sweep()
    assert is_here(fresh)
    assert not is_here(stale)


def test_they_count_until_only_deleted_projects_need_them(ann: str, bob: str) -> None:
    model = bring(ann, 700)
    assert (models.used(ann), models.used(bob)) == (700, 0)
    project = projects.create(ann, naming(model)).id
    assert models.used(ann) == 700
    projects.remove(ann, project)
    assert models.used(ann) == 0
    projects.restore(ann, project)
    assert models.used(ann) == 700


def test_those_of_deleted_projects_give_way_before_they_fill_the_disk(ann: str, bob: str) -> None:
    left, kept, other = bring(ann, 700), bring(ann, 700), bring(bob, 700)
    for person, model in ((ann, left), (bob, other)):
        projects.remove(person, projects.create(person, naming(model)).id)
    projects.create(ann, naming(kept))
    models.add(ann, 1000)
    assert is_here(left)
    models.add(ann, 600)
    assert [is_here(model) for model in (left, kept, other)] == [False, True, True]


@pytest.mark.parametrize("name", ["../projects", "", ".", "a" * 24 + "/..", "not-here", "A" * 24])
def test_an_id_never_leads_elsewhere(home: Path, name: str) -> None:
    assert brought.folder_of(name) is None
