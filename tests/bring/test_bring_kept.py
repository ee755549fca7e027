"""Where brought weights are kept: under the id that was asked for, within what they may take, whole or not at all."""

from pathlib import Path

import keras
import pytest

from engine import brought
from engine.catalog import catalog
from engine.document.edits import apply
from engine.plan import plan
from engine.runtime.bring.job import bring_model
from engine.runtime.check import Memory, check
from engine.words import Refusal
from tests.networks import document, loss, node

MODEL = "m" * 24


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A model of 4 × 5 + 5 numbers."""
    path = tmp_path / "model.keras"
    keras.Sequential([keras.Input((4,)), keras.layers.Dense(5, name="hidden")]).save(path)
    return path


def nothing(_share: float, _sentence: str) -> None:
    """Tell nobody."""


def test_they_lie_where_the_job_was_told(home: Path, saved: Path) -> None:
    result = bring_model({"path": str(saved), "name": "Mine", "model": MODEL, "most": 100}, nothing)
    assert result["document"]["weights"] == MODEL
    assert sorted(each.name for each in (home / "models" / MODEL).iterdir()) == ["model.json", "weights.npz"]


def test_more_than_is_left_is_refused_and_nothing_stays(home: Path, saved: Path) -> None:
    with pytest.raises(Refusal, match="more than the 0 MB that are left to you"):
        bring_model({"path": str(saved), "name": "Mine", "model": MODEL, "most": 99}, nothing)
    assert list((home / "models").iterdir()) == []
    assert not saved.exists()


@pytest.mark.parametrize("named", [brought.NOT_HERE, "a" * 24, "../runs", "/etc/passwd"])
def test_weights_that_are_not_here_are_a_finding_with_a_fix(home: Path, named: str) -> None:
    nodes = {
        "x": node("Input", shape=[4]),
        "one": node("Dense", "x", units=1),
        "out": node("Output", "one", loss=loss("MeanSquaredError")),
    }
    drawn = apply(document(nodes, None), [{"edit": "set", "part": "meta", "key": "weights", "value": named}])
    found = check(plan(drawn, catalog()), memory=Memory())["findings"]
    missing = next(each for each in found if each["code"] == "weights-not-here")
    assert (missing["severity"], missing["sentence"]) == ("advice", brought.WEIGHTS_NOT_HERE)
    mended = apply(drawn, missing["fixes"][0]["edits"])
    assert mended.weights is None
