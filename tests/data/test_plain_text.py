"""One long text: told from tables, cut into pieces that each have a next letter."""

from collections.abc import Callable
from contextlib import nullcontext

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.writing import drawn_from
from engine.data.apply import apply
from engine.data.letters import PIECES, Pieces, letter, sign, spaces
from engine.data.schema import Schema
from engine.document.model import Data
from engine.propose import propose
from engine.runtime.data.columns import columns
from engine.runtime.data.pieces import end_of
from engine.runtime.data.prepare import prepare
from engine.words import Refusal

Upload = Callable[..., Schema]
STORY = "".join(
    f"On day {day}, the old sailor counted his coins, sighed,\nand went down to the harbour; nobody waited.\n\n"
    for day in range(60)
)


def test_pieces_go_on_as_the_text_does(upload: Upload) -> None:
    schema = upload(STORY.encode())
    raw = columns(apply(schema, Data(source="mine", targets=("next",))))
    text = STORY.strip()
    assert (schema.kind, schema.target, schema.samples) == ("texts", "next", len(text) - 40)
    for row in (0, 17, schema.samples - 1):
        assert raw["text"][row] == text[row : row + 40]
        assert letter(raw["next"][row]) == text[row + 40]
    assert {"␣", "↵"} < set(schema.features[1].classes)


def test_the_proposed_network_is_tested_on_the_end_of_the_text(upload: Upload) -> None:
    schema = upload(STORY.encode())
    data = Data(source="mine", targets=("next",))
    network = propose(apply(schema, data), data)
    prepared = prepare(schema, network)
    assert prepared.train.rows.max() < prepared.validation.rows.min()
    assert prepared.validation.rows.max() < prepared.test.rows.min()
    (values,) = prepared.train.x.values()
    assert values.shape[1] == 40
    assert values.min() >= 2


def test_rare_letters_are_one(upload: Upload) -> None:
    strange = "".join(chr(0x4E00 + number) for number in range(400))
    schema = upload((STORY + strange).encode())
    assert len(schema.features[1].classes) <= 200
    assert "�" in schema.features[1].classes


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,2\n3,4\n" * 50,
        b"name;said\n" + b"ann;this is what she said that day\n" * 60,
        b'review,label\n"a long, long text about a film that nobody saw",yes\n' * 60,
        b"one\ntwo\nthree\n" * 50,
        b"a row of words stands\there\n" * 60,
    ],
)
def test_a_table_is_no_text(upload: Upload, content: bytes) -> None:
    assert upload(content).kind == "table"


def test_a_short_text_is_refused(upload: Upload) -> None:
    with pytest.raises(Refusal, match="are needed to learn how it goes on"):
        upload(STORY[:900].encode())


@given(st.characters())
def test_a_sign_stands_for_one_letter(one: str) -> None:
    assert letter(sign(one)) == one or one in "␣↵⇥"
    assert sign(one).strip() or not one.strip()


def test_a_cool_pen_writes_what_is_likeliest() -> None:
    assert {drawn_from(["a", "b", "c"], [0.2, 0.5, 0.3], 0.01) for _ in range(50)} == {"b"}
    drawn = [drawn_from(["a", "b"], [0.75, 0.25], 1.0) for _ in range(4000)]
    assert 0.70 < np.mean(np.asarray(drawn) == "a") < 0.80
    assert {drawn_from(["a", "b"], [1.0, 0.0], 1.5) for _ in range(50)} == {"a"}


def test_words_go_on_as_the_text_does(upload: Upload) -> None:
    schema = upload(STORY.encode(), read={"by": "words"})
    data = Data(source="mine", targets=("next",))
    raw = columns(apply(schema, data))
    assert raw["text"][0].startswith("On day 0 , the old sailor counted his coins , sighed , ↵ and went")
    for row in (0, 17, schema.samples - 2):
        assert raw["text"][row + 1].split()[:-1] == raw["text"][row].split()[1:]
        assert raw["next"][row] in {raw["text"][row + 1].split()[-1], "�"}
    # What stands in the last part alone is not known: 59 is a day of the end.
    assert "59" not in schema.features[1].classes
    prepared = prepare(schema, propose(apply(schema, data), data))
    assert prepared.train.rows.max() < prepared.validation.rows.min()
    (values,) = prepared.train.x.values()
    assert values.shape[1] == 24


def test_texts_of_one_folder_are_one_text(upload: Upload, packed: Callable[..., bytes]) -> None:
    half = len(STORY) // 2
    files = {"b.txt": STORY[half:].encode(), "a.txt": STORY[:half].encode(), "__MACOSX/x.txt": b"no"}
    schema = upload(packed(files))
    assert (schema.read["form"], schema.read["by"]) == ("text", "letters")
    assert schema.preview[0]["text"] == STORY[:40]


@pytest.mark.parametrize(
    ("content", "by", "refused"),
    [
        ("x" * 30_000, "words", True),
        ("?" * 30_000 + " a b c d e f", "words", False),
        ("many words, " * 900 + "\x01", "words", False),
        ("no words at all " * 300, "syllables", False),
    ],
)
def test_strange_texts_are_read_or_refused(upload: Upload, content: str, by: str, refused: bool) -> None:
    allowed = pytest.raises(Refusal, match="words; at least") if refused else nullcontext()
    with allowed:
        assert upload(("a few words here and there\n" * 3 + content).encode(), read={"by": by}).samples > 0


@pytest.mark.parametrize("pieces", PIECES)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=60))
def test_cutting_off_an_end_again_changes_nothing(pieces: Pieces, text: str) -> None:
    once = end_of(tf.constant([[text]]), pieces, 7)
    assert (end_of(once, pieces, 7) == once).numpy().all()
    found = once.numpy()[0, 0].decode()
    assert text.endswith(found) if pieces == "letters" else len(found.split(" ")) <= 7


def test_words_are_written_as_people_write_them() -> None:
    said = 'He said : “ don\'t , ( my well-known ) friend ! ” ↵ " No " , he went .'
    assert "".join(spaces(said.split())) == 'He said: “don\'t, (my well-known) friend!”\n"No", he went.'
