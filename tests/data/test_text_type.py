"""Texts: how they are cut, numbered, kept and shown; Keras's own layer is the oracle."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.reading import Reading, input_shape
from engine.data.schema import Feature, Schema
from engine.data.texts import FORMS, Wording
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.raw import Array
from engine.runtime.data.types.text import TextField, clean
from engine.runtime.data.wording import described, telling
from engine.words import Refusal

TEXTS = np.asarray(
    ["The cat sat.", "the dog, the CAT", "", "Ärger im Haus", "日本 の cat", "dog dog dog"] * 3, dtype=object
)


def prepared(texts: Array, reading: Reading) -> tuple[Preparation, Array]:
    field = TextField(name="review", key="review").learnt(texts, (reading,))
    preparation = Preparation(fields={"review": field}, inputs={"input": reading}, targets={})
    kept = Preparation.from_json(preparation.to_json())
    assert kept == preparation
    return kept, kept.apply(kept.rows({"review": texts}, np.arange(len(texts))))["input"]


def oracle(texts: Array, **params: Any) -> Array:
    layer = keras.layers.TextVectorization(**params)
    given = keras.ops.convert_to_tensor(texts.tolist(), dtype="string")
    layer.adapt(given)
    return np.asarray(layer(given)).astype("float32")


@pytest.mark.parametrize("tidy", [True, False])
@pytest.mark.parametrize("words", [4, 8, 50])
@pytest.mark.parametrize("form", FORMS)
def test_texts_become_what_keras_makes_of_them(form: str, words: int, tidy: bool) -> None:
    reading = Reading.of({"features": ["review"], "text_form": form, "text_words": words, "text_length": 5})
    reading = Reading.of({**vars(reading), "text_tidy": tidy})
    _, values = prepared(TEXTS, reading)
    more = (
        {"output_mode": "multi_hot", "pad_to_max_tokens": True}
        if form == "bag"
        else {"output_sequence_length": 5, "split": "character" if form == "characters" else "whitespace"}
    )
    standard = "lower_and_strip_punctuation" if tidy else None
    np.testing.assert_array_equal(values, oracle(TEXTS, max_tokens=words, standardize=standard, **more))
    schema = Schema(id="a", title="a", kind="texts", samples=18, features=(described("review", TEXTS),))
    assert values.shape[1:] == input_shape(schema, reading)


def test_a_field_that_is_read_in_two_forms_learns_once_for_each_way_to_cut() -> None:
    bag, words = (
        Reading(features=("review",), text_form=form, text_words=6, text_length=4) for form in ("bag", "words")
    )
    letters = Reading(features=("review",), text_form="characters", text_words=9, text_length=7)
    field = TextField(name="review", key="review").learnt(TEXTS, (bag, words, letters))
    assert [way for way, _ in field.vocabularies] == ["tidy words", "tidy characters"]
    assert field.unlearnt() == TextField(name="review", key="review")
    readings = {"bag": bag, "words": words, "letters": letters}
    both = Preparation(fields={"review": field}, inputs=readings, targets={})
    found = both.apply(both.rows({"review": TEXTS}, np.arange(len(TEXTS))))
    for node, reading in readings.items():
        np.testing.assert_array_equal(found[node], prepared(TEXTS, reading)[1])


def test_what_has_ended_is_0_and_what_is_not_known_1() -> None:
    reading = Reading(features=("review",), text_form="words", text_words=3, text_length=4)
    preparation, _ = prepared(np.asarray(["cat cat", "dog"], dtype=object), reading)
    found = preparation.apply(preparation.given({"review": "Cat! and dog"}))["input"]
    assert found.tolist() == [[2, 1, 1, 0]]
    assert preparation.apply(preparation.given({}))["input"].tolist() == [[0, 0, 0, 0]]


def test_texts_without_any_word_are_learnt_too() -> None:
    for form in FORMS:
        reading = Reading.of({"features": ["review"], "text_form": form, "text_words": 5, "text_length": 3})
        _, values = prepared(np.asarray(["", "…", "?!"], dtype=object)[:1], reading)
        assert not values.any()


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_can_be_given(text: str) -> None:
    plain = clean(text)
    assert plain.encode() and "\0" not in plain if plain else not text
    assert clean(plain) == plain
    field = TextField(name="review", key="review")
    assert field.given(text).tolist() == [[plain]]


@pytest.mark.parametrize("value", [["a"], {"a": 1}])
def test_what_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(Refusal, match="“review” is a text"):
        TextField(name="review", key="review").given(value)


def schema(*features: Feature) -> Schema:
    return Schema(id="a", title="a", kind="table", samples=9, features=features)


def test_the_data_say_what_a_person_leaves_open() -> None:
    text = Feature(name="a", type="text", wording=Wording(words=30, characters=120, vocabulary=99, alphabet=40))
    number = Feature(name="b", type="number")
    alone = Reading().settled(schema(text))
    assert (alone.features, alone.text_form, alone.text_words, alone.text_length) == (("a",), "words", 101, 30)
    beside = Reading().settled(schema(text, number))
    assert (beside.text_form, input_shape(schema(text, number))) == ("bag", (102,))
    letters = Reading(text_form="characters").settled(schema(text))
    assert (letters.text_words, letters.text_length) == (42, 120)
    assert input_shape(schema(text, number), Reading(text_form="words")) is None


def test_telling_words_are_those_of_one_class() -> None:
    texts = np.asarray(["a good film", "a bad film"] * 20, dtype=object)
    classes = np.asarray(["pos", "neg"] * 20, dtype=object)
    assert telling(texts, classes) == (("neg", ("bad",)), ("pos", ("good",)))
    assert telling(texts, np.asarray(["pos"] * 40, dtype=object)) == ()


def test_texts_are_measured() -> None:
    feature = described("review", TEXTS)
    wording = feature.wording
    assert wording is not None
    assert (feature.missing, feature.distinct, wording.vocabulary, wording.words) == (3, 5, 9, 4)
    assert wording.lengths is not None
    assert sum(wording.lengths.counts) == len(TEXTS)
