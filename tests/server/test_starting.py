"""Pressing Train: the route that makes a run of a project as it is now."""

from typing import Any

import pytest

from builder.server.service import service
from builder.store import runs, shares
from engine.host.client import HostError
from engine.runs.folder import DOCUMENT, JOB, folder_of, read_json

DIGITS = {
    "format": "layerloom",
    "version": 1,
    "name": "Digits",
    "data": {"source": "digits", "targets": ["digit"]},
    "nodes": {"image": {"kind": "Input", "params": {}, "inputs": {}}},
}


def _host() -> Any:
    running = service()
    assert running is not None
    return running.engine.client


def _press(visitor: Any, project: str) -> Any:
    return visitor.ask("POST", f"/api/projects/{project}/runs")


def test_a_run_is_made_of_the_project_as_it_is_now(ann: Any, peer_of: Any) -> None:
    project = ann.project(DIGITS)
    with ann.socket(f"/sync/{project}") as sync:
        peer = peer_of(sync)
        peer.edit("new")
        peer.meet()
        answer = _press(ann, project)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["number"], told["place"], told["wait"]) == (1, 0, 0.0)
    assert set(read_json(folder_of(told["run"]), DOCUMENT)["nodes"]) == {"image", "new"}
    assert read_json(folder_of(told["run"]), JOB)["owner"] == ann.person
    assert [run.id for run in runs.in_project(project)] == [told["run"]]
    assert _host().submitted == [told["run"]]
    assert _press(ann, project).json()["number"] == 2


def test_the_program_is_written_when_a_run_begins_and_not_before(ann: Any) -> None:
    project = ann.project(DIGITS)
    with ann.socket(f"/live/{project}") as live:
        while '"report"' not in live.receive_text():
            pass
        assert _press(ann, project).status_code == 201
    assert _host().written == [False, True]


def test_who_may_only_look_is_told_so(ann: Any, bob: Any) -> None:
    project = ann.project(DIGITS)
    share = shares.create(ann.person, project, "look")
    assert share is not None
    bob.ask("GET", f"/open/{share.token}")
    answer = _press(bob, project)
    assert answer.status_code == 403
    assert "make a copy first" in answer.json()["sentence"]


def test_without_data_nothing_is_started(ann: Any) -> None:
    answer = _press(ann, ann.project())
    assert answer.status_code == 409
    assert answer.json()["sentence"] == "There is no data to train on: choose a data set first."


def test_a_problem_is_said_and_nothing_is_started(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = {"severity": "problem", "sentence": "Nothing is wired to it."}

    async def check(self: object, document: object, schema: object, **_: object) -> dict[str, Any]:
        return {"nodes": {}, "findings": [finding], "ready": False}

    monkeypatch.setattr(type(_host()), "check", check)
    project = ann.project(DIGITS)
    answer = _press(ann, project)
    assert answer.status_code == 409
    assert answer.json()["sentence"] == "This network cannot train yet. Nothing is wired to it."
    assert not runs.in_project(project)


def test_an_engine_that_is_away_is_said(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(self: object, document: object, schema: object, **_: object) -> None:
        raise HostError("The engine ended while it worked on this; try again.")

    monkeypatch.setattr(type(_host()), "check", away)
    assert "press Train again" in _press(ann, ann.project(DIGITS)).json()["sentence"]
