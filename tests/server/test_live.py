"""The live socket: reports as the document's meaning changes, events of watched runs, the queue."""

import json
from typing import Any

import pytest

from builder.server.service import service
from builder.store import runs, shares
from engine.host.client import HostError
from engine.runs import events
from engine.runs.folder import Request, create, folder_of
from engine.words import Refusal


def _next(live: Any, kind: str, **wanted: Any) -> dict[str, Any]:
    while True:
        message: dict[str, Any] = json.loads(live.receive_text())
        if message["type"] == kind and wanted.items() <= message.items():
            return message


def _host() -> Any:
    running = service()
    assert running is not None
    return running.engine.client


def _run(visitor: Any, project: str) -> str:
    run = create(Request(document={}, schema={}, program="", project=project, owner="o", number=1, estimate=1.0))
    runs.add(visitor.person, project, run, 1)
    return run


def test_a_newcomer_hears_how_things_stand(ann: Any) -> None:
    wanted = {"engine", "saved", "runs", "report"}
    with ann.socket(f"/live/{ann.project()}") as live:
        while wanted:
            wanted.discard(json.loads(live.receive_text())["type"])


def test_everybody_hears_a_report_after_an_edit(ann: Any, bob: Any, peer_of: Any) -> None:
    project = ann.project()
    share = shares.create(ann.person, project, "edit")
    assert share is not None
    bob.ask("GET", f"/open/{share.token}")
    with (
        ann.socket(f"/live/{project}") as hers,
        bob.socket(f"/live/{project}") as his,
        ann.socket(f"/sync/{project}") as sync,
    ):
        for live in (hers, his):
            assert set(_next(live, "report")["report"]["nodes"]) == {"image"}
        peer_of(sync).edit("new")
        for live in (hers, his):
            # What was told before is not told again.
            told = _next(live, "report")
            assert set(told["report"]["nodes"]) == {"new"}
            assert told["gone"] == []


