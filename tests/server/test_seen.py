"""While an upload is read, its owner sees the first pictures; nobody else does, and nothing afterwards."""

from typing import Any

import pytest

from builder.server import intake
from builder.store import data_sets
from engine.data.glance import show


def test_first_pictures_come_with_the_state_of_a_job(ann: Any, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ann.ask("POST", "/api/data?name=cats.zip", content=b"some bytes").json()
    show(data_sets.folder_of(made["data"]), ["data:image/jpeg;base64,AA"])
    address = f"/api/jobs/{made['job']}"
    assert "seen" not in ann.ask("GET", address).json()
    running = {"state": "running", "progress": 0.1, "sentence": ""}
    monkeypatch.setattr(type(intake._client), "job", lambda *_: running)
    assert ann.ask("GET", address).json()["seen"] == ["data:image/jpeg;base64,AA"]
    assert bob.ask("GET", address).status_code == 404
