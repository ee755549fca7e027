"""The report: what the canvas shows of every node, what is wrong, how to mend it, and the program."""

from engine.document.dump import digest
from engine.findings import problems
from engine.plan import Plan, Step
from engine.program import program
from engine.runtime.check.examine import Examined
from engine.runtime.check.measure import FLOAT_BYTES, Answer, Tensor
from engine.runtime.check.shapes import axes
from engine.words import Json, JsonObject


def report(examined: Examined) -> JsonObject:
    """Return the report of an examined plan as JSON."""
    plan, totals = examined.plan, examined.totals
    written = program(plan)
    return {
        "nodes": {key: _node(examined, key) for key in plan.document.nodes},
        "findings": [finding.to_json() for finding in examined.findings],
        "totals": {
            "parameters": totals.parameters,
            "memory": totals.memory,
            "bytes": FLOAT_BYTES * totals.parameters,
        },
        "program": {"text": written.text, "lines": {key: list(lines) for key, lines in written.lines.items()}},
        "ready": not problems(examined.findings),
        "digest": digest(plan.document),
    }


def _node(examined: Examined, key: str) -> JsonObject:
    answer = examined.walk.answers.get(key, Answer())
    step = examined.plan.step(key)
    outputs: list[Json] = [_output(examined.plan, step, tensor) for tensor in answer.outputs] if step else []
    return {
        "outputs": outputs,
        "trainable": answer.trainable,
        "frozen": answer.frozen,
        "memory": answer.memory(),
    }


def _output(plan: Plan, step: Step, tensor: Tensor) -> JsonObject:
    named = axes(tensor.shape, step.params)
    given = plan.inputs.get(step.id)
    if given:
        named = ("batch", *given.axes)
    learned = plan.outputs.get(step.id)
    if learned and learned.target and learned.target.type == "category" and len(named) == 2:
        named = ("batch", "classes")
    masked: JsonObject = {"mask": True} if tensor.mask is not None else {}
    return {"shape": list(tensor.shape), "axes": list(named), "dtype": tensor.dtype, **masked}
