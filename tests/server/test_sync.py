"""Rooms: edits of two people meet, are saved, and nothing that is sent ends the server."""

import json
import os
from typing import Any

import pytest
from pycrdt import (
    Array,
    Doc,
    Map,
    create_update_message,
)
from starlette.websockets import WebSocketDisconnect

from builder.server import entries
from builder.server import room as rooms
from builder.store import journal, projects, shares, states
from engine.document import yjs
from engine.document.model import VERSION


def _shared(ann: Any, bob: Any, kind: shares.Kind = "edit") -> tuple[str, str]:
    project = ann.project()
    share = shares.create(ann.person, project, kind)
    assert share is not None
    assert bob.ask("GET", f"/open/{share.token}").headers["location"] == f"/?project={project}"
    return project, share.token


def _code_of_close(socket: Any) -> int:
    while True:
        message = socket.receive()
        if message["type"] == "websocket.close":
            return int(message["code"])


def test_who_opens_too_many_windows_is_told_so(ann: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_OF_A_PERSON", 2)
    project = ann.project()
    with ann.socket(f"/live/{project}"), ann.socket(f"/sync/{project}"), ann.socket(f"/sync/{project}") as third:
        closed = third.receive()
        assert (closed["type"], closed["code"]) == ("websocket.close", 4429)
        assert "Close some" in closed["reason"]
    with ann.socket(f"/live/{project}") as again:
        assert again.receive()["type"] == "websocket.send"


def test_a_room_opens_with_the_document(ann: Any, peer_of: Any) -> None:
    with ann.socket(f"/sync/{ann.project()}") as socket:
        assert set(peer_of(socket).nodes.keys()) == {"image"}


def test_edits_of_two_people_meet(ann: Any, bob: Any, peer_of: Any) -> None:
    project, _ = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as one, bob.socket(f"/sync/{project}") as two:
        hers, his = peer_of(one), peer_of(two)
        hers.edit("a")
        his.edit("b")
        hers.meet()
        his.meet()
        hers.meet()
        assert set(hers.nodes.keys()) == set(his.nodes.keys()) == {"image", "a", "b"}


@pytest.mark.parametrize("first", ["delete", "wire"])
def test_one_deletes_a_node_while_another_wires_it(ann: Any, bob: Any, first: str, peer_of: Any) -> None:
    project, _ = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as one, bob.socket(f"/sync/{project}") as two:
        hers, his = peer_of(one), peer_of(two)
        hers.edit("a")
        hers.edit("b")
        hers.meet()
        his.meet()
        # Neither has heard of the other's edit.
        deleted, wired = hers.doc.get_state(), his.doc.get_state()
        del hers.nodes["a"]
        his.nodes["b"]["inputs"]["inputs"] = "a:1"
        his.nodes["b"]["shares"] = "a"
        sent = [(hers, deleted), (his, wired)]
        for peer, before in sent if first == "delete" else reversed(sent):
            peer.send(peer.doc.get_update(before))
            peer.meet()
        for peer in (hers, his, hers):
            peer.meet()
        for peer in (hers, his):
            assert peer.nodes.to_py() == {
                "image": {"kind": "Input", "params": {}, "inputs": {}},
                "b": {"kind": "Dense", "params": {}, "inputs": {}},
            }
        assert set(states.document(project).nodes) == {"image", "b"}


def test_what_was_answered_for_is_on_the_disk(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        for count in range(5):
            peer.edit(f"n{count}")
            peer.meet()
            assert f"n{count}" in states.document(project).nodes


def test_the_list_of_projects_learns_the_name(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        before = peer.doc.get_state()
        peer.doc.get("meta", type=Map)["name"] = "<b>New</b>"
        peer.send(peer.doc.get_update(before))
        peer.meet()
    ann.http.portal.call(_closed, project)
    found = projects.find(ann.person, project)
    assert found is not None
    assert found.name == "<b>New</b>"


async def _closed(project: str) -> None:
    from builder.server.service import service

    running = service()
    assert running is not None
    await running.rooms._close(project)


def test_who_may_look_cannot_edit(ann: Any, bob: Any, peer_of: Any) -> None:
    project, _ = _shared(ann, bob, "look")
    with bob.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        assert set(peer.nodes.keys()) == {"image"}
        peer.edit("mine")
        peer.meet()
    assert set(states.document(project).nodes) == {"image"}


@pytest.mark.parametrize("how", ["revoke", "delete"])
def test_a_socket_ends_with_the_right_to_it(ann: Any, bob: Any, how: str, peer_of: Any) -> None:
    project, token = _shared(ann, bob)
    with bob.socket(f"/sync/{project}") as sync, bob.socket(f"/live/{project}") as live:
        peer_of(sync)
        if how == "revoke":
            shares.revoke(ann.person, project, token)
        else:
            projects.remove(ann.person, project)
        assert _code_of_close(sync) == 4404
        assert _code_of_close(live) == 4404


def _other_type() -> bytes:
    doc: Doc[Any] = Doc()
    doc.get("nodes", type=Map)["a"] = Array([1])
    return doc.get_update()


def _deep() -> bytes:
    doc: Doc[Any] = Doc()
    here: Map[Any] = doc.get("nodes", type=Map)
    with doc.transaction():
        for _ in range(3000):
            below: Map[Any] = Map()
            here["a"] = below
            here = below
    return doc.get_update()


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (create_update_message(b"\x01\x01\x01"), 4400),
        (create_update_message(os.urandom(64)), 4400),
        (create_update_message(_other_type()), 4400),
        (create_update_message(_deep()), 4400),
        (b"\x00\x02\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 4400),
        (b"\x00\x00\x05\xff\xff\xff\xff\xff", 4400),
        (b"\x01\x03\x05", 4400),
        (create_update_message(b"x" * 1_000_001), 4413),
        (b"\x01" + b"x" * 20_000, 4413),
    ],
    ids=lambda value: value if isinstance(value, int) else "message",
)
def test_a_forged_message_ends_its_own_socket_only(ann: Any, bob: Any, message: bytes, code: int, peer_of: Any) -> None:
    project, _ = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as good, bob.socket(f"/sync/{project}") as bad:
        peer = peer_of(good)
        peer_of(bad)
        bad.send_bytes(message)
        assert _code_of_close(bad) == code
        peer.edit("after")
        peer.meet()
        assert "after" in states.document(project).nodes


@pytest.mark.parametrize("message", [b"", b"\x00", b"\x07", b"\x02\x00", b"\x03"])
def test_an_unknown_message_is_passed_over(ann: Any, message: bytes, peer_of: Any) -> None:
    with ann.socket(f"/sync/{ann.project()}") as socket:
        peer = peer_of(socket)
        socket.send_bytes(message)
        peer.edit("after")
        peer.meet()


def test_a_text_where_bytes_are_spoken_ends_the_socket(ann: Any, peer_of: Any) -> None:
    with ann.socket(f"/sync/{ann.project()}") as socket:
        peer_of(socket)
        socket.send_text("{}")
        with pytest.raises((WebSocketDisconnect, AssertionError)):
            assert _code_of_close(socket) == 0


def test_a_forged_format_is_put_right(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        peer.put("meta", "format", "other")
        peer.put("meta", "version", 99)
        peer.meet()
        peer.meet()
        assert states.document(project).name == "Digits"
        assert peer.doc.get("meta", type=Map)["version"] == VERSION


def test_a_room_of_an_older_version_is_opened_as_this_one(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    doc, end = states.load(project)
    before, text = doc.get_state(), yjs.content(doc)
    meta: Map[Any] = doc.get("meta", type=Map)
    meta["version"] = 1
    doc.get("nodes", type=Map)["image"]["of a later day"] = {"kept": True}
    journal.append(states.path_of(project), [doc.get_update(before)], end)
    old = yjs.content(doc)
    with ann.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        peer.meet()
        peer.meet()
        assert yjs.content(peer.doc) == {**old, "meta": text["meta"]}
    assert yjs.content(states.load(project)[0]) == {**old, "meta": text["meta"]}


def test_too_many_nodes_are_refused(ann: Any, monkeypatch: pytest.MonkeyPatch, peer_of: Any) -> None:
    monkeypatch.setattr(rooms, "MOST_NODES", 3)
    project = ann.project()
    with ann.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        peer.edit("a")
        peer.edit("b")
        peer.meet()
        peer.edit("c")
        assert _code_of_close(socket) == 4413
    assert set(states.document(project).nodes) == {"image", "a", "b"}


def test_too_much_text_is_refused(ann: Any, monkeypatch: pytest.MonkeyPatch, peer_of: Any) -> None:
    monkeypatch.setattr(rooms, "MOST_BYTES", 5000)
    with ann.socket(f"/sync/{ann.project()}") as socket:
        peer = peer_of(socket)
        for count in range(4):
            peer.edit(f"n{count}", "x" * 2000)
        assert _code_of_close(socket) == 4413


def test_the_same_edit_again_and_again_stays_small(ann: Any, monkeypatch: pytest.MonkeyPatch, peer_of: Any) -> None:
    from builder.server import saving

    monkeypatch.setattr(saving, "_COMPACT_BYTES", 2000)
    project = ann.project()
    with ann.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        for count in range(100):
            before = peer.doc.get_state()
            peer.doc.get("training", type=Map)["epochs"] = count
            peer.send(peer.doc.get_update(before))
            peer.meet()
    assert states.path_of(project).stat().st_size < 4000
    assert states.document(project).training.epochs == 99


def test_a_full_disk_is_said_and_mended(ann: Any, monkeypatch: pytest.MonkeyPatch, peer_of: Any) -> None:
    from builder.server import saving

    monkeypatch.setattr(saving, "_RETRY_SECONDS", 0.05)
    project = ann.project()
    good = states.path_of(project).read_bytes()
    append = journal.append

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with ann.socket(f"/sync/{project}") as socket, ann.socket(f"/live/{project}") as live:
        peer = peer_of(socket)
        monkeypatch.setattr(journal, "append", full)
        peer.edit("kept")
        told = _next(live, "saved", saved=False)
        assert "not saved" in told["sentence"]
        assert states.path_of(project).read_bytes() == good
        monkeypatch.setattr(journal, "append", append)
        assert _next(live, "saved", saved=True)["sentence"] == ""
        peer.meet()
    assert "kept" in states.document(project).nodes


def _next(live: Any, kind: str, **wanted: Any) -> dict[str, Any]:
    while True:
        message: dict[str, Any] = json.loads(live.receive_text())
        if message["type"] == kind and wanted.items() <= message.items():
            return message
