"""Networks close to those that a rule speaks of, which are right; and what rules see through."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from engine.advice import RULES, Measured, advise
from engine.advice.examples import Drawn, classes, itself, layer, number, row
from engine.catalog import catalog
from engine.data import builtin
from engine.document.edits import apply, set_field
from engine.document.model import Node, Reference, Split, Training
from engine.findings import Fix
from engine.plan import plan
from engine.runtime.check import Memory, check
from tests.blocks import drawn, expr, inside, instance
from tests.nested import nested
from tests.networks import networks, node

CATALOG = catalog()
MEMORY = Memory()
WORDS = {"shape": [20], "dtype": "int32"}
EMBED = layer("Embedding", input_dim=1000, output_dim=16)


def checked(document):
    schema = builtin.schema(document.data.source) if document.data.source else None
    return check(plan(document, CATALOG, schema), memory=MEMORY)


def advice(document):
    return {each["code"] for each in checked(document)["findings"] if "rule" in each}


def dense(units, activation="relu", **params):
    return layer("Dense", units=units, activation=activation, **params)


def conv(filters=8, size=3, **params):
    params = {"activation": "relu", "padding": "same", **params}
    return layer("Conv2D", filters=filters, kernel_size=[size, size], **params)


END = (layer("GlobalAveragePooling2D"), classes())
RELU = layer("ReLU")
SIGMOIDS = [each for _ in range(6) for each in (dense(32, "sigmoid"), layer("LayerNormalization"))]
ZEROS = {"kind": "Zeros", "params": {}}


def pool(size=2, **params):
    return layer("MaxPooling2D", pool_size=[size, size], **params)


RIGHT = {
    "a linear code narrower than both sides": row(
        "digits", layer("Flatten"), layer("Dense", units=4), dense(32), classes()
    ),
    "a gate of softmax": row("wine", dense(8), dense(8, "softmax"), layer("Multiply", "dense1"), classes(3)),
    "softmax at the end of a reshaped answer": row("iris", dense(8), classes(3), layer("Reshape", target_shape=[3])),
    "three tanhs": row("wine", *(dense(32, "tanh") for _ in range(3)), classes(3)),
    "sigmoids with normalisation between": row("wine", *SIGMOIDS, classes(3)),
    "a bias before layer normalisation": row(
        "wine", layer("Dense", units=32), layer("LayerNormalization"), layer("ReLU"), classes(3)
    ),
    "a bias that something else uses too": row(
        "wine", layer("Dense", units=32), layer("BatchNormalization"), layer("Add", "dense1"), layer("ReLU"), classes(3)
    ),
    "normalisation without a shift of its own": row(
        "wine", layer("Dense", units=32), layer("BatchNormalization", center=False), layer("ReLU"), classes(3)
    ),
    "dropout before the last layer": row("wine", dense(32), layer("Dropout", rate=0.5), classes(3)),
    "a little dropout on the input": row("wine", layer("Dropout", rate=0.2), dense(32), classes(3)),
    "a kernel as wide as it can see": row("digits", conv(), pool(4), conv(16, 3), *END),
    "a shortcut of width 1 that skips": row("digits", conv(8, 1, strides=[2, 2]), *END),
    "pooling by overlapping windows": row("shapes", conv(), pool(3, strides=[2, 2]), layer("Flatten"), classes(4)),
    "pooling that keeps the size, then one that does not": row(
        "shapes",
        conv(),
        pool(strides=[1, 1], padding="same"),
        pool(),
        layer("Flatten"),
        classes(4),
    ),
    "a small Flatten": row("digits", conv(), layer("Flatten"), dense(32), classes()),
    "depthwise, then of width 1": row(
        "shapes", layer("DepthwiseConv2D", kernel_size=[3, 3]), conv(8, 1), layer("GlobalAveragePooling2D"), classes(4)
    ),
    "an answer at each step of padded words": row(
        None, EMBED, layer("GRU", units=8, return_sequences=True), classes(), given=WORDS
    ),
    "attention behind a recurrent layer": row(
        None,
        replace(EMBED, params={**EMBED.params, "mask_zero": True}),
        layer("GRU", units=16, return_sequences=True),
        itself("MultiHeadAttention", num_heads=2, key_dim=8),
        layer("GlobalAveragePooling1D"),
        classes(2),
        given=WORDS,
    ),
    "a state repeated for a decoder": row(
        "sine_waves", layer("GRU", units=8), layer("RepeatVector", n=5), layer("GRU", units=8), number()
    ),
    "weights of zero at the end": row("wine", dense(16), dense(3, "softmax", kernel_initializer=ZEROS)),
    "a frozen normalisation": row("wine", dense(16), Drawn(kind="BatchNormalization", frozen=True), classes(3)),
    "softplus for what is never negative": row("diabetes", dense(16), dense(1, "softplus")),
    "tanh for logits that are shared out": row("iris", dense(16), layer("Dense", units=3), layer("Softmax")),
    "patience shorter than training": row("wine", dense(16), classes(3), training=Training(epochs=10, patience=9)),
    "a quick try": row("wine", dense(16), classes(3), training=Training(epochs=2, patience=5)),
    "plain descent with a rate of 0.5": row(
        "wine", dense(16), classes(3), training=Training(optimizer={"kind": "SGD", "params": {"learning_rate": 0.5}})
    ),
    "no validation at all": row("wine", dense(16), classes(3), split=Split(validation=0, test=0.15)),
    "a batch of exactly all samples": row("wine", dense(16), classes(3), training=Training(batch_size=124)),
    "pictures rescaled around zero": row(
        "shapes", layer("Rescaling", scale=2.0, offset=-1.0), conv(), *END[:1], classes(4)
    ),
    "many weights and dropout": row("iris", dense(512), layer("Dropout", rate=0.5), dense(512), classes(3)),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_left_alone(name):
    assert advice(RIGHT[name]) == set()


def test_nothing_is_said_of_a_layer_that_is_switched_off_and_it_is_seen_through():
    document = row("wine", dense(32), layer("Dropout", rate=0.3), layer("Dense", units=3), layer("ReLU"), classes(3))
    off = apply(document, [set_field("dropout2", "disabled", True)])
    assert advice(off) == advice(document) == set()
    between = row("wine", layer("Dense", units=32), layer("ReLU"), dense(32), classes(3))
    (finding,) = checked(apply(between, [set_field("relu2", "disabled", True)]))["findings"]
    assert (finding["rule"], finding["node"]) == ("activation-none", "dense1")


def test_a_layer_inside_a_wrapper_is_looked_at_and_mended():
    inner = {"kind": "Dense", "params": {"units": 8, "activation": "softmax"}}
    document = row("sine_waves", layer("TimeDistributed", layer=inner), layer("GRU", units=8), number())
    (finding,) = checked(document)["findings"]
    assert (finding["rule"], finding["node"]) == ("softmax-inside", "timedistributed1")
    (fix,) = finding["fixes"]
    mended = apply(document, fix["edits"])
    assert mended.nodes["timedistributed1"].params["layer"]["params"]["activation"] == "relu"
    assert checked(mended)["findings"] == []


def repeated(times, **params):
    body = inside(
        "body",
        x=node("BlockInput"),
        d=node("Dense", "x", units=expr("n"), **params),
        b=node("BatchNormalization", "d"),
        r=node("ReLU", "b"),
        y=node("BlockOutput", "r"),
    )
    nodes = {
        "a": node("Input", shape=[8]),
        "u": instance("body", {"x": "a"}, repeat=times),
        "last": node("Dense", "u", units=1),
        "out": node("Output", "last", loss={"kind": "MeanSquaredError", "params": {}}),
    }
    return drawn({**nodes, **body}, body={"n": 16})


def test_all_repetitions_of_a_block_are_one_finding_on_the_layer_that_is_drawn():
    document = repeated(5)
    (finding,) = [each for each in checked(document)["findings"] if "rule" in each]
    assert (finding["rule"], finding["node"], finding["path"]) == ("bias-before-norm", "d", "u.0")
    assert finding["sentence"].endswith("behind it.")
    (fix,) = finding["fixes"]
    assert fix["edits"] == [{"edit": "set_param", "node": "d", "param": "use_bias", "value": False}]
    assert advice(apply(document, fix["edits"])) == set()


def test_layers_of_one_level_are_told_and_mended_together():
    pairs = [each for _ in range(4) for each in (layer("Dense", units=16), layer("BatchNormalization"), layer("ReLU"))]
    document = row("wine", *pairs, classes(3))
    (finding,) = checked(document)["findings"]
    assert "3 more" in finding["sentence"]
    (fix,) = finding["fixes"]
    assert len(fix["edits"]) == 4
    assert checked(apply(document, fix["edits"]))["findings"] == []


def test_what_leads_to_no_output_is_not_advised():
    document = row("wine", dense(16), classes(3))
    lost = Node(kind="Dropout", params={"rate": 0.95}, inputs={"inputs": (Reference("dense1"),)})
    beside = replace(document, nodes={**document.nodes, "lost": lost})
    assert advice(beside) == {"unused-output"}


def test_a_shared_layer_is_mended_at_its_owner():
    first = layer("Dense", units=8, activation="softmax")
    document = row("wine", first, dense(13), Drawn(kind="Dense", shares="dense1"), classes(3))
    findings = [each for each in checked(document)["findings"] if each["code"] == "softmax-inside"]
    assert {each["node"] for each in findings} <= {"dense1", "dense3"}
    for finding in findings:
        for fix in finding["fixes"]:
            assert {edit["node"] for edit in fix["edits"]} == {"dense1"}


@settings(deadline=None, max_examples=40)
@given(nested() | networks())
def test_rules_never_raise_and_their_fixes_can_be_applied(document):
    planned = plan(document, CATALOG)
    report = check(planned, memory=MEMORY)
    for finding in report["findings"]:
        for fix in finding["fixes"]:
            apply(document, fix["edits"])


@settings(deadline=None, max_examples=20)
@given(nested())
def test_rules_get_by_with_whatever_is_known(document):
    planned = plan(document, CATALOG)
    for shape in (None, (None,), (None, None, 0)):
        shapes = {step.id: (shape,) for step in planned.steps if shape}
        for finding in advise(planned, Measured(shapes=shapes)):
            assert all(isinstance(fix, Fix) for fix in (finding.ways or tuple)())


def test_every_rule_is_found_somewhere():
    assert sum(rule.find is None for rule in RULES) == 2
