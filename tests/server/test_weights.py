"""Weights of pre-trained networks are downloaded by a job, for networks of the catalogue alone."""

from typing import Any

import pytest

from builder.server import intake


def test_only_networks_of_the_catalogue_are_asked_for(ann: Any, bob: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(
        intake._client, "start_job", lambda task, **request: asked.append({"task": task, **request}) or "a" * 24
    )
    answer = ann.ask("POST", "/api/weights", params={"kind": "ResNet50", "classifier": "no"})
    assert answer.json() == {"job": "a" * 24}
    assert asked == [{"task": "weights", "kind": "ResNet50", "classifier": False}]
    assert bob.ask("GET", f"/api/jobs/{'a' * 24}").status_code == 404
    for kind in ("Dense", "", "../ResNet50", "https://example.org/ResNet50"):
        assert ann.ask("POST", "/api/weights", params={"kind": kind}).status_code == 404
    assert len(asked) == 1
