"""Weights of opened models over the wire: nothing of another person's reaches the engine, and they count."""

import io
import json
import os
import zipfile
from typing import Any

import pytest

from builder.server import intake, models, quota
from builder.store import models as kept
from builder.store import projects, runs
from engine import brought
from engine.document.model import Document
from engine.runs import folder

MODEL = b'{"class_name": "Sequential", "config": {"layers": []}}'


def bring(person: str, size: int = 1000) -> str:
    model = kept.add(person, 10**9)
    (brought.place() / model).mkdir()
    (brought.place() / model / brought.WEIGHTS).write_bytes(b"x" * size)
    return model


def naming(model: str) -> dict[str, Any]:
    nodes = {"image": {"kind": "Input", "params": {}, "inputs": {}}}
    return {"format": "layerloom", "version": 2, "name": "Digits", "weights": model, "nodes": nodes,
            "data": {"source": "digits", "targets": ["digit"]}}  # fmt: skip


def trained_from(visitor: Any, project: str) -> object:
    answer = visitor.ask("POST", f"/api/projects/{project}/runs")
    assert answer.status_code == 201, answer.text
    return json.loads((folder.folder_of(answer.json()["run"]) / folder.DOCUMENT).read_text()).get("weights")


def reported_on(visitor: Any, project: str) -> object:
    from builder.server.service import service

    running = service()
    assert running is not None
    with visitor.socket(f"/live/{project}") as socket:
        while socket.receive_json()["type"] != "report":
            pass
    return running.engine.client.checked[-1].get("weights")


@pytest.mark.parametrize("seen", [trained_from, reported_on])
def test_a_forged_document_gets_nothing_of_another_person(ann: Any, bob: Any, seen: Any) -> None:
    mine = ann.project()
    model = bring(ann.person)
    own = ann.project(naming(model))
    assert mine
    assert seen(ann, own) == model
    assert seen(bob, bob.project(naming(model))) == brought.NOT_HERE


def test_what_is_opened_by_a_link_trains_from_the_same_weights(ann: Any, bob: Any) -> None:
    bob.project()
    ann.project()
    model = bring(ann.person)
    copy = projects.duplicate(ann.person, ann.project(naming(model)))
    assert copy is not None
    assert trained_from(ann, copy.id) == model


def test_a_job_is_told_where_and_how_much(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(
        intake._client, "start_job", lambda task, **request: asked.append({"task": task, **request}) or "a" * 24
    )
    monkeypatch.setattr(quota, "most", lambda: 5000)
    ann.project()
    projects.create(ann.person, Document(weights=bring(ann.person, 1000)))
    answer = ann.ask("POST", "/api/projects", params={"name": "mine.json"}, content=MODEL)
    assert answer.status_code == 202
    (request,) = asked
    assert (request["task"], request["most"]) == ("bring", 4000)
    (brought.place() / request["model"]).mkdir()
    (brought.place() / request["model"] / brought.WEIGHTS).write_bytes(b"x" * 3500)
    # It counts from the moment it lies there.
    refused = ann.ask("POST", "/api/data", params={"name": "t.csv"}, content=b"a,b\n" + b"1,2\n" * 200)
    assert refused.status_code == 413
    assert "Your data sets and opened models may take" in refused.json()["sentence"]


def test_a_model_becomes_a_project_that_may_read_its_weights(
    ann: Any, bob: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann.project()
    model = bring(ann.person)
    done = {"state": "done", "progress": 1.0, "sentence": "", "result": {"document": naming(model)}, "pid": 1}
    monkeypatch.setattr(intake._client, "job", lambda _job: dict(done), raising=False)
    job = intake.start(ann.person, "bring", id="x", **models.room(ann.person))
    assert bob.ask("POST", f"/api/models/{job}").status_code == 404
    made = ann.ask("POST", f"/api/models/{job}")
    assert made.status_code == 201
    assert kept.may_read(made.json()["project"], model)


def test_a_project_file_has_its_weights_in_it(ann: Any, bob: Any) -> None:
    ann.project()
    bob.project()
    model = kept.add(ann.person, 10**9)
    folder = brought.place() / model
    folder.mkdir()
    content = os.urandom(3_000_000)
    with zipfile.ZipFile(folder / brought.WEIGHTS, "w") as archive:
        archive.writestr("hidden/0.npy", content)
        archive.writestr("hidden/1.npy", b"small")
    about = {"name": "Mine", "keras": "", "weights": ["hidden/0", "hidden/1"]}
    (folder / brought.ABOUT).write_text(json.dumps(about))
    answer = ann.ask("GET", f"/api/projects/{ann.project(naming(model))}/file")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Digits.layerloom.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["document.json", "brought.json", "brought/00000.npy", "brought/00001.npy"]
        assert json.loads(archive.read("brought.json")) == about
        assert [archive.read(brought.member(number)) for number in (0, 1)] == [content, b"small"]
        assert json.loads(archive.read("document.json"))["nodes"]
    forged = bob.ask("GET", f"/api/projects/{bob.project(naming(model))}/file")
    assert forged.json()["weights"] == brought.NOT_HERE


def test_an_opened_project_file_is_a_project_without_a_run(ann: Any, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []

    def opened(task: str, **request: Any) -> str:
        asked.append({"task": task, **request})
        intake._client.opened = {"document": naming(request["model"]), "run": None}
        return "a" * 24

    monkeypatch.setattr(intake._client, "start_job", opened)
    made = ann.ask("POST", "/api/projects", params={"name": "mine.zip"}, content=b"PK\x03\x04 and so on")
    assert made.status_code == 201
    project = made.json()["project"]
    assert (asked[0]["task"], asked[0]["owner"]) == ("open", ann.person)
    assert kept.may_read(project, asked[0]["model"])
    assert runs.of(ann.person, project) == []


def test_layers_are_opened_with_what_the_project_may_read(ann: Any, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(
        intake._client, "start_job", lambda task, **request: asked.append({"task": task, **request}) or "a" * 24
    )
    ann.project()
    bob.project()
    model = bring(ann.person)
    for visitor, weights in ((ann, model), (bob, brought.NOT_HERE)):
        project = visitor.project(naming(model))
        asked.clear()
        # One job has one owner: its id is taken once.
        monkeypatch.setattr(models.intake.jobs, "add", lambda _person, _job: None)
        assert visitor.ask("POST", f"/api/projects/{project}/layers/image").status_code == 200
        (request,) = asked
        assert (request["task"], request["node"], request["document"]["weights"]) == ("layers", "image", weights)
        assert request["model"] != model
        assert kept.used(visitor.person) == (1000 if visitor is ann else 0)
    assert bob.ask("POST", f"/api/projects/{ann.project()}/layers/image").status_code == 404
