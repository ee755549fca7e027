"""Plans: order, complete settings, bindings, and every finding that needs no Keras."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.document.load import from_json
from engine.findings import problems
from engine.plan import plan
from tests.networks import CLASSES, PICTURES, TABLE, classifier, document, loss, node, regressor, twins

CATALOG = catalog()
HEAD = {"format": "layerloom", "version": 1}


def codes(document, schema=PICTURES):
    return {(finding.node, finding.code) for finding in problems(plan(document, CATALOG, schema).findings)}


def test_a_sound_network_has_no_finding_and_complete_settings():
    planned = plan(classifier(), CATALOG, PICTURES)
    assert planned.findings == ()
    assert [step.id for step in planned.steps] == ["image", "conv", "side", "sum", "flat", "dense", "animal"]
    conv = planned.step("conv")
    assert conv.params["padding"] == "valid"
    assert conv.params["filters"] == 4
    assert planned.inputs["image"].shape == (8, 8, 3)
    assert planned.outputs["animal"].target.classes == CLASSES
    assert planned.optimizer["kind"] == "Adam"


def test_a_table_input_is_one_vector_of_what_is_no_target():
    planned = plan(regressor(), CATALOG, TABLE)
    assert planned.findings == ()
    # One for the area, three for the town (unknown, Ulm, Zug), three for sold.
    assert planned.inputs["home"].shape == (7,)


def test_inputs_without_data_have_their_own_shape():
    planned = plan(twins(), CATALOG)
    assert {key: spec.shape for key, spec in planned.inputs.items()} == {"left": (6, 4), "right": (6, 4)}
    assert {finding.code for finding in planned.findings} == {"no-data"}
    assert planned.step("also").shares == "seen"
    assert planned.step("also").params == planned.step("seen").params


BROKEN = {
    "unknown-kind": {"side": node("Conv3000D", "conv")},
    "invalid-param": {"side": node("Conv2D", "conv", filters=-1)},
    "missing-input": {"side": node("Conv2D", filters=4, padding="same")},
    "too-few-inputs": {"sum": node("Add", "conv")},
    "too-many-inputs": {"flat": node("Flatten", "sum", "conv")},
    "dangling-wire": {"side": node("Conv2D", "gone", filters=4)},
    "unknown-port": {"flat": {"kind": "Flatten", "inputs": {"inputs": ["sum"], "mask": ["conv"]}}},
    "cycle": {"conv": node("Conv2D", "side", filters=4)},
    "shares-nothing": {"side": {**node("Conv2D", "conv"), "shares": "gone"}},
    "shares-other-kind": {"side": {**node("Conv2D", "conv"), "shares": "dense"}},
    "feature-unknown": {"image": node("Input", features=["sound"])},
    "target-unknown": {"animal": node("Output", "dense", target="image", loss=loss("MeanSquaredError"))},
    "no-target": {"animal": node("Output", "dense", loss=loss("MeanSquaredError"))},
    "no-loss": {"animal": node("Output", "dense", target="animal")},
}


@pytest.mark.parametrize(("code", "changed"), BROKEN.items(), ids=BROKEN)
def test_what_is_wrong_is_found_where_it_is(code, changed):
    found = {finding.code: finding for finding in plan(classifier(**changed), CATALOG, PICTURES).findings}
    assert code in found
    assert found[code].node in {*changed, "conv", "side"}
    assert found[code].sentence.endswith(".")


def test_a_wire_from_an_output_that_is_not_there_is_dangling():
    assert ("flat", "dangling-wire") in codes(classifier(flat=node("Flatten", "sum:1")))
    assert ("flat", "dangling-wire") in codes(classifier(flat=node("Flatten", "animal")))


def test_a_node_wired_into_itself_is_a_cycle():
    found = plan(classifier(flat=node("Flatten", "flat")), CATALOG, PICTURES).findings
    assert any(finding.code == "cycle" and finding.node == "flat" for finding in found)


def test_all_is_found_at_once():
    broken = {**BROKEN["unknown-kind"], **BROKEN["no-loss"], "image": node("Input", features=["sound"])}
    found = {code for _, code in codes(classifier(**broken))}
    assert found >= {"unknown-kind", "no-loss", "feature-unknown"}


def test_nothing_at_all_lacks_input_output_and_data():
    assert codes(document({}, None), None) == {(None, "no-input"), (None, "no-output"), (None, "no-data")}


def test_a_data_set_that_is_gone_is_said_once_for_all():
    assert (None, "data-missing") in codes(classifier(), None)


def test_what_leads_to_no_output_is_advice_only():
    planned = plan(classifier(stray=node("Dense"), loose=node("Dense", "flat", units=3)), CATALOG, PICTURES)
    assert problems(planned.findings) == ()
    assert {finding.node for finding in planned.findings} == {"stray", "loose"}
    assert planned.part == {"image", "conv", "side", "sum", "flat", "dense", "animal"}


def test_a_network_too_deep_to_be_built_is_said_to_be():
    nodes = {"n0": node("Input", shape=[4]), **{f"n{place}": node("ReLU", f"n{place - 1}") for place in range(1, 900)}}
    network = document({**nodes, "out": node("Output", "n899", loss=loss("MeanSquaredError"))}, None)
    assert ("out", "too-deep") in codes(network, None)


def test_equal_names_are_advice():
    nodes = {"one": {**node("Dense", units=1), "name": "twin"}, "two": {**node("Dense", units=1), "name": "twin"}}
    found = plan(classifier(**nodes), CATALOG, PICTURES).findings
    assert {finding.node for finding in found if finding.code == "duplicate-name"} == {"one", "two"}


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        *(("training", "epochs", 0), ("training", "batch_size", -1), ("training", "patience", -1)),
        *(("training", "seed", -1), ("training", "optimizer", {"kind": "Adam", "params": {"learning_rate": "fast"}})),
        *(("training", "optimizer", "os.system"), ("data", "split", {"validation": 0.8, "test": 0.8})),
        *(("data", "split", {"validation": -0.1}), ("data", "targets", ["colour"])),
    ],
)
def test_settings_out_of_range_are_found(part, key, value):
    content = {"source": PICTURES.id, "targets": ["animal"]} if part == "data" else {}
    changed = document({}, **{part: {**content, key: value}})
    found = problems(plan(changed, CATALOG, PICTURES).findings)
    assert any(finding.node is None and finding.code in {"invalid-setting", "target-unknown"} for finding in found)


def test_an_input_that_reads_a_target_is_told_so():
    found = plan(classifier(image=node("Input", features=["animal"])), CATALOG, PICTURES).findings
    assert any("predicted" in finding.sentence for finding in found if finding.code == "feature-unknown")


def test_only_numbers_and_categories_can_be_predicted():
    text = from_json({**HEAD, "data": {"source": TABLE.id, "targets": ["owner"]}, "nodes": {}})
    found = [finding.sentence for finding in plan(text, CATALOG, TABLE).findings]
    assert "“owner” is text; only numbers and categories can be predicted." in found
    network = regressor(price=node("Output", "last", target="owner", loss=loss("MeanSquaredError")))
    assert ("price", "target-unknown") in codes(network, TABLE)


def test_a_target_that_is_always_the_same_is_told_so():
    same = [replace(each, distinct=1) if each.name == "price" else each for each in TABLE.features]
    found = plan(regressor(), CATALOG, replace(TABLE, features=tuple(same))).findings
    assert [(each.code, each.severity) for each in found] == [("target-constant", "advice")]


kinds = st.sampled_from([*CATALOG.layers, "Nonsense", ""])
keys = st.sampled_from(["a", "b", "c", "d"])
ports = st.sampled_from(["inputs", "query", "value", "initial_state", "nonsense"])
nodes = st.fixed_dictionaries(
    {"kind": kinds},
    optional={
        "params": st.dictionaries(
            st.sampled_from(["units", "filters", "target", "shape", "x"]), st.integers() | st.none()
        ),
        "inputs": st.dictionaries(ports, st.lists(keys.map(lambda key: key) | st.just("a:1"), max_size=3)),
        "shares": keys,
    },
)


@given(st.dictionaries(keys, nodes), st.sampled_from([None, PICTURES, TABLE]))
def test_planning_never_raises_and_steps_come_after_their_sources(content, schema):
    planned = plan(from_json({"format": "layerloom", "version": 1, "nodes": content}), CATALOG, schema)
    seen = set()
    for step in planned.steps:
        assert all(
            source.node in seen or source.node not in {each.id for each in planned.steps} for source in step.sources()
        )
        seen.add(step.id)
    assert all(finding.sentence for finding in planned.findings)
