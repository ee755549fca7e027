"""Who is here: a browser speaks for itself alone, comes back when it was lost, and is soon gone when silent."""

import json
import time
from typing import Any

import pytest
from pycrdt import Encoder, YMessageType, YSyncMessageType, create_sync_message

from builder.server import attendance
from builder.server.service import service
from builder.store import shares


def _says(client: int, clock: int, state: object) -> bytes:
    return _raw(client, clock, json.dumps(state))


def _raw(client: int, clock: int, state: str) -> bytes:
    inner = Encoder()
    inner.write_var_uint(1)
    inner.write_var_uint(client)
    inner.write_var_uint(clock)
    inner.write_var_string(state)
    outer = Encoder()
    outer.write_var_uint(YMessageType.AWARENESS)
    content = inner.to_bytes()
    outer.write_var_uint(len(content))
    return outer.to_bytes() + content


def _shared(ann: Any, bob: Any) -> str:
    project = str(ann.project())
    share = shares.create(ann.person, project, "edit")
    assert share is not None
    bob.ask("GET", f"/open/{share.token}")
    return project


def _states(project: str) -> dict[int, Any]:
    running = service()
    assert running is not None
    room = running.rooms.find(project)
    assert room is not None
    return dict(room.awareness.states)


def test_nobody_speaks_for_somebody_else(ann: Any, bob: Any, peer_of: Any) -> None:
    project = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as one, bob.socket(f"/sync/{project}") as two:
        hers, his = peer_of(one), peer_of(two)
        one.send_bytes(_says(7, 1, {"person": {"name": "Ann"}}))
        hers.meet()
        for forged in ({"person": {"name": "Bob"}}, None):
            two.send_bytes(_says(7, 9, forged))
        his.meet()
        assert _states(project)[7] == {"person": {"name": "Ann"}}


@pytest.mark.parametrize("state", ["{", "", "[1]", "7", "[" * 7000, "NaN", '{"cursor": NaN}'])
def test_what_no_browser_can_read_reaches_none(ann: Any, bob: Any, peer_of: Any, state: str) -> None:
    project = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as one, bob.socket(f"/sync/{project}") as two:
        hers, _his = peer_of(one), peer_of(two)
        two.send_bytes(_raw(7, 1, state))
        while (closed := two.receive())["type"] != "websocket.close":
            pass
        assert closed["code"] == 4400
        hers.meet()
        assert 7 not in _states(project)


def test_that_one_is_still_there_is_no_news(ann: Any, bob: Any, peer_of: Any) -> None:
    project = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as one, bob.socket(f"/sync/{project}") as two:
        hers, his = peer_of(one), peer_of(two)
        for _again in range(3):
            two.send_bytes(_says(7, 1, {"cursor": None}))
        his.meet()
        heard = 0
        one.send_bytes(create_sync_message(hers.doc))
        while (message := one.receive_bytes())[:2] != bytes([YMessageType.SYNC, YSyncMessageType.SYNC_STEP2]):
            heard += message[0] == YMessageType.AWARENESS
        assert heard == 1


def test_who_comes_back_by_another_connection_speaks_again(ann: Any, peer_of: Any) -> None:
    project = ann.project()
    with ann.socket(f"/sync/{project}") as one, ann.socket(f"/sync/{project}") as two:
        before, after = peer_of(one), peer_of(two)
        one.send_bytes(_says(7, 1, {"cursor": None}))
        before.meet()
        two.send_bytes(_says(7, 2, {"cursor": {"x": 1, "y": 2}}))
        after.meet()
        one.close()
        after.meet()
        time.sleep(0.05)
        assert _states(project)[7] == {"cursor": {"x": 1, "y": 2}}


def test_who_falls_silent_is_gone_soon_and_may_come_back(
    ann: Any, bob: Any, peer_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _shared(ann, bob)
    with ann.socket(f"/sync/{project}") as one, bob.socket(f"/sync/{project}") as two:
        hers, his = peer_of(one), peer_of(two)
        two.send_bytes(_says(7, 1, {"cursor": None}))
        his.meet()
        running = service()
        assert running is not None
        room: Any = running.rooms.find(project)
        silent = next(member for member in room.clients if 7 in member._present)
        silent.heard -= attendance.SILENT_SECONDS + 1
        running.loop.call_soon_threadsafe(attendance.look_round, room)
        while two.receive()["type"] != "websocket.close":
            pass
        hers.meet()
        assert 7 not in _states(project)
    with bob.socket(f"/sync/{project}") as again:
        peer_of(again)
        again.send_bytes(_says(7, 2, {"cursor": None}))
        peer_of(again)
        assert 7 in _states(project)
