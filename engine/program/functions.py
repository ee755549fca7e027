"""Writes a function for each block: its parameters as keyword arguments, `name` in front of its layers' names."""

import textwrap

from engine.document.expressions import expression_in
from engine.program.calls import write_layer, write_node
from engine.program.page import Function, Network, Page, page
from engine.program.spelling import argument
from engine.program.writer import WIDTH, shown
from engine.words import Json

PORTS = frozenset({"Input", "Output", "BlockInput", "BlockOutput"})


def write_functions(known: Network) -> None:
    """Write a function for each block that is used, the inner ones first."""
    for block, level in known.levels.items():
        if block is not None:
            known.writer.blank(2)
            known.functions[block] = _write(page(known, level), block)
            known.writer.blank(2)


def _write(opened: Page, block: str) -> Function:
    level, writer = opened.level, opened.writer
    given = [opened.variables.values[key][0] for key in level.inputs]
    parameters = _parameters(opened, block)
    name = opened.network.names[block]
    opened.done.update(level.inputs)
    if opened.makes:
        with writer.inside(f"def {name}({', '.join(parameters)}):"):
            _write_sentence(opened, block)
            _write_layers(opened)
            writer.blank(1)
            whole = _write_body(opened, f"def call({', '.join(given)}):")
            writer.write("", "return call")
    else:
        whole = _write_body(opened, f"def {name}({', '.join([*given, *parameters])}):", block)
    called = {param: each for param, each in opened.variables.called.items() if param != "i"}
    return Function(name=name, level=level, called=called, indexed=opened.indexed, makes=opened.makes, whole=whole)


def _parameters(opened: Page, block: str) -> list[str]:
    definition = opened.network.plan.document.blocks[block]
    said = [
        f"{opened.variables.called[param]}={_default(opened, each.default)}"
        for param, each in definition.params.items()
    ]
    return [*said, *(["i=0"] if opened.indexed else []), f'name="{block}"']


def _default(opened: Page, value: Json) -> str:
    """Return a parameter's default; it is no expression, for there is nothing yet that it could name."""
    return "None" if expression_in(value) is not None else argument(value, opened.names, opened.network.plan.catalog)


def _write_sentence(opened: Page, block: str) -> None:
    definition = opened.network.plan.document.blocks[block]
    sentence = shown(definition.help) or shown(definition.name) or "A block."
    # The quotes come afterwards: a long word is cut anywhere.
    *lines, last = textwrap.wrap(sentence, WIDTH - 10)
    first, *rest = [*lines, f'{last}"""']
    opened.writer.write(f'"""{first}', *rest)


def _write_layers(opened: Page) -> None:
    """Write all layers of a function that makes them first."""
    for key in opened.level.nodes:
        if opened.level.nodes[key].kind in PORTS:
            opened.done.add(key)
        elif opened.waits(key) is None:
            opened.done.add(key)
            if opened.has_variable(key):
                write_layer(opened, key)
    opened.done.clear()
    opened.done.update(opened.level.inputs)


def _write_body(opened: Page, head: str, block: str | None = None) -> bool:
    """Write a function in which layers are called; nothing is returned, and false here, where something is missing."""
    level, writer = opened.level, opened.writer
    for key in level.inputs:
        writer.lines[key] = (len(writer.text) + 1, len(writer.text) + 1)
    with writer.inside(head):
        if block is not None:
            _write_sentence(opened, block)
        for key, node in level.nodes.items():
            if node.kind not in PORTS:
                write_node(opened, key)
        return _write_return(opened)


def _write_return(opened: Page) -> bool:
    level, writer = opened.level, opened.writer
    ends = [key for key in level.outputs.values() if key in level.nodes]
    whole = bool(ends) and all(opened.has_sources(key) for key in ends)
    values = ", ".join(opened.value(level.nodes[key].sources()[0]) for key in ends) if whole else "None"
    writer.write(f"return {values}")
    writer.lines |= dict.fromkeys(ends, (len(writer.text), len(writer.text)))
    return whole
