"""Whatever the catalogue can draw goes to Keras, into its JSON and back, and is the same for Keras again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.catalog.params import TYPES
from engine.document.model import Document
from engine.plan import plan
from engine.runtime.bring.job import bring
from engine.runtime.build import assembled
from engine.runtime.check.walk import Memory, walk
from tests.networks import LOSS, around, networks, twins

ENTRIES = [
    entry for entry in catalog().layers.values() if entry.layer and entry.example.inputs and not entry.calculates
]
# Pre-trained networks are whole models, which come back as blocks.
ENTRIES = [entry for entry in ENTRIES if entry.pretrained is None]


def build(document: Document) -> keras.Model:
    planned = plan(document, catalog())
    # Keras counts names of layers inside others, and draws seeds.
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    with keras.StatelessScope(initialize_variables=False):
        return assembled(planned)


def refused(document: Document) -> bool:
    planned = plan(document, catalog())
    walked = walk(planned, Memory())
    wrong = any(finding.node == "here" and finding.severity == "problem" for finding in planned.findings)
    return wrong or any(answer.error for answer in walked.answers.values())


def keras_reads(document: Document) -> bool:
    """Whether Keras itself gets the same network back from its own JSON."""
    text = build(document).to_json()
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    try:
        with keras.StatelessScope(initialize_variables=False):
            return json.loads(keras.models.model_from_json(text).to_json()) == json.loads(text)
    except (TypeError, ValueError):
        return False


def returned(document: Document, folder: Path) -> tuple[Any, Any, Document]:
    """The configuration of a document's model, that of the model brought in from it, and what was brought."""
    before = json.loads(build(document).to_json())
    path = folder / "model.json"
    path.write_text(json.dumps(before))
    found = bring(path, "", lambda share, sentence: None)
    assert found.sentences == ()
    learning = {key: replace(node, params=LOSS) for key, node in found.document.nodes.items() if node.kind == "Output"}
    again = replace(found.document, nodes={**found.document.nodes, **learning})
    return before, json.loads(build(again).to_json()), found.document


# Of each group one, every time; the others when there is time.
QUICK = {entry.group: entry.kind for entry in ENTRIES}.values()
EACH = [pytest.param(entry, id=entry.kind, marks=[] if entry.kind in QUICK else pytest.mark.slow) for entry in ENTRIES]


@pytest.mark.parametrize("entry", EACH)
def test_every_layer_comes_back_as_it_was(entry, home, tmp_path):
    before, after, document = returned(around(entry, dict(entry.example.params)), tmp_path)
    assert after == before
    assert document.nodes["here"].kind == entry.kind


@st.composite
def varied(draw: st.DrawFn) -> Document:
    """A layer with some settings that differ from the defaults."""
    entry = draw(st.sampled_from(ENTRIES))
    params = dict(entry.example.params)
    for param in draw(st.lists(st.sampled_from(entry.params), max_size=3)) if entry.params else ():
        kind = TYPES[param.type]
        values = kind.good(param) if hasattr(kind, "good") else ()
        if values and param.type not in ("expression",):
            params[param.name] = draw(st.sampled_from(values))
    return around(entry, params)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(document=varied())
def test_settings_come_back_as_they_were(document, home, tmp_path):
    assume(not refused(document) and keras_reads(document))
    before, after, _ = returned(document, tmp_path)
    assert after == before


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=networks())
def test_networks_come_back_as_they_were(document, home, tmp_path):
    before, after, _ = returned(document, tmp_path)
    assert after == before


def test_shared_layers_and_several_outputs_come_back(home, tmp_path):
    _, _, document = returned(twins(), tmp_path)
    assert [node.shares for node in document.nodes.values() if node.shares] == ["seen"]
    assert document.nodes["second"].inputs["initial_state"][1].output == 2
    assert {source.node for key in ("seen", "seen_2") for source in document.nodes[key].sources()} == {"left", "right"}
    assert sorted(node.kind for node in document.nodes.values()) == sorted(node.kind for node in twins().nodes.values())
