"""Projects and shares: who sees what, and what undo brings back."""

import pytest

from builder.store import changes, data_sets, projects, settings, shares, states
from builder.store.data_sets import DataSet
from engine.document.model import Data, Document

ODD_NAMES = ["<script>alert(1)</script>", "a'; DROP TABLE projects; --", "“quotes” \"and\" 'more'", "../../etc/passwd"]


def test_a_new_project_holds_its_document(ann: str, document: Document) -> None:
    made = projects.create(ann, document)
    assert [found.id for found in projects.of(ann)] == [made.id]
    assert states.document(made.id) == document
    assert made.role == "owner"


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_kept_as_it_is_typed(ann: str, document: Document, name: str) -> None:
    made = projects.create(ann, document, name=name)
    found = projects.find(ann, made.id)
    assert found is not None
    assert found.name == name
    assert states.document(made.id).name == name


@pytest.mark.parametrize(("typed", "kept"), [("", "Untitled"), (" \n ", "Untitled"), ("a\x00\u202eb", "a b")])
def test_a_name_is_one_printable_line(typed: str, kept: str) -> None:
    assert projects.tidy(typed) == kept
    assert len(projects.tidy("x" * 10_000)) == 200


def test_strangers_unknown_and_deleted_projects_look_the_same(ann: str, bob: str, document: Document) -> None:
    made = projects.create(ann, document)
    assert projects.find(bob, made.id) is projects.find(ann, "unknown") is projects.find(None, made.id) is None
    assert not projects.remove(bob, made.id)
    assert projects.duplicate(bob, made.id) is None
    assert projects.remove(ann, made.id)
    assert projects.find(ann, made.id) is None


def test_a_deleted_project_comes_back(ann: str, bob: str, document: Document) -> None:
    made = projects.create(ann, document)
    projects.remove(ann, made.id)
    assert projects.of(ann) == []
    assert [one.id for one in projects.deleted(ann)] == [made.id]
    assert not projects.restore(bob, made.id)
    assert projects.restore(ann, made.id)
    assert [one.id for one in projects.of(ann)] == [made.id]


def test_a_duplicate_is_another_project(ann: str, document: Document) -> None:
    made = projects.create(ann, document)
    copy = projects.duplicate(ann, made.id)
    assert copy is not None
    assert copy.name == "Digits (copy)"
    assert states.document(copy.id).nodes == document.nodes
    projects.remove(ann, made.id)
    assert [one.id for one in projects.of(ann)] == [copy.id]


def test_the_last_opened_project_is_first(ann: str, document: Document) -> None:
    first, second = projects.create(ann, document), projects.create(ann, document)
    assert [one.id for one in projects.of(ann)] == [second.id, first.id]
    projects.opened(ann, first.id)
    assert [one.id for one in projects.of(ann)] == [first.id, second.id]


def test_a_copy_link_gives_each_visitor_their_own(ann: str, bob: str, document: Document) -> None:
    made = projects.create(ann, document)
    share = shares.create(ann, made.id, "copy")
    assert share is not None
    assert shares.create(ann, made.id, "copy") == share
    copy = shares.open_link(bob, share.token)
    assert copy not in {None, made.id}
    assert shares.open_link(bob, share.token) == copy
    assert projects.find(bob, made.id) is None
    assert projects.find(ann, copy or "") is None
    assert shares.revoke(ann, made.id, share.token)
    assert shares.open_link(bob, share.token) is None
    assert projects.find(bob, copy or "") is not None


@pytest.mark.parametrize("kind", ["edit", "look"])
def test_a_shared_project_is_the_same_until_the_link_is_revoked(
    ann: str, bob: str, document: Document, kind: shares.Kind
) -> None:
    made = projects.create(ann, document)
    share = shares.create(ann, made.id, kind)
    assert share is not None
    assert shares.open_link(bob, share.token) == made.id
    found = projects.find(bob, made.id)
    assert found is not None
    assert found.role == kind
    assert shares.of(bob, made.id) == []
    assert shares.create(bob, made.id, "copy") is None
    assert not shares.revoke(bob, made.id, share.token)
    told: list[str] = []
    unlisten = changes.listen(told.append)
    assert shares.revoke(ann, made.id, share.token)
    unlisten()
    assert told == [made.id]
    assert projects.find(bob, made.id) is None


def test_leaving_a_shared_project_leaves_it_to_its_owner(ann: str, bob: str, document: Document) -> None:
    made = projects.create(ann, document)
    share = shares.create(ann, made.id, "edit")
    assert share is not None
    shares.open_link(bob, share.token)
    assert projects.remove(bob, made.id)
    assert projects.find(bob, made.id) is None
    assert projects.find(ann, made.id) is not None


@pytest.mark.parametrize("token", ["", "unknown", "../x", "' OR 1=1 --"])
def test_an_unknown_link_opens_nothing(ann: str, token: str) -> None:
    assert shares.open_link(ann, token) is None


def test_data_go_with_a_copy_but_not_with_a_guess(ann: str, bob: str) -> None:
    mine = DataSet(id="mine-abc", title="mine", bytes=10, digest="", created=0.0)
    data_sets.add(ann, mine)
    bound = Document(name="Bound", data=Data(source="mine-abc"))
    made = projects.create(ann, bound)
    stolen = projects.create(bob, bound)
    assert projects.may_read(made.id, "mine-abc")
    assert not projects.may_read(stolen.id, "mine-abc")
    assert data_sets.find(bob, "mine-abc") is None
    share = shares.create(ann, made.id, "copy")
    assert share is not None
    copy = shares.open_link(bob, share.token)
    assert projects.may_read(copy or "", "mine-abc")
    assert data_sets.find(bob, "mine-abc") == mine
    assert data_sets.of(bob) == []
    assert not data_sets.remove(bob, "mine-abc")


def test_settings_are_each_persons_own(ann: str, bob: str) -> None:
    settings.put(ann, "board", {"columns": 3})
    settings.put(ann, "board", {"columns": 4})
    assert settings.get(ann, "board") == {"columns": 4}
    assert settings.get(bob, "board") is None
