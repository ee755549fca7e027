"""While an upload is read, its owner sees the first pictures; nobody else does, and nothing afterwards."""

from typing import Any

import pytest

from builder.server import intake
from builder.store import data_sets
from engine.data.glance import show


def test_first_pictures_come_with_the_state_of_a_job(ann: Any, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = {"state": "running", "progress": 0.1, "sentence": "", "result": None}
    # The job itself soon fails, as these bytes are no pictures: what it is told to be instead does not change.
    monkeypatch.setattr(type(intake._client), "job", lambda *_: dict(now))
    made = ann.ask("POST", "/api/data?name=cats.zip", content=b"some bytes").json()
    address = f"/api/jobs/{made['job']}"
    assert ann.ask("GET", address).json()["seen"] == []
    show(data_sets.folder_of(made["data"]), ["data:image/jpeg;base64,AA"])
    assert ann.ask("GET", address).json()["seen"] == ["data:image/jpeg;base64,AA"]
    assert bob.ask("GET", address).status_code == 404
    now["state"] = "done"
    assert "seen" not in ann.ask("GET", address).json()
