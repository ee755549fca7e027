"""Texts that are answered with texts: told from other tables, read as far as they are written, and what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.reading import Reading, input_shape
from engine.data.schema import Schema
from engine.document.model import Data, Document
from engine.plan import plan
from engine.propose import propose
from engine.runtime.answers import TextAnswer
from engine.runtime.answers.answer import Answer
from engine.runtime.data.prepare import learn, part_of_rows, prepare
from engine.runtime.data.types import TextField
from engine.runtime.data.written import following
from engine.runtime.evaluate.bleu import bleu

Upload = Callable[..., Schema]
PAIRS = [(f"Go to house number {place}, now.", f"Geh zu Haus Nummer {place}, jetzt.") for place in range(40)]


def table(pairs: list[tuple[str, str]], separator: str = "\t") -> bytes:
    return "\n".join(separator.join(pair) for pair in pairs).encode()


def proposed(schema: Schema) -> tuple[Schema, Document]:
    data = Data(source=schema.id, targets=(str(schema.target),))
    used = apply(schema, data)
    return used, propose(used, data)


def test_two_columns_of_texts_are_pairs(upload: Upload) -> None:
    schema = upload(table(PAIRS))
    assert (schema.target, schema.read["header"]) == ("column 2", False)
    assert [(feature.name, feature.type) for feature in schema.features] == [("column 1", "text"), ("column 2", "text")]
    named = upload(table([("english", "german"), *PAIRS]))
    assert (named.target, named.samples) == ("german", len(PAIRS))


@pytest.mark.parametrize(
    "rows",
    [
        [(f"a text of some words {place}", "yes" if place % 2 else "no") for place in range(40)],
        [(f"name {place}", str(place * 7 % 11)) for place in range(40)],
        [(f"day {place}", f"2024-03-{place % 28 + 1:02}") for place in range(40)],
    ],
)
def test_other_tables_are_no_pairs(upload: Upload, rows: list[tuple[str, str]]) -> None:
    schema = upload(table([("given", "wanted"), *rows]))
    assert all(feature.type != "text" for feature in schema.features if feature.name == schema.target)


def test_another_target_is_not_said_to_be_unreadable(upload: Upload) -> None:
    schema = upload(table(PAIRS))
    _used, network = proposed(schema)
    data = replace(network.data, targets=("column 1",))
    other = plan(replace(network, data=data), catalog(), schema)
    (finding,) = (each for each in other.findings if each.code == "feature-unknown" and "written" in each.sentence)
    assert finding.sentence.startswith("“column 2” is no text that is to be predicted")
    assert "there is “column 1”" in finding.sentence


def test_an_answer_is_learnt_from_what_stands_before(upload: Upload) -> None:
    schema = upload(table(PAIRS))
    used, network = proposed(schema)
    assert not [finding.sentence for finding in plan(network, catalog(), schema).findings]
    learnt = learn(schema, network)
    part = part_of_rows(network, learnt, learnt.parts.training[:5])
    (shifted,) = (key for key, reading in learnt.preparation.inputs.items() if reading.text_shifted)
    (wanted,) = part.y.values()
    answer = _answer(learnt.preparation)
    for row, before, after in zip(part.rows, part.x[shifted], wanted, strict=True):
        assert before[0] == 2
        count = int((after != 0).sum())
        np.testing.assert_array_equal(before[1:count], after[: count - 1])
        assert after[count - 1] == 3
        assert answer.truth(after) == learnt.raw["column 2"][row]
    given = input_shape(used, Reading.of(network.nodes[shifted].params))
    assert given == part.x[shifted].shape[1:]


def _answer(preparation: Any) -> Answer:
    ((node, target),) = preparation.targets.items()
    return TextAnswer.of(node, target, preparation, logits=False)


def test_one_sided_pairs_are_left_out(upload: Upload) -> None:
    pairs = [*PAIRS, *((f"There is no answer to {place}.", "") for place in range(5))]
    schema = upload(table(pairs))
    _, network = proposed(schema)
    prepared = prepare(schema, network)
    assert sum(len(each.rows) for each in (prepared.train, prepared.validation, prepared.test)) == len(PAIRS)


@pytest.mark.parametrize("strange", ["\ud800 half", "", "\x02\x03 marks of ours", "many words " * 50_000])
def test_strange_pairs_are_read(upload: Upload, strange: str) -> None:
    pairs = [*PAIRS, (strange, strange or "only this side")]
    schema = upload("\n".join("\t".join(pair) for pair in pairs).encode("utf-8", "surrogatepass"))
    _, network = proposed(schema)
    prepared = prepare(schema, network)
    for values in prepared.train.y.values():
        assert values.max() < 10_000
        assert ((values == 3).sum(axis=1) >= 1).all()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text_shifted": False}, "feature-unknown"),
        ({"features": []}, "feature-mix"),
        ({"features": ["column 1"]}, "feature-unknown"),
    ],
)
def test_who_writes_must_know_what_is_written(upload: Upload, changed: Mapping[str, Any], code: str) -> None:
    schema = upload(table(PAIRS))
    _, network = proposed(schema)
    (key,) = (key for key, node in network.nodes.items() if node.params.get("text_shifted"))
    node = network.nodes[key]
    nodes = {**network.nodes, key: replace(node, params={**node.params, **changed})}
    found = [finding.code for finding in plan(replace(network, nodes=nodes), catalog(), schema).findings]
    assert "text-unread" in found
    assert code in found


@given(st.lists(st.lists(st.integers(4, 9), max_size=6), min_size=1, max_size=8))
def test_after_every_word_comes_the_next_and_last_the_end(rows: list[list[int]]) -> None:
    read = np.zeros((len(rows), 7), dtype=np.float32)
    for place, row in enumerate(rows):
        read[place, : len(row) + 1] = [2, *row]
    for row, after in zip(rows, following(read), strict=True):
        assert after.tolist() == [*row, 3, *[0] * (6 - len(row))]


def test_bleu_of_known_texts() -> None:
    right = ["the cat is on the mat"]
    assert bleu(right, right) == pytest.approx(1.0)
    assert bleu(right, ["a dog"]) == 0.0
    # 5 of 6 words, 3 of 5 pairs, 2 of 4 of three and 1 of 3 of four, in as many words.
    assert bleu(right, ["the cat is on a mat"]) == pytest.approx((5 / 6 * 3 / 5 * 2 / 4 * 1 / 3) ** 0.25)
    assert bleu(["a b c d e"], ["a b c d"]) == pytest.approx(np.exp(1 - 5 / 4))


def test_a_text_that_is_read_twice_keeps_its_marks_apart() -> None:
    texts = np.asarray(["b a", "a", "c a b"], dtype=object)
    forms = [
        Reading(features=("t",), text_form="words", text_words=7, text_length=4, text_shifted=each)
        for each in (False, True)
    ]
    field = TextField(name="t", key="t").learnt(texts, forms)
    assert field.known(forms[0]) == ("a", "b", "c")
    assert field.known(forms[1]) == ("\2", "\3", "a", "b", "c")
