"""Up- and downloads: bounded, undone when they fail, named safely."""

import errno
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from builder.bundle import version
from builder.server import intake, quota
from builder.store import data_sets, projects, runs
from engine.runs.folder import Request, create, folder_of

TABLE = b"a,b\n1,2\n"


def _folders(home: Path) -> list[str]:
    root = home / "datasets"
    return sorted(one.name for one in root.iterdir()) if root.exists() else []


def _upload(visitor: Any, content: Any = TABLE, name: str = "my table.csv", **more: Any) -> Any:
    return visitor.ask("POST", "/api/data", params={"name": name}, content=content, **more)


def test_an_upload_becomes_a_data_set_that_is_read(ann: Any, bob: Any, home: Path) -> None:
    answer = _upload(ann)
    assert answer.status_code == 200
    found = answer.json()
    assert found["data"].startswith("my-table-")
    assert (data_sets.folder_of(found["data"]) / "raw").read_bytes() == TABLE
    [mine] = data_sets.of(ann.person)
    assert (mine.id, mine.title, mine.bytes) == (found["data"], "my table", len(TABLE))
    assert ann.ask("GET", f"/api/jobs/{found['job']}").json() == {
        "state": "done", "progress": 1.0, "sentence": "", "result": None,
    }  # fmt: skip
    assert data_sets.of(bob.person) == []
    assert bob.ask("GET", f"/api/jobs/{found['job']}").status_code == 404


def test_what_cannot_be_read_is_no_data_set(ann: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _upload(ann).json()
    failed = {"state": "failed", "progress": 0.1, "sentence": "This file holds no text.", "result": None}
    monkeypatch.setattr(intake._client, "job", lambda _job: failed, raising=False)
    assert ann.ask("GET", f"/api/jobs/{found['job']}").json() == failed
    assert data_sets.of(ann.person) == []
    assert _folders(home) == []


def test_a_zip_is_known_by_its_content(ann: Any) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("cats/1.png", b"")
    found = _upload(ann, packed.getvalue(), name="pictures.csv").json()
    assert [one.name for one in data_sets.folder_of(found["data"]).iterdir()] == ["raw"]


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "C:\\a\\b.csv", "<script>.csv", "\x00", "é" * 500, "a/b/c.csv", "CON", ". ."]
)
def test_a_name_decides_no_path(ann: Any, home: Path, name: str) -> None:
    found = _upload(ann, name=name).json()
    assert _folders(home) == [found["data"]]
    assert found["data"].isascii()


def test_an_empty_file_is_refused_with_a_sentence(ann: Any, home: Path) -> None:
    answer = _upload(ann, b"")
    assert answer.status_code == 400
    assert "empty" in answer.json()["sentence"]
    assert _folders(home) == []


def test_what_is_too_large_is_refused_before_it_is_sent(ann: Any, home: Path) -> None:
    answer = _upload(ann, headers={"content-length": str(10**12)})
    assert answer.status_code == 413
    assert _folders(home) == []


def test_a_body_that_grows_too_large_is_stopped(ann: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "most_at_once", lambda: 3_000_000)
    answer = _upload(ann, iter([b"x" * 1_000_000] * 5))
    assert answer.status_code == 413
    assert "at most 3 MB" in answer.json()["sentence"]
    assert _folders(home) == []


def test_a_quota_is_one_persons_own(ann: Any, bob: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "most", lambda: 2_500_000)
    assert _upload(ann, b"x" * 2_000_000).status_code == 200
    assert _upload(ann, b"x" * 2_000_000).status_code == 413
    assert _upload(bob, b"x" * 2_000_000).status_code == 200
    assert len(_folders(home)) == 2
    data_sets.remove(ann.person, data_sets.of(ann.person)[0].id)
    assert _upload(ann, b"x" * 2_000_000).status_code == 200


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_nothing_behind(ann: Any, home: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    write = os.write

    def full(handle: int, content: Any) -> int:
        if len(content) > 100_000:
            raise OSError(code, os.strerror(code))
        return write(handle, content)

    monkeypatch.setattr(os, "write", full)
    answer = _upload(ann, b"x" * 300_000)
    assert answer.status_code == 507
    assert "disk is full" in answer.json()["sentence"]
    assert _folders(home) == []
    assert data_sets.of(ann.person) == []


def test_without_a_cookie_nothing_is_stored(ann: Any, home: Path) -> None:
    ann.http.cookies.clear()
    answer = ann.http.post("/api/data", content=TABLE, headers={"origin": "http://localhost"})
    assert answer.status_code == 404
    assert _folders(home) == []


def test_a_project_goes_out_and_in(ann: Any, bob: Any) -> None:
    project = ann.project()
    answer = ann.ask("GET", f"/api/projects/{project}/file")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Digits.layerloom.json"')
    again = bob.ask("POST", "/api/projects", content=answer.content).json()["project"]
    assert bob.ask("GET", f"/api/projects/{again}/file").json() == answer.json()


@pytest.mark.parametrize("name", ['"; rm -rf', "<img src=x onerror=alert(1)>", "../../x", "日本", "a\r\nset-cookie: b"])
def test_a_file_name_is_safe(ann: Any, name: str) -> None:
    project = ann.project({"format": "layerloom", "version": 1, "name": name, "nodes": {}})
    said = ann.ask("GET", f"/api/projects/{project}/file").headers["content-disposition"]
    plain = said.split('"')[1]
    assert not set(plain) & set("/\\<>|:*?\r\n")
    assert said.count('"') == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "other"}', b'{"format": "layerloom", "version": 99}', b"[" * 100_000,
     b"x" * 5_000_001, json.dumps({"format": "layerloom", "version": "1"}).encode()],
)  # fmt: skip
def test_what_is_no_project_is_refused_with_a_sentence(ann: Any, content: bytes) -> None:
    answer = ann.ask("POST", "/api/projects", content=content)
    assert answer.status_code in {400, 413}
    assert answer.json()["sentence"].endswith(".")
    assert projects.of(ann.person) == []


