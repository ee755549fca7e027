"""The catalogue as people read it, and what nothing in it can say. Without Keras."""

import re
from collections import Counter

import pytest

from engine.assets import asset
from engine.catalog import Entry, catalog, validate
from engine.catalog.params import TYPES

ENTRIES = [entry for family in catalog().families.values() for entry in family.values()]
LAYERS = list(catalog().layers.values())
DATA = ("images", "table", "series", "sounds", "texts", "videos")

TEXTS = {
    ("EinsumDense", "equation"): "letters of axes",
    ("EinsumDense", "bias_axes"): "letters of axes",
    ("StringLookup", "mask_token"): "a value among the data",
    ("StringLookup", "oov_token"): "a value among the data",
    (
        "StringLookup",
        "vocabulary",
    ): "a list of values; a bare text, which Keras would read as a file's name, is refused",
    ("TextVectorization", "vocabulary"): "a list of values, as above",
    ("Hashing", "mask_value"): "a value among the data",
    ("Input", "features"): "names of columns, never given to Keras",
    ("Output", "target"): "name of a column or of an Input, never given to Keras",
}
"""Every setting that holds free text, and why it can do no harm."""

PIECE = r"([^{}]|\{\w+(\?([^{}]|\{\w+\})+)?\})+"
"""Text, `{setting}` and `{setting?text with {setting}}`."""

FREE = {"text", "texts", "feature_names", "target_name"}


def ids(entry: Entry) -> str:
    return f"{entry.family}-{entry.kind}"


def test_there_are_at_least_120_kinds_of_layers() -> None:
    assert len([entry for entry in LAYERS if entry.layer]) >= 120


def test_the_file_is_small_enough_for_a_browser() -> None:
    assert asset("catalog.json").stat().st_size < 600_000


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_sentences_are_short_whole_and_plain(entry: Entry) -> None:
    assert re.fullmatch(r"\S.{8,128}\.", entry.sentence)
    assert len(entry.purpose) <= 40
    assert not entry.purpose.endswith(".")
    assert all(re.fullmatch(r"\S.{8,128}\.", param.help) and param.label for param in entry.params)


@pytest.mark.parametrize("family", catalog().families)
def test_no_two_kinds_say_the_same(family: str) -> None:
    entries = catalog().families[family].values()
    for said in ([entry.sentence for entry in entries], [entry.purpose for entry in entries if entry.purpose]):
        assert [text for text, count in Counter(said).items() if count > 1] == []


@pytest.mark.parametrize("entry", LAYERS, ids=ids)
def test_every_layer_is_in_the_palette_with_a_purpose(entry: Entry) -> None:
    assert entry.group in {group.id for group in catalog().groups}
    assert entry.purpose


@pytest.mark.parametrize("data", DATA)
def test_a_dozen_layers_suit_each_kind_of_data(data: str) -> None:
    ranks = sorted(entry.suits[data] for entry in LAYERS if data in entry.suits)
    assert ranks == list(range(1, 13))


def test_aliases_never_clash_with_kinds() -> None:
    for entries in catalog().families.values():
        aliases = [alias for entry in entries.values() for alias in entry.aliases]
        assert len(aliases) == len(set(aliases))
        assert not set(aliases) & entries.keys()


def test_what_is_left_out_has_a_reason_and_is_not_in() -> None:
    for family, kinds in catalog().excluded.items():
        assert all(re.fullmatch(r"\S.{8,128}\.", reason) for reason in kinds.values())
        assert not kinds.keys() & catalog().families[family].keys()
    assert {"Lambda", "TFSMLayer", "JaxLayer", "FlaxLayer", "TorchModuleWrapper"} <= catalog().excluded["layers"].keys()


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_nothing_can_name_a_file_an_address_or_code(entry: Entry) -> None:
    for param in entry.params:
        assert param.type in TYPES
        assert not FREE & {param.type} or (entry.kind, param.name) in TEXTS
        assert not any(re.search(r"[/:\\.]", choice) for choice in param.choices if isinstance(choice, str))


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_a_new_node_is_valid(entry: Entry) -> None:
    initial = {param.name: param.initial for param in entry.params if param.initial is not None}
    complete, problems = validate(entry, initial)
    assert problems == []
    assert complete.keys() == {param.name for param in entry.params}


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_examples_and_defaults_are_in_their_written_form(entry: Entry) -> None:
    params = dict(entry.example.params)
    complete, problems = validate(entry, {**{p.name: p.default for p in entry.params if not p.required}, **params})
    assert problems == []
    assert {name: complete[name] for name in params} == params
    assert all(complete[param.name] == param.default for param in entry.params if param.name not in params)


@pytest.mark.parametrize("entry", ENTRIES, ids=ids)
def test_ports_and_cards_name_settings_that_exist(entry: Entry) -> None:
    names = {param.name for param in entry.params}
    assert {port.when.split(".")[0] for port in entry.outputs if port.when} <= names
    assert {port.of for port in entry.outputs} - {""} <= names
    assert set(re.findall(r"\{(\w+)", " ".join(entry.summary))) <= names
    assert all(re.fullmatch(PIECE, piece) for piece in entry.summary)
    assert len({port.name for port in entry.inputs}) == len(entry.inputs)


@pytest.mark.parametrize("entry", [each for each in LAYERS if each.group == "wrapper"], ids=ids)
def test_layers_inside_others_are_kinds_with_one_input(entry: Entry) -> None:
    for kind in (choice for param in entry.params if param.type == "layer" for choice in param.choices):
        inside = catalog().layers[str(kind)]
        assert len([port for port in inside.inputs if not port.optional]) == 1


@pytest.mark.parametrize("entry", list(catalog().families["activations"].values()), ids=ids)
def test_activations_have_a_curve_unless_they_need_their_neighbours(entry: Entry) -> None:
    expected = 0 if entry.kind in ("softmax", "log_softmax", "sparsemax") else 33
    assert len(entry.curve) == expected


def test_curves_start_at_minus_four() -> None:
    relu, tanh = (catalog().families["activations"][kind].curve for kind in ("relu", "tanh"))
    assert (relu[0], relu[16], relu[-1]) == (0.0, 0.0, 4.0)
    assert tanh[0] == pytest.approx(-0.9993, abs=1e-4)
