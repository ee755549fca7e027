"""Writes the part of a program that builds the network."""

from collections.abc import Mapping

from engine.catalog import Entry
from engine.catalog.source import call_source, source
from engine.document.model import Reference
from engine.plan import Plan, Step
from engine.program.names import variables
from engine.program.writer import Writer

MOST_REMEMBERED = 20_000
_written: dict[tuple[int, str, str], tuple[Entry, str]] = {}


def write_network(plan: Plan, writer: Writer) -> None:
    """Write every step that takes part, and the model; a step that lacks a source is written as a comment."""
    names = variables(plan)
    made: set[str] = set()
    layers: set[str] = set()
    writer.section("Network")
    for step in plan.steps:
        if step.id not in plan.part or step.id in plan.outputs:
            continue
        if any(wire.node not in made for wire in step.sources()):
            writer.write(f"# {step.id}: {step.entry.title} waits for its input", node=step.id)
            continue
        _write_step(plan, step, names, writer, layers)
        made.add(step.id)
    _write_model(plan, names, made, writer)


def _write_step(plan: Plan, step: Step, names: Mapping[tuple[str, int], str], writer: Writer, layers: set[str]) -> None:
    given = plan.inputs.get(step.id)
    if given:
        shape = f"({', '.join(map(str, given.shape))}{',' if len(given.shape) == 1 else ''})"
        kind = "" if given.dtype == "float32" else f', dtype="{given.dtype}"'
        writer.write(f'{names[step.id, 0]} = keras.Input({shape}{kind}, name="{step.id}")', node=step.id)
        return
    owner = step.shares or step.id
    layer = _construction(plan, step, owner)
    if (owner, -1) in names:
        if owner not in layers:
            writer.write(f"{names[owner, -1]} = {layer}", node=step.id)
            layers.add(owner)
        layer = names[owner, -1]
    outputs = [names[step.id, output] for output in range(max(1, len(step.entry.outputs_for(step.params))))]
    writer.write(f"{', '.join(outputs)} = {layer}({_arguments(step, names, plan)})", node=step.id)


def _construction(plan: Plan, step: Step, name: str) -> str:
    """Return how a layer is made; remembered, for most layers are as they were when the program was written last."""
    key = (id(step.entry), step.text, name)
    if key not in _written:
        if len(_written) >= MOST_REMEMBERED:
            _written.clear()
        _written[key] = (step.entry, source(step.entry, step.params, name, plan.catalog))
    return _written[key][1]


def _arguments(step: Step, names: Mapping[tuple[str, int], str], plan: Plan) -> str:
    """Return what the layer is called with: all inputs in one list, or the first as it is and the others by name."""
    more = call_source(step.entry, step.params, plan.catalog)
    if step.entry.call == "list":
        parts = [_listed(step.sources(), names)]
    else:
        wired = [(port, step.inputs[port.name]) for port in step.entry.inputs if step.inputs.get(port.name)]
        values = [_listed(wires, names) if port.many else names[_key(wires[0])] for port, wires in wired]
        parts = [values[0], *(f"{port.name}={value}" for (port, _), value in zip(wired[1:], values[1:], strict=True))]
    return ", ".join([*parts, more] if more else parts)


def _listed(wires: tuple[Reference, ...], names: Mapping[tuple[str, int], str]) -> str:
    return f"[{', '.join(names[_key(wire)] for wire in wires)}]"


def _key(wire: Reference) -> tuple[str, int]:
    return wire.node, wire.output


def _write_model(plan: Plan, names: Mapping[tuple[str, int], str], made: set[str], writer: Writer) -> None:
    inputs = [f'"{key}": {names[key, 0]}' for key in plan.inputs if key in made]
    writer.write("", f"inputs = {{{', '.join(inputs)}}}", "outputs = {")
    for key in plan.outputs:
        step = plan.step(key)
        if step and all(wire.node in made for wire in step.sources()):
            writer.write(f'    "{key}": {names[_key(step.sources()[0])]},', node=key)
    writer.write("}", 'model = keras.Model(inputs, outputs, name="network")')
