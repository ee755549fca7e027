"""Writes the nodes of a level: how each layer is made, and what it is called with."""

from collections.abc import Sequence

from engine.catalog.source import call_source, formula, source
from engine.document.model import Node, Reference
from engine.plan import Step
from engine.program.page import Function, Page
from engine.program.spelling import argument, settings
from engine.program.writer import shown
from engine.words import JsonObject

MOST_REMEMBERED = 20_000
_written: dict[tuple[object, ...], tuple[Step, str]] = {}


def write_node(page: Page, key: str) -> None:
    """Write a node that is not a port, and the layer before it where that needs a variable."""
    if why := page.waits(key):
        page.writer.write(f"# {key}: {_title(page, key)} {why}", node=key)
        return
    if key in page.network.moved:
        page.done.add(key)
        (variable,) = page.variables.values[key].values()
        page.writer.write(
            f"{variable} = {page.value(page.level.nodes[key].sources()[0])}  # as `moved` gives it", node=key
        )
        return
    if page.has_variable(key):
        write_layer(page, key)
    write_call(page, key)


def write_layer(page: Page, key: str) -> None:
    """Write the layer of a node, or the layers of an instance, into a variable, once."""
    owning, made = page.owner(key), page.drawn(key)
    if owning in page.made:
        return
    page.made.add(owning)
    variable, turn = page.variables.layers[owning], page.variables.turn
    if made.kind != "Block":
        page.writer.write(f"{variable} = {construction(page, key)}", node=owning)
        if made.frozen:
            page.writer.write(f"{variable}.trainable = False", node=owning)
        return
    maker = f"{page.network.names[str(made.uses)]}({', '.join(_parameters(page, key))})"
    several = f"[{maker} for {turn} in range({_repeat(page, made)})]"
    page.writer.write(f"{variable} = {maker if made.repeat == 1 else several}", node=owning)


def write_call(page: Page, key: str) -> None:
    """Write what comes out of a node into variables."""
    node = page.level.nodes[key]
    page.done.add(key)
    # Where layers are made first, the line that makes one is what its node is about.
    about = None if page.makes and page.has_variable(key) else key
    if node.kind == "Block":
        _write_instance(page, key, node, about)
        return
    step, outputs = page.network.steps[key], ", ".join(page.variables.values[key].values())
    if step.entry.calculates:
        result = formula(str(step.params[step.entry.calculates]), [page.value(wire) for wire in node.sources()])
        page.writer.write(f"{outputs} = {result}", node=about)
        return
    layer = page.variables.layers[page.owner(key)] if page.has_variable(key) else construction(page, key)
    page.writer.write(f"{outputs} = {layer}({_arguments(page, step, node)})", node=about)


def construction(page: Page, key: str) -> str:
    """Return how the layer of a node is made; remembered, for most layers are as they were the last time."""
    owning, steps = page.owner(key), page.network.steps
    step, raw, name = steps.get(owning, steps[key]), page.drawn(key).params, page.layer_name(owning)
    inside = (repr(raw), repr(page.names)) if page.level.block else ()
    remembered = (id(step.entry), step.text, name.text, *inside)
    if remembered not in _written:
        if len(_written) >= MOST_REMEMBERED:
            _written.clear()
        said = settings(step.entry, step.params, raw, page.names) if inside else step.params
        _written[remembered] = (step, source(step.entry, said, name, page.network.plan.catalog))
    return _written[remembered][1]


def _arguments(page: Page, step: Step, node: Node) -> str:
    """Return what the layer is called with: all inputs in one list, or the first as it is and the others by name."""
    inside = page.level.block is not None
    said: JsonObject = settings(step.entry, step.params, node.params, page.names) if inside else step.params
    more = call_source(step.entry, said, page.network.plan.catalog)
    wired = [(port, node.inputs[port.name]) for port in step.entry.inputs if node.inputs.get(port.name)]
    if step.entry.call == "list":
        parts = [_listed(page, [wire for _, wires in wired for wire in wires])]
    else:
        values = [_listed(page, wires) if port.many else page.value(wires[0]) for port, wires in wired]
        parts = [values[0], *(f"{port.name}={value}" for (port, _), value in zip(wired[1:], values[1:], strict=True))]
    return ", ".join([*parts, more] if more else parts)


def _listed(page: Page, wires: Sequence[Reference]) -> str:
    return f"[{', '.join(map(page.value, wires))}]"


def _write_instance(page: Page, key: str, node: Node, about: str | None) -> None:
    """Write the call of a block's function; repeated, in a loop in which what comes out goes in again."""
    function, made, outputs = page.network.functions[str(node.uses)], page.drawn(key), page.variables.values[key]
    outcome = ", ".join(outputs[number] for number in function.level.outputs)
    given = {port: page.value(node.inputs[port][0]) for port in function.level.inputs}
    variable = page.variables.layers[page.owner(key)] if page.has_variable(key) else None
    if made.repeat == 1:
        page.writer.write(f"{outcome} = {_called(page, key, function, [*given.values()], variable)}", node=about)
        return
    again = {port: outputs[number] for port, number in function.level.inputs.items() if number in outputs}
    if again:
        begin = dict.fromkeys(again.values()) | {again[port]: given[port] for port in again}
        page.writer.write(f"{', '.join(begin)} = {', '.join(map(str, begin.values()))}", node=about)
    loop = f"layer in {variable}" if variable else f"{page.variables.turn} in range({_repeat(page, made)})"
    arguments = [again.get(port, value) for port, value in given.items()]
    with page.writer.inside(f"for {loop}:", node=about):
        called = _called(page, key, function, arguments, variable and "layer")
        page.writer.write(f"{outcome} = {called}", node=about)


def _called(page: Page, key: str, function: Function, arguments: Sequence[str], variable: str | None) -> str:
    if variable:
        return f"{variable}({', '.join(arguments)})"
    parameters = _parameters(page, key)
    if function.makes:
        return f"{function.name}({', '.join(parameters)})({', '.join(arguments)})"
    return f"{function.name}({', '.join([*arguments, *parameters])})"


def _parameters(page: Page, key: str) -> list[str]:
    """Return what an instance says besides its inputs: values of parameters, and what its layers are called."""
    owning, made, turn = page.owner(key), page.drawn(key), page.variables.turn
    function = page.network.functions[str(made.uses)]
    said = [
        f"{function.called[param]}={argument(value, page.names, page.network.plan.catalog)}"
        for param, value in made.params.items()
        if param in function.called
    ]
    if function.indexed and made.repeat != 1:
        said.append(f"i={turn}")
    return [*said, f"name={page.layer_name(f'{owning}.0' if made.repeat == 1 else f'{owning}.{{{turn}}}').text}"]


def _repeat(page: Page, made: Node) -> str:
    return argument(made.repeat, page.names, page.network.plan.catalog)


def _title(page: Page, key: str) -> str:
    node, plan = page.level.nodes[key], page.network.plan
    block = plan.document.blocks.get(node.uses or "")
    entry = plan.catalog.entry(node.kind)
    return shown(block.name) if block else entry.title if entry else "this"