def test_a_project_with_weights_opens_with_its_run(ann: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = ann.project()
    document = ann.ask("GET", f"/api/projects/{project}/file").json()
    run = create(Request(document={}, schema={}, program="", project="", owner="o", number=1, estimate=0))
    monkeypatch.setattr(intake._client, "opened", {"document": document, "run": run}, raising=False)
    made = ann.ask("POST", "/api/projects", content=b"PK\x03\x04rest").json()["project"]
    assert [one.id for one in runs.of(ann.person, made)] == [run]
    assert list(home.glob(".opened-*")) == []


def test_two_thousand_nodes_open_and_ten_thousand_are_refused(ann: Any) -> None:
    nodes = {f"n{count}": {"kind": "Dense", "params": {}, "inputs": {}} for count in range(10_000)}
    large = {"format": "layerloom", "version": 1, "name": "large", "nodes": nodes}
    answer = ann.ask("POST", "/api/projects", content=json.dumps(large).encode())
    assert (answer.status_code, projects.of(ann.person)) == (400, [])
    assert "10,000 nodes; at most 2,000" in answer.json()["sentence"]
    project = ann.project({**large, "nodes": dict(list(nodes.items())[:2000])})
    assert len(ann.ask("GET", f"/api/projects/{project}/file").json()["nodes"]) == 2000


def test_what_a_file_holds_that_cannot_be_read_is_said_beside_the_network(ann: Any) -> None:
    twice = '{"format": "layerloom", "version": 1, "nodes": {"a": {"kind": "Dense"}, "a": {"kind": "Add"}, "9": 1}}'
    project = ann.ask("POST", "/api/projects", content=twice.encode()).json()["project"]
    document = ann.ask("GET", f"/api/projects/{project}/file").json()
    assert set(document["nodes"]) == {"a", "a_2"}
    text = document["notes"]["opened"]["text"]
    assert "Two nodes have the id “a”" in text
    assert "id “9” was left out" in text


def test_a_checked_export_is_sent(ann: Any, bob: Any) -> None:
    project = ann.project()
    run = create(Request(document={}, schema={}, program="", project=project, owner="o", number=1, estimate=1.0))
    runs.add(ann.person, project, run, 1)
    assert ann.ask("GET", f"/api/runs/{run}/export/savedmodel").status_code == 404
    exports = folder_of(run) / "exports"
    exports.mkdir()
    (exports / "savedmodel.zip").write_bytes(b"zip")
    (exports / ".keras.part").write_bytes(b"half")
    answer = ann.ask("GET", f"/api/runs/{run}/export/savedmodel")
    assert answer.content == b"zip"
    assert "Digits run 1 savedmodel.zip" in answer.headers["content-disposition"]
    assert ann.ask("GET", f"/api/runs/{run}/export/keras").status_code == 404
    assert bob.ask("GET", f"/api/runs/{run}/export/savedmodel").status_code == 404


def test_the_catalogue_is_asked_for_once(client: Any) -> None:
    first = client.get("/catalog.json")
    assert first.headers["content-encoding"] == "gzip"
    assert "layers" in first.json()
    assert client.get("/catalog.json", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    plain = client.get("/catalog.json", headers={"accept-encoding": "identity"})
    assert plain.json() == first.json()


def test_plotly_lies_beside_the_canvas_and_is_kept(client: Any) -> None:
    address = f"/canvas/{version()}/plotly.js"
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(answer.content) < 2_000_000  # its whole is four times as much
    assert "immutable" in answer.headers["cache-control"]
    assert client.get(address, headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert client.get("/canvas/older/plotly.js").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/canvas/x/../../engine/home.py", "/canvas/x/%2e%2e/catalog.json", "/canvas/x//etc/passwd", "/canvas/canvas.js"],
)
def test_the_bundles_folder_is_not_left(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_return_code_brings_a_workspace_back(ann: Any, bob: Any) -> None:
    from builder.server import returning
    from builder.server.cookies import cookie_name, person_of
    from builder.store import people

    people.remember(ann.person)
    code = people.new_return_code(ann.person)
    link = returning.return_link(code, bob.person, "1.2.3.4")
    assert link is not None
    assert ann.ask("GET", link).status_code == 404
    answer = bob.ask("GET", link)
    assert answer.status_code == 303
    assert person_of(answer.cookies[cookie_name()]) == ann.person
    assert bob.ask("GET", link[:-1]).status_code == 404


def test_codes_cannot_be_tried_out(client: Any) -> None:
    from builder.server import returning

    for _ in range(10):
        assert returning.return_link("aaaa-aaaa-aaaa-aaaa", None, "5.6.7.8") is None
    with pytest.raises(returning.TooManyTries, match="Wait a minute"):
        returning.return_link("aaaa-aaaa-aaaa-aaaa", None, "5.6.7.8")
    assert returning.return_link("aaaa-aaaa-aaaa-aaaa", None, "5.6.7.9") is None
