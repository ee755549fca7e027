"""A run that is alone is told in a sentence; several are a table."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from builder.pages.visit import Run
from engine.assets import asset
from engine.runs import folder
from engine.runs.status import status
from engine.words import JsonObject


def _page(runs: tuple) -> None:  # type: ignore[type-arg]
    from types import SimpleNamespace

    from builder.pages import run_table

    run_table.show(SimpleNamespace(editable=True, person="ann"), runs)  # type: ignore[arg-type]


@pytest.fixture
def finished(tmp_path: Path) -> Callable[[int], Run]:
    """Return a function that makes a run which is over."""
    document: JsonObject = json.loads(asset("templates/spirals-mlp.json").read_text("utf-8"))

    def make(number: int) -> Run:
        place = tmp_path / str(number)
        place.mkdir()
        request = folder.Request(
            document=document, schema={}, program="", project="p", owner="ann", number=number, estimate=1.0
        )
        folder.fill(place, request)
        lines = [
            {"t": 1.0, "event": "queued"},
            {"t": 2.0, "event": "finished", "reason": "done", "sentence": "", "best_epoch": 3, "values": {}},
        ]
        (place / "events.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        return Run(id=str(number), number=number, folder=place, status=status(place))

    return make


def test_one_is_a_sentence_and_can_be_deleted(finished: Callable[[int], Run]) -> None:
    page = AppTest.from_function(_page, kwargs={"runs": (finished(1),)}).run()
    assert not page.exception
    assert not page.dataframe
    assert "done · best epoch 3 · epochs 0 / 60" in page.caption[0].value
    assert [button.label for button in page.button] == ["Delete"]


def test_two_are_a_table(finished: Callable[[int], Run]) -> None:
    page = AppTest.from_function(_page, kwargs={"runs": (finished(2), finished(1))}).run()
    assert not page.exception
    assert len(page.dataframe) == 1
    assert not page.button  # none is ticked
