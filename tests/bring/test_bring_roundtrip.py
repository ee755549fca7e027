"""A document goes to Keras and into a file, and comes back as it was: with its blocks, places, notes and frames."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.catalog import Entry, catalog
from engine.document.dump import dump, to_json
from engine.document.load import from_json
from engine.document.model import Document, Frame, Note, Position
from engine.plan import plan
from engine.propose.published import architecture, architectures
from engine.runtime.bring.carried import MEMBER, carried, carry
from engine.runtime.bring.job import Brought
from engine.runtime.bring.start import start
from engine.runtime.build import assembled
from engine.words import Refusal
from tests.blocks import between, inside, instance
from tests.nested import document as drawn
from tests.nested import nested, port
from tests.networks import around, node, twins

Bring = Callable[[Path], Brought]
MOST_STEPS = 60
ENTRIES = [
    entry for entry in catalog().layers.values() if entry.layer and entry.example.inputs and entry.pretrained is None
]
PASSED_OVER = "The Layerloom project in this file was passed over, and its layers were read instead: {}."
UNREADABLE, ANOTHER = PASSED_OVER.format("it cannot be read"), "it says another network than the file holds"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def saved(document: Document, folder: Path) -> tuple[keras.Model, Path]:
    """The model of a document, and the file it was saved in with its document."""
    keras.backend.clear_session()
    model, path = assembled(plan(document, catalog())), folder / "model.keras"
    model.save(path)
    carry(path, document)
    return model, path


def came_back(document: Document, found: Brought) -> None:
    assert found.sentences == ()
    assert dump(replace(found.document, weights=None)) == dump(replace(document, weights=None))


@st.composite
def placed(draw: st.DrawFn) -> Document:
    """A random document as a person leaves it: named, arranged, with notes and frames at the top and in blocks."""
    document = draw(nested())
    numbers = st.integers(-900, 900) | st.floats(-900, 900).map(lambda value: round(value, 2))
    blocks = st.sampled_from([None, *document.blocks])
    area = {"x": numbers, "y": numbers, "width": st.integers(40, 900), "height": st.integers(40, 900), "block": blocks}
    notes = st.dictionaries(
        st.sampled_from(["n1", "n2", "brought"]), st.builds(Note, text=st.text(max_size=20), **area), max_size=2
    )
    frame = st.builds(Frame, text=st.text(max_size=9), hue=st.integers(0, 359), **area)
    keys = draw(st.lists(st.sampled_from(list(document.nodes)), unique=True))
    names = {key: replace(document.nodes[key], name=draw(st.text(max_size=12))) for key in keys[:3]}
    whole = replace(
        document,
        name=draw(st.text(max_size=12)),
        nodes={**document.nodes, **names},
        layout={key: draw(st.builds(Position, x=numbers, y=numbers)) for key in keys},
        notes=draw(notes),
        frames=draw(st.dictionaries(st.sampled_from(["f1", "f2"]), frame, max_size=2)),
    )
    return from_json(to_json(whole))


@given(document=placed())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_documents_come_back_as_they_were(document: Document, folder: Path, brought: Bring) -> None:
    assume(len(plan(document, catalog()).steps) <= MOST_STEPS)
    model, path = saved(document, folder)
    found = brought(path)
    came_back(document, found)
    weights_came(model, found)


def test_the_weights_of_a_layer_come_that_a_disabled_node_lends(folder: Path, brought: Bring) -> None:
    nodes = {
        "x": node("Input", shape=[4]),
        "off": {**node("Dense", "x", units=4), "disabled": True},
        "uses": {**node("Dense", "off"), "shares": "off"},
        "own": node("Dense", "uses", units=4),
        "out": node("Output", "own", loss={"kind": "MeanSquaredError", "params": {}}),
    }
    document = from_json({"format": "layerloom", "version": 2, "nodes": nodes})
    model, path = saved(document, folder)
    found = brought(path)
    came_back(document, found)
    weights_came(model, found)


def weights_came(model: keras.Model, found: Brought) -> None:
    """Assert that what was brought in starts with the weights of a model."""
    again = assembled(plan(found.document, catalog()))
    assert list(start(again, found.document)) == []
    for before, after in zip(model.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(after, before)


DEFINITIONS = {
    "unit": {"name": "Unit", "help": "One.", "params": {"width": {"default": 4}, "act": {"default": "tanh"}}},
    "stage": {"name": "Stage", "params": {"k": {"default": 2, "help": "half the width"}}},
}


def whole() -> Document:
    """A block in a block, twice with its weights and once frozen; what is disabled, noted, framed and leads nowhere."""
    nodes = {
        **inside(
            "unit",
            u_in=port("BlockInput", 0),
            skip=port("BlockInput", 1),
            dense=node("Dense", "u_in", units={"expr": "width"}, activation={"expr": "act"}),
            off={**node("Dropout", "dense", rate=0.5), "disabled": True},
            again={**node("Dense", "off"), "shares": "dense"},
            sum=node("Add", "again", "skip"),
            u_out=port("BlockOutput", 0, "sum"),
            u_side=port("BlockOutput", 1, "dense"),
        ),
        **inside(
            "stage",
            s_in=port("BlockInput", 0),
            first=instance("unit", {"u_in": "s_in", "skip": "s_in"}, params={"width": {"expr": "2 * k"}}, repeat=2),
            second=instance("unit", {"u_in": "first", "skip": "first:1"}, shares="first"),
            s_out=port("BlockOutput", 0, "second"),
        ),
        **between(
            "b",
            a=node("Input", shape=[4]),
            s=instance("stage", {"s_in": "a"}),
            t=instance("stage", {"s_in": "s"}, shares="s"),
            f=instance("stage", {"s_in": "t"}, frozen=True),
            b={**node("Dense", "f", units=3), "frozen": True, "name": "Base"},
            nowhere=node("Dense", "f", units=9),
        ),
    }
    area = {"x": 1.5, "y": -2, "width": 90, "height": 80}
    return replace(
        drawn(nodes, DEFINITIONS),
        name="Whole",
        layout={"dense": Position(x=3, y=4), "s": Position(x=-5, y=0.25)},
        notes={"n": Note(text="why", **area), "m": Note(text="how", block="unit", **area)},
        frames={"f": Frame(text="Stages", hue=20, **area), "g": Frame(text="In", block="stage", **area)},
    )


def test_what_stands_beside_the_network_comes_too(folder: Path, brought: Bring) -> None:
    document = whole()
    model, path = saved(document, folder)
    found = brought(path)
    came_back(document, found)
    assert found.document.nodes["t"].shares == "s"
    assert found.document.nodes["f"].frozen
    assert found.document.nodes["off"].disabled
    assert found.document.notes["m"].block == "unit"
    assert found.document.frames["f"].hue == 20
    weights_came(model, found)


def test_several_outputs_of_a_layer_come_back(folder: Path, brought: Bring) -> None:
    came_back(twins(), brought(saved(twins(), folder)[1]))


def test_a_pretrained_network_comes_back_as_one_node(folder: Path, brought: Bring) -> None:
    nodes = {
        **between("flat", a=node("Input", shape=[32, 32, 3])),
        "base": node("MobileNetV2", "a", include_top=False, trainable_from=100),
        "flat": node("GlobalAveragePooling2D", "base"),
    }
    model, path = saved(drawn(nodes, {}), folder)
    found = brought(path)
    came_back(drawn(nodes, {}), found)
    weights_came(model, found)


# Of each group one, every time; the others when there is time.
QUICK = {entry.group: entry.kind for entry in ENTRIES}.values()
EACH = [pytest.param(entry, id=entry.kind, marks=[] if entry.kind in QUICK else pytest.mark.slow) for entry in ENTRIES]


@pytest.mark.parametrize("entry", EACH)
def test_every_layer_is_known_again(entry: Entry) -> None:
    document = around(entry, dict(entry.example.params))
    with keras.StatelessScope(initialize_variables=False):
        said = json.loads(assembled(plan(document, catalog())).to_json())
    assert carried(dump(document).encode(), said, catalog()).document == document


CHEAP = 13_000_000
ARCHITECTURES = [
    pytest.param(name, marks=[pytest.mark.slow] if card.parameters > CHEAP else [])
    for name, card in architectures().items()
]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_an_architecture_is_known_again(name: str) -> None:
    document = architecture(name)
    with keras.StatelessScope(initialize_variables=False):
        said = json.loads(assembled(plan(document, catalog())).to_json())
    assert carried(dump(document).encode(), said, catalog()).document == document


@pytest.mark.parametrize("name", ["lenet-5", "autoencoder", "bilstm-tagger"])
def test_an_architecture_comes_back_with_its_weights(name: str, folder: Path, brought: Bring) -> None:
    model, path = saved(architecture(name), folder)
    found = brought(path)
    came_back(architecture(name), found)
    weights_came(model, found)


def test_keras_passes_over_what_a_file_carries(folder: Path) -> None:
    model, path = saved(whole(), folder)
    loaded = keras.models.load_model(path)  # our own file
    given = np.random.default_rng(0).normal(size=(3, 4)).astype("float32")
    np.testing.assert_array_equal(loaded({"a": given})["answer"], model({"a": given})["answer"])
    assert json.loads(loaded.to_json())["config"] == json.loads(model.to_json())["config"]


def with_member(path: Path, content: bytes) -> Path:
    """A copy of a file that carries something else."""
    out = path.with_name("other.keras")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as other:
        for name in given.namelist():
            if name != MEMBER:
                other.writestr(name, given.read(name))
        other.writestr(MEMBER, content)
    return out


def changed(**nodes: Any) -> bytes:
    document = drawn({**between("b", a=node("Input", shape=[4]), b=node("Dense", "a", units=3)), **nodes}, {})
    return dump(document).encode()


LIES = {
    "more-units": changed(b=node("Dense", "a", units=4)),
    "another-kind": changed(b=node("Conv1D", "a", filters=3, kernel_size=[1])),
    "another-wire": changed(last=node("Dense", "a", units=1)),
    "frozen": changed(b={**node("Dense", "a", units=3), "frozen": True}),
    "one-more-layer": changed(answer=node("Output", "more"), more=node("Dense", "last", units=1)),
    "one-less": changed(last=node("Dense", "gone", units=1)),
    "no-output": changed(answer=node("Dense", "last", units=1)),
    "unknown-kind": changed(b=node("Lambda", "a", units=3)),
    "nothing": b'{"format": "layerloom", "version": 2}',
    "repeated-a-million-times": dump(
        drawn({**between("s", a=node("Input", shape=[4])), "s": instance("b", {}, repeat=10**6)}, {"b": {}})
    ).encode(),
}
BROKEN = {
    "empty": b"",
    "no-json": b"\xff\xfe",
    "cut": changed()[:-9],
    "another-format": b"{}",
    "newer": b'{"format": "layerloom", "version": 999}',
    "deep": b"[" * 100_000,
    "long": changed().replace(b'"name": ""', b'"name": "' + b"a" * 6_000_000 + b'"'),
}


@pytest.mark.parametrize("name", [*LIES, *BROKEN])
def test_what_is_not_the_network_is_passed_over(name: str, folder: Path, brought: Bring) -> None:
    document = drawn(between("b", a=node("Input", shape=[4]), b=node("Dense", "a", units=3)), {})
    model, path = saved(document, folder)
    found = brought(with_member(path, {**LIES, **BROKEN}[name]))
    assert found.sentences == ((PASSED_OVER.format(ANOTHER)) if name in LIES else UNREADABLE,)
    assert [node.kind for node in found.document.nodes.values()] == ["Input", "Dense", "Dense", "Output"]
    assert "passed over" in found.document.notes["brought"].text
    ends = {"answer": replace(found.document.nodes["answer"], params=document.nodes["answer"].params)}
    learning = replace(found.document, nodes={**found.document.nodes, **ends})
    weights_came(model, replace(found, document=learning))


def test_a_damaged_document_costs_only_itself(folder: Path, brought: Bring) -> None:
    _, path = saved(whole(), folder)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start_of = archive.getinfo(MEMBER).header_offset + 30 + len(MEMBER)
    content[start_of + 40 : start_of + 60] = b"\xaa" * 20
    path.write_bytes(content)
    found = brought(path)
    assert found.sentences == (UNREADABLE,)
    assert found.document.weights


def test_where_the_weights_of_a_project_lie_does_not_travel(folder: Path, brought: Bring) -> None:
    document = replace(whole(), weights="0123456789abcdef01234567")
    _, path = saved(document, folder)
    with zipfile.ZipFile(path) as archive:
        assert "weights" not in json.loads(archive.read(MEMBER))
    lied = with_member(path, dump(document).encode())
    assert brought(lied).document.weights != document.weights


def test_a_document_that_cannot_be_built_is_refused() -> None:
    document = whole()
    said = json.loads(assembled(plan(document, catalog())).to_json())
    nodes = {**document.nodes, "sum": replace(document.nodes["sum"], kind="Dot", params={"axes": [7]})}
    with pytest.raises(Refusal, match="another network"):
        carried(dump(replace(document, nodes=nodes)).encode(), said, catalog())
