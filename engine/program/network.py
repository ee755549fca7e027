"""Writes the part of a program that builds the network."""

from engine.catalog.operations import claimed
from engine.catalog.pretrained import FUNCTION
from engine.plan import Plan
from engine.program.calls import write_node
from engine.program.functions import PORTS, write_functions
from engine.program.page import Page, network, page
from engine.program.writer import Writer


def write_network(plan: Plan, writer: Writer) -> None:
    """Write a function for each block, every node that takes part, and the model.

    A node that lacks a source is written as a comment.
    """
    known = network(plan, writer)
    if any(step.entry.pretrained for step in plan.steps if step.id in plan.part):
        writer.function(FUNCTION)
    write_functions(known)
    writer.section("Network")
    _write_claims(plan, writer)
    opened = page(known, known.levels[None])
    for key, node in opened.level.nodes.items():
        if key in plan.inputs:
            _write_input(opened, key)
        elif node.kind not in PORTS:
            write_node(opened, key)
    _write_model(opened)
    _write_frozen(opened)


def _write_claims(plan: Plan, writer: Writer) -> None:
    """Let Keras skip the names of layers where it names the operations of an Expression."""
    if not any(step.entry.calculates for step in plan.steps if step.id in plan.part):
        return
    for name, count in claimed(step.id for step in plan.steps).items():
        writer.write(f"# Layers are called “{name}”, operations must not be", f"for _ in range({count}):")
        writer.write(f'    keras.backend.get_uid("{name}")')


def _write_input(opened: Page, key: str) -> None:
    given = opened.network.plan.inputs[key]
    shape = f"({', '.join(map(str, given.shape))}{',' if len(given.shape) == 1 else ''})"
    dtype = "" if given.dtype == "float32" else f', dtype="{given.dtype}"'
    opened.writer.write(f'{opened.variables.values[key][0]} = keras.Input({shape}{dtype}, name="{key}")', node=key)
    opened.done.add(key)


def _write_model(opened: Page) -> None:
    plan, writer = opened.network.plan, opened.writer
    taking = [key for key in plan.inputs if key in opened.done and key in plan.part]
    inputs = [f'"{key}": {opened.variables.values[key][0]}' for key in taking]
    writer.write("", f"inputs = {{{', '.join(inputs)}}}", "outputs = {")
    for key in plan.outputs:
        if key in opened.level.nodes and opened.waits(key) is None:
            writer.write(f'    "{key}": {opened.value(opened.level.nodes[key].sources()[0])},', node=key)
    writer.write("}", 'model = keras.Model(inputs, outputs, name="network")')


def _write_frozen(opened: Page) -> None:
    """Freeze what stands in frozen instances: their functions do not tell of their layers, but the names do."""
    plan = opened.network.plan
    frozen = dict.fromkeys(
        f"{name}."
        for origin in plan.expanded.origin.values()
        for name in origin.inside
        if plan.document.nodes[plan.expanded.origin[name].node].frozen
    )
    if frozen:
        starts = ", ".join(f'"{name}"' for name in frozen)
        opened.writer.write("# Frozen: training leaves them as they are", "for layer in model.layers:")
        opened.writer.write(f"    if layer.name.startswith(({starts},)):", "        layer.trainable = False")
