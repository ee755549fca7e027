"""Which way a network is drawn: kept in files and rooms, and without any meaning."""

import pytest

from engine.document.dump import digest, to_json
from engine.document.edits import apply, set_part
from engine.document.load import from_json
from engine.document.model import Document
from engine.document.yjs import from_content, to_content
from engine.words import Json


def test_a_direction_is_kept_and_means_nothing() -> None:
    right = from_json({**to_json(Document()), "direction": "right"})
    assert right.direction == "right"
    assert from_json(to_json(right)) == right
    assert from_content(to_content(right, lambda kind, port: False)) == right
    assert digest(right) == digest(Document())


def test_downwards_is_what_is_usual_and_not_said() -> None:
    assert "direction" not in to_json(Document())
    turned = apply(Document(), [set_part("meta", "direction", "right")])
    assert turned.direction == "right"
    assert apply(turned, [set_part("meta", "direction", None)]) == Document()


@pytest.mark.parametrize("said", ["up", 7, None, ["right"]])
def test_what_is_no_direction_is_read_as_downwards(said: Json) -> None:
    read = from_json({**to_json(Document()), "direction": said})
    assert read.direction == "down"
    assert read.faults == ()