def test_a_check_that_fails_is_a_finding_and_not_asked_again(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    async def refuse(self: object, document: object, schema: object, **_: object) -> None:
        asked.append(document)
        raise Refusal("The check needed too much memory.")

    project = ann.project()
    monkeypatch.setattr(type(_host()), "check", refuse)
    with ann.socket(f"/live/{project}") as live:
        report = _next(live, "report")["report"]
    assert report["findings"][0]["sentence"] == "The check needed too much memory."
    assert not report["ready"]
    assert len(asked) == 1


def test_an_engine_that_is_away_is_said(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    check = type(_host()).check

    async def away(self: object, document: object, schema: object, **_: object) -> None:
        raise HostError("The engine ended while it worked on this; try again.")

    project = ann.project()
    monkeypatch.setattr(type(_host()), "check", away)
    with ann.socket(f"/live/{project}") as live:
        _next(live, "engine", state="warming")
        monkeypatch.setattr(type(_host()), "check", check)
        _next(live, "engine", state="ready")
        assert _next(live, "report")["report"]["ready"]


def test_moving_a_node_asks_for_no_check(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/live/{project}") as live, ann.socket(f"/sync/{project}") as sync:
        _next(live, "report")
        editor = peer_of(sync)
        for x in range(5):
            editor.put("layout", "image", {"x": x, "y": 0})
            editor.put("notes", "n", {"text": "why"})
        editor.put("training", "epochs", 7)
        _next(live, "report")
        assert [one["training"]["epochs"] for one in _host().checked] == [20, 7]


def test_hiding_a_rule_asks_for_a_check_and_renaming_for_none(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/live/{project}") as live, ann.socket(f"/sync/{project}") as sync:
        _next(live, "report")
        editor = peer_of(sync)
        editor.put("meta", "name", "Other")
        editor.put("meta", "hidden/large-batch", True)
        _next(live, "report")
        assert [one.get("hidden", []) for one in _host().checked] == [[], ["large-batch"]]


def test_many_edits_are_checked_once_or_twice(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/live/{project}") as live, ann.socket(f"/sync/{project}") as sync:
        _next(live, "report")
        editor = peer_of(sync)
        for epochs in range(1, 60):
            editor.put("training", "epochs", epochs)
        while _host().checked[-1]["training"]["epochs"] != 59:
            _next(live, "report")
        assert len(_host().checked) < 60


def test_a_watched_run_is_told_from_an_offset_on(ann: Any) -> None:
    project = ann.project()
    run = _run(ann, project)
    events.append(folder_of(run), "queued")
    with ann.socket(f"/live/{project}") as live:
        live.send_text(json.dumps({"type": "watch", "run": run, "offset": 0}))
        first = _next(live, "run")
        assert [one["event"] for one in first["events"]] == ["queued"]
        events.append(folder_of(run), "finished", reason="stopped", sentence="Stopped.")
        second = _next(live, "run")
        assert [one["event"] for one in second["events"]] == ["finished"]
        assert second["state"] == "stopped"
    with ann.socket(f"/live/{project}") as live:
        live.send_text(json.dumps({"type": "watch", "run": run, "offset": first["offset"]}))
        assert [one["event"] for one in _next(live, "run")["events"]] == ["finished"]


def test_a_strangers_run_is_not_told(ann: Any, bob: Any) -> None:
    run = _run(ann, ann.project())
    events.append(folder_of(run), "queued")
    project = bob.project()
    own = _run(bob, project)
    events.append(folder_of(own), "queued")
    with bob.socket(f"/live/{project}") as live:
        for wanted in (run, "../secret", "f" * 24, own):
            live.send_text(json.dumps({"type": "watch", "run": wanted, "offset": 0}))
        assert _next(live, "run")["run"] == own


@pytest.mark.parametrize(
    "text",
    ["", "x", "[]", "null", '{"type": "watch"}', '{"type": "watch", "run": 3}', '{"run": {"a": 1}}', "[" * 9000,
     "x" * 20_000, '{"type": "watch", "run": "a", "offset": -1}', '{"type": "watch", "run": "a", "offset": 1e99}'],
)  # fmt: skip
def test_nonsense_is_passed_over(ann: Any, text: str) -> None:
    project = ann.project()
    run = _run(ann, project)
    events.append(folder_of(run), "queued")
    with ann.socket(f"/live/{project}") as live:
        live.send_text(text)
        live.send_text(json.dumps({"type": "watch", "run": run, "offset": "odd"}))
        assert _next(live, "run")["run"] == run


def test_a_killed_worker_is_told_as_lost(ann: Any) -> None:
    project = ann.project()
    run = _run(ann, project)
    events.append(folder_of(run), "queued")
    events.append(folder_of(run), "started", pid=1, steps=10, epochs=2)
    with ann.socket(f"/live/{project}") as live:
        live.send_text(json.dumps({"type": "watch", "run": run, "offset": 0}))
        assert _next(live, "run")["state"] == "lost"


def test_the_queue_is_told_when_it_changes(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    project = ann.project()
    run = _run(ann, project)
    with ann.socket(f"/live/{project}") as live:
        _next(live, "runs", runs=[])

        async def view() -> dict[str, Any]:
            return {"runs": [{"run": run, "owner": "o", "place": 2, "wait": 12.6}, {"run": "x", "place": 0, "wait": 0}]}

        monkeypatch.setattr(_host(), "runs", view)
        told = _next(live, "runs")["runs"]
    assert told == [{"run": run, "place": 2, "wait": 15, "state": "queued"}]


def test_a_small_document_that_opens_into_many_nodes_is_a_large_one(ann: Any) -> None:
    row = {"kind": "Block", "uses": "one", "repeat": 60}
    nodes = {"row": row, "x": {"kind": "BlockInput", "block": "one"}}
    document = {"format": "layerloom", "version": 2, "nodes": nodes, "blocks": {"one": {}}}
    with ann.socket(f"/live/{ann.project(document)}") as live:
        assert _next(live, "report")["report"]["fixing"] is True
        assert "fixing" not in _next(live, "report")["report"]


def test_of_a_large_document_shapes_come_before_fixes(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.server.checks.MANY", 1)
    with ann.socket(f"/live/{ann.project()}") as live:
        first = _next(live, "report")
        assert first["report"]["fixing"] is True
        second = _next(live, "report")
        assert "fixing" not in second["report"]
        assert (second["report"]["nodes"], second["gone"]) == ({}, [])
    assert len(_host().checked) == 2
