"""Settings against their types: good values pass, bad ones are refused in words, and nothing raises."""

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import Entry, Param, catalog, validate
from engine.catalog.kinds import Named, Reference
from engine.catalog.params import TYPES, Plain
from engine.catalog.validate import check, english
from engine.words import Json

ENTRIES = [entry for family in catalog().families.values() for entry in family.values() if entry.params]
NONSENSE: tuple[Json, ...] = (
    "os.system",
    "/etc/passwd",
    "Lambda",
    7.5,
    True,
    {"kind": "Lambda", "params": {}},
    {"kind": "no such kind", "params": {}},
    {"class_name": "Lambda", "config": {}},
    {"kind": ["Dense"], "params": {}},
    {"kind": "Dense", "params": [], "module": "builtins"},
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def ids(entry: Entry) -> str:
    return f"{entry.family}-{entry.kind}"


def plain(entry: Entry) -> Iterator[tuple[Param, Plain]]:
    for param in entry.params:
        match TYPES[param.type]:
            case Named() | Reference():
                pass
            case kind:
                yield param, kind


def references(entry: Entry) -> Iterator[tuple[Param, Named | Reference]]:
    for param in entry.params:
        match TYPES[param.type]:
            case Named() | Reference() as kind:
                yield param, kind


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_good_values_pass_and_stay_as_they_are_when_checked_again(entry: Entry) -> None:
    for param, kind in plain(entry):
        for value in kind.good(param):
            normal, sentence = check(param, value)
            assert sentence is None, (param.name, value)
            assert check(param, normal) == (normal, None)


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_bad_values_are_refused_in_words(entry: Entry) -> None:
    for param, kind in plain(entry):
        for value in (*kind.bad(param), *(() if param.nullable else (None,))):
            _, sentence = check(param, value)
            assert sentence is not None, (param.name, value)
            own = param.type == "expression" and isinstance(value, str)
            assert own or sentence.startswith(f"{param.label} must be {english(param)}, not ")
            assert sentence.endswith(".")


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_references_to_what_is_not_in_the_catalogue_are_refused(entry: Entry) -> None:
    for param, kind in references(entry):
        for value in NONSENSE:
            number = isinstance(kind, Reference) and kind.number and value == 7.5
            assert number or check(param, value)[1] is not None, (param.name, value)


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_every_kind_that_a_reference_offers_is_taken(entry: Entry) -> None:
    for param, kind in references(entry):
        many = isinstance(kind, Reference) and kind.many
        for kind_name in param.choices or catalog().families[kind.family]:
            offered = catalog().families[kind.family][str(kind_name)]
            initial = {each.name: each.initial for each in offered.params if each.initial is not None}
            value: Json = offered.kind if isinstance(kind, Named) else {"kind": offered.kind, "params": initial}
            assert check(param, [value] if many else value)[1] is None, (param.name, kind_name)


@given(json_values)
def test_no_value_makes_a_check_raise(value: Json) -> None:
    for entry in (catalog().layers[kind] for kind in ("Conv2D", "Bidirectional", "Reshape", "StringLookup", "Output")):
        for param in entry.params:
            normal, sentence = check(param, value)
            assert sentence is None or sentence.endswith(".")
            assert sentence is not None or check(param, normal) == (normal, None)


@given(st.dictionaries(st.text(max_size=12), json_values, max_size=4))
def test_validating_anything_gives_only_settings_that_exist(params: dict[str, Json]) -> None:
    entry = catalog().layers["Dense"]
    complete, problems = validate(entry, params)
    names = {param.name for param in entry.params}
    assert complete.keys() <= names
    assert complete.keys() | {name for name, _ in problems} >= names


def test_whole_floats_are_whole_numbers() -> None:
    complete, problems = validate(
        catalog().layers["Conv2D"], {"filters": 32.0, "kernel_size": [3.0, 3], "strides": 2.0}
    )
    assert problems == []
    assert (complete["filters"], complete["kernel_size"], complete["strides"]) == (32, [3, 3], [2, 2])
    assert isinstance(complete["filters"], int)


def test_a_short_name_means_the_kind() -> None:
    complete, _ = validate(catalog().layers["Dense"], {"units": 1, "kernel_initializer": "he_normal"})
    assert complete["kernel_initializer"] == {"kind": "HeNormal", "params": {}}


def test_references_are_written_with_what_differs_only() -> None:
    value = {"kind": "HeNormal", "params": {"seed": None}}
    complete, _ = validate(catalog().layers["Dense"], {"units": 1, "kernel_initializer": value})
    assert complete["kernel_initializer"] == {"kind": "HeNormal", "params": {}}


def test_a_wrong_setting_inside_another_is_named() -> None:
    inner = {"kind": "LSTM", "params": {"units": "many"}}
    _, problems = validate(catalog().layers["Bidirectional"], {"layer": inner})
    assert problems == [("layer", "Layer: Units must be a whole number from 1 to 1,000,000, not “many”.")]


def test_a_layer_inside_another_gives_one_output() -> None:
    inner = {"kind": "LSTM", "params": {"units": 2, "return_state": True}}
    _, problems = validate(catalog().layers["TimeDistributed"], {"layer": inner})
    assert "one output only" in problems[0][1]


def test_a_likely_name_is_offered_for_an_unknown_one() -> None:
    _, problems = validate(catalog().layers["Dense"], {"units": 1, "actvation": "relu"})
    assert problems == [("actvation", "Dense has no setting “actvation”; “activation” may be meant.")]


def test_what_is_missing_is_asked_for() -> None:
    _, problems = validate(catalog().layers["Dense"], {})
    assert problems == [("units", "Dense needs “Units”: a whole number from 1 to 1,000,000.")]


def test_deep_nesting_is_refused() -> None:
    value: Json = {"kind": "Dense", "params": {"units": 1}}
    for _ in range(5_000):
        value = {"kind": "TimeDistributed", "params": {"layer": value}}
    assert check(catalog().layers["TimeDistributed"].params[0], value)[1] == "Layer is nested too deeply."


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 10**5000], ids=["nan", "inf", "-inf", "huge"])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    rate = catalog().layers["Dropout"].params[0]
    assert check(rate, number)[1] is not None


@pytest.mark.parametrize("text", ["\ud800", "two\nlines", "\0", "x" * 10_000, "<b>“quoted”</b>"])
def test_sentences_about_any_text_are_short_and_writable(text: str) -> None:
    for value in (text, [text], {"kind": text, "params": {}}):
        sentence = check(catalog().layers["Dense"].params[0], value)[1] or ""
        assert len(sentence) < 160
        assert sentence.encode("utf-8")
        assert "\n" not in sentence
