"""Findings with shapes, and fixes: what is offered mends, and one click is enough after a layer was deleted."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.catalog import catalog
from engine.data import builtin
from engine.document.edits import apply, connect, remove_node, set_param
from engine.document.model import Reference
from engine.findings import problems
from engine.plan import plan
from engine.plan.losses import title
from engine.runtime.check import Budget, Memory, check, examine
from engine.runtime.check.mend import mended
from tests.networks import PICTURES, TABLE, classifier, document, loss, node, regressor
from tests.residual import residual

CATALOG = catalog()
BUDGET = Budget(parameters=10**7, memory=10**9)
MEMORY = Memory()


def examined(network, schema=PICTURES):
    return mended(examine(plan(network, CATALOG, schema), MEMORY, BUDGET), MEMORY, BUDGET)


def found(network, schema=PICTURES):
    return {finding.code: finding for finding in examined(network, schema).findings}


def ready(network, schema=PICTURES):
    return not problems(examine(plan(network, CATALOG, schema), MEMORY, BUDGET).findings)


MENDED = {
    "rank: a convolution after Flatten": (
        "rank-mismatch",
        {
            "side": node("Conv2D", "flat2", filters=4, kernel_size=[3, 3]),
            "flat2": node("Flatten", "conv"),
            "sum": node("Flatten", "side"),
        },
        "Take this layer out",
    ),
    "a window too large": (
        "window-too-large",
        {
            "conv": node("Conv2D", "image", filters=4, kernel_size=[20, 20]),
            "side": node("Conv2D", "conv", filters=4, padding="same", kernel_size=[3, 3]),
        },
        "Set padding to same",
    ),
    "a valid padding in a skip": (
        "size-mismatch",
        {"side": node("Conv2D", "conv", filters=4, kernel_size=[3, 3])},
        "Set padding of side to same",
    ),
    "other channels in a skip": (
        "size-mismatch",
        {"side": node("Conv2D", "conv", filters=5, kernel_size=[3, 3], padding="same")},
        "Put a 1×1 convolution after side",
    ),
    "smaller in a skip": (
        "size-mismatch",
        {"side": node("Conv2D", "conv", filters=8, kernel_size=[3, 3], strides=[2, 2], padding="same")},
        "Put a 1×1 convolution after conv",
    ),
    "no Flatten": (
        "output-rank",
        {"dense": node("Dense", "sum", units=3, activation="softmax")},
        "Flatten before dense",
    ),
    "pooling instead": (
        "output-rank",
        {"dense": node("Dense", "sum", units=3, activation="softmax")},
        "GlobalAveragePooling2D before dense",
    ),
    "too many numbers": (
        "output-units",
        {"dense": node("Dense", "flat", units=7, activation="softmax")},
        "Make 3 numbers",
    ),
    "no last layer": (
        "output-units",
        {"animal": node("Output", "flat", target="animal", loss=loss("SparseCategoricalCrossentropy"))},
        "Put Dense before it",
    ),
    "no softmax": ("activation-loss", {"dense": node("Dense", "flat", units=3)}, "Use softmax"),
    "softmax twice": (
        "activation-loss",
        {
            "animal": node(
                "Output", "dense", target="animal", loss=loss("SparseCategoricalCrossentropy", from_logits=True)
            )
        },
        "Use linear",
    ),
    "a loss for numbers": (
        "loss-target",
        {"animal": node("Output", "dense", target="animal", loss=loss("MeanSquaredError"))},
        f"Use {title('SparseCategoricalCrossentropy')}",
    ),
    "no loss": (
        "no-loss",
        {"animal": node("Output", "dense", target="animal")},
        f"Use {title('SparseCategoricalCrossentropy')}",
    ),
    "no target": ("no-target", {"animal": node("Output", "flat")}, "Fit to “animal” with Dense"),
    "a wire from nowhere": (
        "dangling-wire",
        {"side": node("Conv2D", "gone", filters=4, padding="same", kernel_size=[3, 3])},
        "Connect conv",
    ),
    "two wires": ("too-many-inputs", {"flat": node("Flatten", "sum", "conv")}, "Join them with Add"),
    "one wire into Add": ("too-few-inputs", {"sum": node("Add", "side")}, "Connect conv"),
    "a negative size": ("invalid-param", {"dense": node("Dense", "flat", units=-3, activation="softmax")}, None),
    "a kind that was misspelt": ("unknown-kind", {"flat": node("Flaten", "sum")}, "Use Flatten"),
    "a feature that is not there": (
        "feature-unknown",
        {"image": node("Input", features=["sound"])},
        "Read every feature",
    ),
}


@pytest.mark.parametrize(("code", "changed", "wanted"), MENDED.values(), ids=MENDED)
def test_faults_and_their_fixes(code, changed, wanted):
    network = classifier(**changed)
    finding = found(network)[code]
    if wanted is None:
        assert finding.fixes
        return
    fixes = {fix.title: fix for fix in finding.fixes}
    assert wanted in fixes
    assert code not in found(apply(network, fixes[wanted].edits))


def chosen(network, schema=PICTURES):
    """Click the first fix of a problem, once."""
    for finding in problems(examined(network, schema).findings):
        if finding.fixes:
            return apply(network, finding.fixes[0].edits)
    return network


@pytest.mark.parametrize("key", [key for key in classifier().nodes if key != "conv"])
def test_after_a_layer_of_a_classifier_is_deleted_one_click_mends_it(key):
    assert ready(classifier())
    assert ready(chosen(apply(classifier(), [remove_node(key)])))


@pytest.mark.parametrize("key", regressor().nodes)
def test_after_a_layer_of_a_regressor_is_deleted_one_click_mends_it(key):
    assert ready(regressor(), TABLE)
    assert ready(chosen(apply(regressor(), [remove_node(key)]), TABLE), TABLE)


def test_one_gap_is_one_finding():
    gap = found(apply(classifier(), [remove_node("flat")]))
    assert set(gap) == {"missing-input"}
    stray = classifier(stray=node("Conv2D", "conv", filters=2, kernel_size=[1, 1]))
    assert set(found(apply(stray, [remove_node("flat")]))) == {"missing-input", "unused-output"}


def test_a_binary_target_may_have_one_probability_or_two():
    schema = builtin.schema("breast_cancer")
    (target,) = (feature for feature in schema.features if feature.name == schema.target)
    for last, kind, metric in ((1, "BinaryCrossentropy", "BinaryAccuracy"), (2, "SparseCategoricalCrossentropy", None)):
        nodes = {
            "x": node("Input"),
            "d": node("Dense", "x", units=last, activation="sigmoid" if last == 1 else "softmax"),
            "y": node("Output", "d", target=target.name, loss=loss(kind), metrics=[loss(metric)] if metric else []),
        }
        assert ready(document(nodes, schema), schema)


def test_an_output_of_a_number_that_gets_many_is_mended():
    network = regressor(last=node("Dense", "hidden", units=5, activation="softmax"))
    finding = found(network, TABLE)["output-units"]
    assert "is a number" in finding.sentence
    assert finding.fixes[0].title == "Fit to “price”"
    assert ready(apply(network, finding.fixes[0].edits), TABLE)


def test_a_network_without_weights_cannot_learn():
    nodes = {"x": node("Input", shape=[1]), "y": node("Output", "x", loss=loss("MeanSquaredError"))}
    assert "no-weights" in found(document(nodes, None), None)


def test_the_sentence_for_a_picture_of_answers():
    network = classifier(dense=node("Dense", "sum", units=3, activation="softmax"))
    sentence = "Makes 3 numbers for each of 6 × 6 places; “animal” wants 3 for the whole picture."
    assert found(network)["output-rank"].sentence == sentence


def test_keras_own_words_are_kept():
    finding = found(classifier(side=node("Conv2D", "conv", filters=5, kernel_size=[1, 1])))["size-mismatch"]
    assert "incompatible shapes" in finding.detail
    assert "6 × 6 places with 4 channels and 6 × 6 places with 5 channels" in finding.sentence


def test_sequences_of_other_widths_are_joined_by_a_convolution_of_width_one():
    nodes = {
        "x": node("Input", shape=[6, 4]),
        "one": node("Conv1D", "x", filters=3, kernel_size=3, padding="same"),
        "sum": node("Add", "x", "one"),
        "pool": node("GlobalAveragePooling1D", "sum"),
        "last": node("Dense", "pool", units=1),
        "out": node("Output", "last", loss=loss("MeanSquaredError")),
    }
    fixes = found(document(nodes, None), None)["size-mismatch"].fixes
    assert fixes[0].title == "Put a Conv1D of width 1 after Conv1D"


SAID = {
    "LSTM takes a sequence (steps × features); it gets 7 numbers.": ([7], node("LSTM", "x", units=3)),
    "Reshape cannot make 2 × 4 of the 7 numbers that come in.": ([7], node("Reshape", "x", target_shape=[2, 4])),
    "Dense must know beforehand how many numbers come in; it gets a list of open length.": (
        [None],
        node("Dense", "x", units=1),
    ),
    "BatchNormalization cannot work with 8 numbers: one of its settings does not go with that.": (
        [8],
        node("BatchNormalization", "x", axis=3),
    ),
    "Cropping2D cannot work with 8 × 8 places with 3 channels: Values in `cropping` argument should be smaller than "
    "the corresponding spatial dimension of the input.": (
        [8, 8, 3],
        node("Cropping2D", "x", cropping=[[5, 5], [0, 0]]),
    ),
    "Permute takes, as it is set, a picture (height × width × channels); it gets 8 steps of 8 numbers.": (
        [8, 8],
        node("Permute", "x", dims=[3, 1, 2]),
    ),
    "MaxPooling2D: its window of 20 × 20 does not fit into 8 × 8 places with 3 channels.": (
        [8, 8, 3],
        node("MaxPooling2D", "x", pool_size=[20, 20]),
    ),
}


@pytest.mark.parametrize(("sentence", "shape", "layer"), [(key, *value) for key, value in SAID.items()])
def test_what_keras_refuses_is_said_in_words(sentence, shape, layer):
    network = document({"x": node("Input", shape=shape), "layer": layer}, None)
    planned = plan(network, CATALOG)
    assert sentence in {finding.sentence for finding in examine(planned, MEMORY, BUDGET).findings}


def test_text_and_numbers_are_told_apart():
    nodes = {"x": node("Input", shape=[1], dtype="string"), "d": node("Dense", "x", units=1), "f": node("Flatten", "x")}
    said = {(each.node, each.sentence) for each in examined(document(nodes, None), None).findings}
    assert ("d", "Dense takes numbers; it gets text.") in said
    assert not any(key == "f" and "takes numbers" in sentence for key, sentence in said)


def test_flatten_of_an_open_length_is_mended_by_an_average():
    nodes = {
        "x": node("Input", shape=[None, 4]),
        "f": node("Flatten", "x"),
        "d": node("Dense", "f", units=1),
        "o": node("Output", "d", loss=loss("MeanSquaredError")),
    }
    fixes = found(document(nodes, None), None)["open-size"].fixes
    assert [fix.title for fix in fixes] == ["GlobalAveragePooling1D in place of Flatten"]


def test_attention_with_a_query_alone_is_offered_to_look_at_itself():
    nodes = {
        "x": node("Input", shape=[6, 4]),
        "other": node("Dense", "x", units=4),
        "look": {"kind": "MultiHeadAttention", "params": {"num_heads": 2, "key_dim": 4}, "inputs": {"query": ["x"]}},
        "pool": node("GlobalAveragePooling1D", "look"),
        "d": node("Dense", "pool", units=1),
        "o": node("Output", "d", loss=loss("MeanSquaredError")),
    }
    fixes = found(document(nodes, None), None)["missing-input"].fixes
    assert fixes[0].title == "Look at itself (self-attention)"
    assert fixes[0].edits == (connect("look", "value", 0, Reference("x")),)


def test_a_fault_in_a_large_network_is_found_once_and_mended():
    network = residual(32)
    broken = apply(network, [remove_node("s1b1_2_bn")])
    finding = found(broken, None)["missing-input"]
    assert finding.node == "s1b1_2_relu"
    assert finding.fixes[0].title == "Connect Conv2D (s1b1_2_conv)"


def test_a_large_document_full_of_faults_is_checked_and_only_some_fixes_are_tried():
    nodes = {f"n{number}": node("Dense", units=1) for number in range(2_000)}
    report = check(plan(document(nodes, None), CATALOG), BUDGET, Memory())
    assert len(report["findings"]) > 2_000


KEYS = list(classifier().nodes)
damage = st.one_of(
    st.builds(remove_node, st.sampled_from(KEYS)),
    st.builds(
        lambda node, source: connect(node, "inputs", 0, Reference(source)), st.sampled_from(KEYS), st.sampled_from(KEYS)
    ),
    st.builds(lambda node, units: set_param(node, "units", units), st.sampled_from(KEYS), st.integers(-1, 5)),
    st.builds(lambda node, size: set_param(node, "kernel_size", [size] * 2), st.sampled_from(KEYS), st.integers(0, 9)),
)


@given(st.lists(damage, min_size=1, max_size=3))
@example([connect("image", "inputs", 0, Reference("image")), connect("animal", "inputs", 0, Reference("conv"))])
@settings(max_examples=60)
def test_every_fix_that_is_offered_mends_its_finding_and_breaks_nothing(damages):
    network = classifier()
    for change in damages:
        if change.get("node") in network.nodes:
            network = apply(network, [change])
    before = examined(network)
    for finding in before.findings:
        for fix in finding.fixes:
            assert len(fix.title) < 80
            after = examine(plan(apply(network, fix.edits), CATALOG, PICTURES), MEMORY, BUDGET)
            left = {(each.node, each.code, each.param) for each in after.findings}
            assert (finding.node, finding.code, finding.param) not in left
