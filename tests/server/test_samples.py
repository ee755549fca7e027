"""Samples by the server's routes: whose they are, what is taken, files that are here already, and the quota."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.server import intake, quota
from builder.store import data_sets, projects
from engine.data import changes
from engine.document.model import Data, Document

TABLE = b"x,class\n" + b"1,yes\n2,no\n" * 20
LABEL = {"do": "label", "column": "class", "value": "maybe", "rows": [[0, 2]]}


def _upload(visitor: Any, content: bytes = TABLE, name: str = "mine.csv") -> dict[str, Any]:
    answer = visitor.ask("POST", "/api/data", params={"name": name}, content=content)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _read(data: str) -> None:
    (data_sets.folder_of(data) / "schema.json").write_text("{}")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what the engine is asked for; it answers with nothing."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(
        intake._client,
        "start_job",
        lambda task, **request: found.append({"task": task, **request}) or f"job{len(found)}",
    )
    monkeypatch.setattr(intake._client, "wait_for_job", lambda _job: {"changes": 1})
    return found


def test_an_owner_looks_and_changes(ann: Any, asked: list[dict[str, Any]]) -> None:
    data = _upload(ann)["data"]
    looked = ann.ask(
        "GET", f"/api/data/{data}/samples", params={"class": "", "rows": "1,2,x", "start": "3", "count": "9"}
    )
    assert looked.json() == {"changes": 1}
    changed = ann.ask("POST", f"/api/data/{data}/changes", content=json.dumps({"entries": [LABEL]}))
    assert changed.status_code == 200
    folder = str(data_sets.folder_of(data))
    assert asked[1:] == [
        {"task": "browse", "folder": folder, "start": 3, "count": 9, "rows": [1, 2], "class": ""},
        {"task": "change", "folder": folder, "entries": [LABEL]},
    ]


def test_numbers_without_end_are_none(ann: Any, asked: list[dict[str, Any]]) -> None:
    data, long = _upload(ann)["data"], "9" * 5000
    looked = ann.ask("GET", f"/api/data/{data}/samples", params={"start": long, "count": long, "rows": f"4,{long}"})
    assert looked.status_code == 200
    assert asked[-1] == {"task": "browse", "folder": str(data_sets.folder_of(data)), "rows": [4]}


def test_whoever_shares_a_project_looks_and_changes_nothing(
    ann: Any, bob: Any, asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _upload(ann)["data"]
    known = data_sets.find(ann.person, data)
    monkeypatch.setattr(data_sets, "find", lambda _person, _data: known)
    assert bob.ask("GET", f"/api/data/{data}/samples").status_code == 200
    before = len(asked)
    for method, path, content in (
        ("POST", f"/api/data/{data}/changes", json.dumps({"entries": [LABEL]}).encode()),
        ("POST", f"/api/data/{data}/more", b"PK"),
        ("DELETE", f"/api/data/{data}", None),
    ):
        answer = bob.ask(method, path, content=content)
        assert answer.status_code == 403
        assert "belong to the person who brought them" in answer.json()["sentence"]
    assert len(asked) == before
    assert data_sets.is_own(ann.person, data)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no JSON",
        b"[" * 100_000,
        b"{}",
        b'{"entries": []}',
        b'{"entries": [{"do": "exec"}]}',
        b'{"entries": [{"do": "label", "column": "class", "value": "a\\u0000", "rows": [[0, 1]]}]}',
        b'{"entries": [{"do": "remove", "rows": [[3, 1]]}]}',
        b'{"entries": [{"do": "remove", "rows": [[-1, 1]]}]}',
        json.dumps({"entries": [{"do": "undo"}] * 501}).encode(),
        b" " * 1_000_001,
    ],
)
def test_what_is_no_change_never_reaches_the_engine(ann: Any, asked: list[dict[str, Any]], content: bytes) -> None:
    data = _upload(ann)["data"]
    before = len(asked)
    answer = ann.ask("POST", f"/api/data/{data}/changes", content=content)
    assert answer.status_code == 400
    assert answer.json()["sentence"]
    assert len(asked) == before


def test_a_file_that_is_here_already_is_told(ann: Any, bob: Any) -> None:
    first = _upload(ann)
    assert "same" not in first
    _read(first["data"])
    again = _upload(ann, name="again.csv")
    assert again["same"] == {"data": first["data"], "title": "mine"}
    assert "same" not in _upload(ann, TABLE + b"3,no\n")
    assert "same" not in _upload(bob)
    assert ann.ask("DELETE", f"/api/data/{again['data']}").status_code == 204
    assert {each.id for each in data_sets.of(ann.person)} >= {first["data"]}
    assert not data_sets.folder_of(again["data"]).exists()


def test_the_quota_says_what_takes_the_most_and_deleting_frees_it(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _upload(ann, b"x" * 1500, "large.csv")
    monkeypatch.setattr(quota, "most", lambda: 2000)
    refused = ann.ask("POST", "/api/data", params={"name": "b.csv"}, content=b"y" * 1500)
    assert refused.status_code == 413
    assert "“large” takes the most" in refused.json()["sentence"]
    assert len(data_sets.of(ann.person)) == 1
    ann.ask("DELETE", f"/api/data/{first['data']}")
    assert ann.ask("POST", "/api/data", params={"name": "b.csv"}, content=b"y" * 1500).status_code == 200


def test_more_counts_in_the_quota_and_leaves_nothing_when_it_is_too_much(
    ann: Any, asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a/1.png", b"x" * 500)
    data = _upload(ann, packed.getvalue(), "pets.zip")["data"]
    part: Path = data_sets.folder_of(data) / changes.MORE
    assert ann.ask("POST", f"/api/data/{data}/more", content=packed.getvalue()).status_code == 200
    assert asked[-1]["task"] == "grow"
    # Counted at once, whether anybody asks what became of it or not.
    known = data_sets.of(ann.person)[0]
    assert (known.digest, known.bytes) == ("", 2 * len(packed.getvalue()))
    assert part.read_bytes() == packed.getvalue()
    monkeypatch.setattr(quota, "most", lambda: 1000)
    assert ann.ask("POST", f"/api/data/{data}/more", content=packed.getvalue()).status_code == 413
    assert not part.exists()


def test_who_uses_a_data_set_is_known(ann: Any) -> None:
    ann.project()
    data = _upload(ann)["data"]
    assert data_sets.used_by(ann.person, data) == ([], 0)
    made = projects.create(ann.person, Document(name="Pets", data=Data(source=data)))
    assert data_sets.used_by(ann.person, data) == (["Pets"], 0)
    assert data_sets.used_by("a" * 26, data) == ([], 1)
    projects.remove(ann.person, made.id)
    assert data_sets.used_by(ann.person, data) == ([], 0)
