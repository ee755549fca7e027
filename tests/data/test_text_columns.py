"""Columns of whole texts in a table: told from names and categories, kept as long as they are."""

import csv
import io
import random
from collections.abc import Callable

import pytest

from engine.data.apply import apply
from engine.data.schema import Schema
from engine.document.model import Data
from engine.runtime.data.columns import columns

Upload = Callable[..., Schema]
WORDS = [
    "the",
    "plot",
    "of",
    "this",
    "film",
    "was",
    "thin",
    "but",
    "its",
    "actors",
    "played",
    "with",
    "wit",
    "and",
    "warmth",
]


def table(count: int, *, seed: int = 0) -> tuple[bytes, list[str]]:
    draw = random.Random(seed)
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(8, 90))) for _ in range(count)]
    texts[0] = 'He said: "no, never",\nand left. ' * 30
    texts[1] = ""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["review", "name", "stars", "liked"])
    for place, review in enumerate(texts):
        rows.writerow([review, f"critic {place}", place % 5, ["yes", "no"][place % 2]])
    return text.getvalue().encode(), [review.strip() for review in texts]


@pytest.mark.parametrize("count", [60, pytest.param(11_000, marks=pytest.mark.slow)])
def test_whole_texts_are_kept(upload: Upload, count: int) -> None:
    content, texts = table(count)
    schema = upload(content)
    assert [feature.type for feature in schema.features] == ["text", "ignore", "number", "category"]
    assert schema.target == "liked"
    assert columns(schema)["review"].tolist() == texts
    wording = schema.features[0].wording
    assert wording is not None
    assert 60 < wording.words <= 120
    assert not any("review" in note for note in schema.notes)


def test_other_columns_can_be_read_as_texts_where_their_cells_were_kept(upload: Upload) -> None:
    schema = upload(table(60)[0])
    chosen = Data(source="mine", targets=("stars",), columns={"name": "text", "liked": "text", "stars": "text"})
    used = apply(schema, chosen)
    assert [feature.type for feature in used.features] == ["text", "text", "number", "text"]
    assert any("“stars” holds no texts" in note for note in used.notes)
    raw = columns(used)
    assert raw["name"][7] == "critic 7"
    assert raw["liked"][0] == "yes"
