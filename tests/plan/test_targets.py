"""Losses, metrics and activations against targets."""

import pytest

from engine.catalog import catalog
from engine.data.schema import Feature
from engine.plan import OutputSpec, Step
from engine.plan.aims import aim_of
from engine.plan.losses import task
from engine.plan.targets import activation_findings, loss_findings, suited
from tests.networks import loss

NUMBER = Feature(name="price", type="number", mean=1.0)
TWO = Feature(name="sold", type="category", classes=("no", "yes"))
MANY = Feature(name="animal", type="category", classes=("cat", "dog", "fox"))
STEP = Step(id="out", entry=catalog().layers["Output"], params={}, text="", inputs={})


def spec(target, kind, *metrics, **params):
    return OutputSpec(target=target, loss=loss(kind, **params), metrics=tuple(map(loss, metrics)))


@pytest.mark.parametrize("target", [NUMBER, TWO, MANY], ids=lambda target: target.name)
def test_what_suits_a_target_has_no_finding(target):
    best = suited(target)
    chosen = OutputSpec(target=target, loss=best.loss, metrics=best.metrics)
    assert not list(loss_findings(STEP, chosen))
    assert not list(activation_findings(STEP, chosen, best.activation))
    assert best.units == aim_of(target).units(best.loss) == (1 if target is NUMBER else len(target.classes))


@pytest.mark.parametrize("kind", [kind for kind in catalog().families["losses"] if kind not in {"Value", "Boxes"}])
@pytest.mark.parametrize("target", [NUMBER, TWO, MANY], ids=lambda target: target.name)
def test_every_loss_goes_with_a_target_or_is_told_why_not(kind, target):
    chosen = spec(target, kind)
    wrong = list(loss_findings(STEP, chosen))
    goes = (task(kind) == "number") == (target is NUMBER) and not (task(kind) == "two" and target is MANY)
    assert bool(wrong) is not goes
    if goes:
        best = suited(target, chosen)
        assert best.loss == chosen.loss
        assert not list(activation_findings(STEP, chosen, best.activation))
        assert not list(loss_findings(STEP, OutputSpec(target=target, loss=best.loss, metrics=best.metrics)))


@pytest.mark.parametrize(
    ("target", "kind", "metric"),
    [
        (MANY, "SparseCategoricalCrossentropy", "BinaryAccuracy"),
        (MANY, "SparseCategoricalCrossentropy", "MeanAbsoluteError"),
        (MANY, "CategoricalCrossentropy", "SparseCategoricalAccuracy"),
        (TWO, "BinaryCrossentropy", "SparseCategoricalAccuracy"),
        (NUMBER, "MeanSquaredError", "SparseCategoricalAccuracy"),
    ],
)
def test_a_metric_that_measures_something_else_is_told(target, kind, metric):
    assert [finding.code for finding in loss_findings(STEP, spec(target, kind, metric))] == ["metric-target"]


@pytest.mark.parametrize(
    ("target", "kind", "params", "activation", "severity"),
    [
        (MANY, "SparseCategoricalCrossentropy", {}, "softmax", None),
        (MANY, "SparseCategoricalCrossentropy", {}, "linear", "problem"),
        (MANY, "SparseCategoricalCrossentropy", {}, "relu", "problem"),
        (MANY, "SparseCategoricalCrossentropy", {}, "sigmoid", None),
        (MANY, "SparseCategoricalCrossentropy", {"from_logits": True}, "softmax", "problem"),
        (MANY, "SparseCategoricalCrossentropy", {"from_logits": True}, "linear", None),
        (MANY, "SparseCategoricalCrossentropy", {}, None, None),
        (TWO, "BinaryCrossentropy", {}, "sigmoid", None),
        (TWO, "BinaryCrossentropy", {}, "softmax", "problem"),
        (TWO, "BinaryCrossentropy", {}, "linear", "problem"),
        (TWO, "BinaryCrossentropy", {"from_logits": True}, "sigmoid", "problem"),
        (TWO, "BinaryCrossentropy", {"from_logits": True}, "linear", None),
        (NUMBER, "MeanSquaredError", {}, "linear", None),
        (NUMBER, "MeanSquaredError", {}, "relu", None),
        (NUMBER, "MeanSquaredError", {}, "sigmoid", None),
        (NUMBER, "MeanSquaredError", {}, "softmax", "problem"),
    ],
)
def test_activations_against_losses(target, kind, params, activation, severity):
    found = list(activation_findings(STEP, spec(target, kind, **params), activation))
    assert [finding.severity for finding in found] == ([severity] if severity else [])
