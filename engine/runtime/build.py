"""`Plan` → `keras.Model`: builds and compiles the network that a report found ready."""

from collections.abc import Mapping

import keras

from engine.findings import problems
from engine.plan import Plan, Step
from engine.plan.together import together
from engine.runtime.catalogue.calculation import pass_over
from engine.runtime.catalogue.make import call_layer, make, make_layer
from engine.runtime.check.budget import here
from engine.runtime.check.examine import examine
from engine.runtime.check.walk import Memory
from engine.words import Refusal


def build(plan: Plan) -> keras.Model:
    """Return the network: a dict of Input ids in, a dict of Output ids out, each layer named by its node's id.

    Raises `Refusal` with the first problem of a plan that cannot be built, before anything is allocated.
    """
    refuse_problems(plan)
    return assembled(plan)


def refuse_problems(plan: Plan) -> None:
    """Raise `Refusal` with the first problem of a plan that cannot be built."""
    for problem in problems(examine(plan, Memory(), here()).findings):
        if problem.code not in _ABOUT_DATA:
            raise Refusal(problem.sentence)


def compile_model(model: keras.Model, plan: Plan) -> None:
    """Give the model the plan's optimizer, and for each Output its loss, metrics and weight."""
    measured = {key: spec.metrics for key, spec in plan.outputs.items() if spec.metrics}
    model.compile(
        optimizer=make("optimizers", plan.optimizer, plan.catalog),
        loss={key: make("losses", spec.loss, plan.catalog) for key, spec in plan.outputs.items()},
        metrics={key: [make("metrics", each, plan.catalog) for each in found] for key, found in measured.items()},
        loss_weights={key: spec.weight for key, spec in plan.outputs.items()} if len(plan.outputs) > 1 else None,
    )


def assembled(plan: Plan) -> keras.Model:
    """Return the network of a plan without asking again whether it can be built."""
    return network_of(plan, tensors(plan))


def network_of(plan: Plan, values: Mapping[str, tuple[keras.KerasTensor, ...]]) -> keras.Model:
    """Return the network from the Inputs to the Outputs of what `tensors` made."""
    inputs = {key: values[key][0] for key in plan.inputs if key in values}
    return keras.Model(inputs, {key: values[key][0] for key in plan.outputs}, name="network")


def tensors(plan: Plan) -> dict[str, tuple[keras.KerasTensor, ...]]:
    """Return what each step that takes part makes, by its id, output by output, of layers that are made here."""
    pass_over(step.id for step in plan.steps)
    values: dict[str, tuple[keras.KerasTensor, ...]] = {}
    layers: dict[str, keras.Layer] = {}
    moved = together(plan)
    passed = moved.ids if moved else frozenset()
    for step in plan.steps:
        # The owner of a shared layer takes part by its layer alone where it leads to no Output itself.
        if step.id in plan.part and all(source.node in values for source in step.sources()):
            values[step.id] = _value(plan, step, values, layers, passed)
    return values


def _value(
    plan: Plan,
    step: Step,
    values: dict[str, tuple[keras.KerasTensor, ...]],
    layers: dict[str, keras.Layer],
    passed: frozenset[str],
) -> tuple[keras.KerasTensor, ...]:
    given = plan.inputs.get(step.id)
    if given:
        return (keras.Input(given.shape, dtype=given.dtype, name=step.id),)
    ports = {port: [values[source.node][source.output] for source in sources] for port, sources in step.inputs.items()}
    # What moves masks too does so before the network.
    if step.id in plan.outputs or step.id in passed:
        return tuple(tensor for tensors in ports.values() for tensor in tensors)
    owner = step.shares or step.id
    if owner not in layers:
        layers[owner] = make_layer(step.entry, step.params, owner, plan.catalog)
        if step.frozen:
            layers[owner].trainable = False
    return call_layer(step.entry, layers[owner], ports, step.params, plan.catalog)


# A network can be built, if not trained, before its data is there, and the weights it starts with.
_ABOUT_DATA = frozenset({"no-data", "data-missing", "weights-missing"})
