"""What is known while a program is written: the whole network, and one level of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.catalog.arguments import Code
from engine.catalog.states import outputs_for
from engine.document.model import Node, Reference
from engine.plan import Plan, Step
from engine.plan.shares import owner
from engine.plan.together import together
from engine.program.decimals import decimals
from engine.program.levels import Level, first_steps, levels, reused
from engine.program.names import Variables, function_names, variables
from engine.program.spelling import Names, names_in
from engine.program.writer import Writer


@dataclass(frozen=True, kw_only=True)
class Function:
    """The function that stands for a block. `called` are its parameters by the block's names for them.

    One that `makes` layers returns a function that calls them, so that they can be shared; the others do both at once.
    `indexed`: it takes the number of its repetition. `whole`: nothing is missing in it.
    """

    name: str
    level: Level
    called: Mapping[str, str]
    indexed: bool
    makes: bool
    whole: bool


@dataclass(frozen=True, kw_only=True)
class Network:
    """A network on its way into a program. `steps`: of each node where it stands first. `names`: of the functions.

    `making` are the blocks whose functions make layers first, `decimal` the parameters that may be no whole number.
    `functions` are those written so far, by block. `moved` are the layers that are applied before the network, to
    pictures and masks alike.
    """

    plan: Plan
    writer: Writer
    levels: Mapping[str | None, Level]
    steps: Mapping[str, Step]
    names: Mapping[str, str]
    making: frozenset[str]
    decimal: Mapping[str, frozenset[str]]
    moved: frozenset[str] = frozenset()
    functions: dict[str, Function] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Page:
    """One level on its way; `indexed` as in `Function`.

    `done` are the nodes that have a value, `made` those whose layers have a variable.
    """

    network: Network
    level: Level
    variables: Variables
    names: Names
    indexed: bool
    done: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)

    @property
    def makes(self) -> bool:
        """Whether all layers of this level are made before any is called."""
        return self.level.block in self.network.making

    @property
    def writer(self) -> Writer:
        """Where lines go."""
        return self.network.writer

    def drawn(self, key: str) -> Node:
        """Return the node that owns the layer of a node, as it is drawn."""
        return self.network.plan.document.nodes[self.owner(key)]

    def owner(self, key: str) -> str:
        """Return the node whose layer a node uses."""
        plan = self.network.plan
        return (plan.document.nodes[key].shares and owner(plan.document, key)) or key

    def value(self, wire: Reference) -> str:
        """Return the variable that a wire brings."""
        return self.variables.values[wire.node][wire.output]

    def has_variable(self, key: str) -> bool:
        """Whether the layer of a node has a variable: it is shared or frozen, or all are made beforehand."""
        block = self.drawn(key).kind == "Block"
        if not block and self.network.steps[key].entry.calculates:
            return False
        return self.makes or self.owner(key) in self.level.owners or (not block and self.drawn(key).frozen)

    def has_sources(self, key: str) -> bool:
        """Whether all that is wired to a node has a value; to an end of the level something must be wired."""
        node = self.level.nodes[key]
        wired = bool(node.sources()) or node.kind not in ("Output", "BlockOutput")
        values, done = self.variables.values, self.done
        return wired and all(wire.node in done and wire.output in values[wire.node] for wire in node.sources())

    def waits(self, key: str) -> str | None:
        """Say why a node cannot be written, or nothing."""
        node = self.level.nodes[key]
        if not self.has_sources(key):
            return "waits for its input"
        if node.kind != "Block":
            return None if key in self.network.steps else "is not complete"
        function = self.network.functions.get(node.uses or "")
        whole = function and function.whole and set(function.level.inputs) == set(node.inputs)
        return None if whole and self._can_be_opened(key) else "is not complete"

    def layer_name(self, path: str) -> Code:
        """Return what a layer is named; `path` may hold the number of a repetition in braces."""
        if self.level.block is not None:
            return Code(text=f'f"{{name}}.{path}"')
        return Code(text=f'{"f" if "{" in path else ""}"{path}"')

    def _can_be_opened(self, key: str) -> bool:
        """Whether every place where an instance stands could be opened."""
        faulty = self.network.plan.expanded.faulty
        return not any(each == key or each.endswith(f".{key}") for each in faulty)


def network(plan: Plan, writer: Writer) -> Network:
    """Return what is known of a plan before anything of it is written."""
    found, moved = levels(plan), together(plan)
    return Network(
        plan=plan,
        writer=writer,
        levels=found,
        steps=first_steps(plan),
        names=function_names(block for block in found if block is not None),
        making=reused(found.values()),
        decimal=decimals(plan.document),
        moved=moved.ids if moved else frozenset(),
    )


def page(known: Network, level: Level) -> Page:
    """Return an empty page for a level; the functions of the blocks that it uses must be written."""
    block = known.plan.document.blocks.get(level.block or "")
    drawn = known.plan.document.nodes
    indexed = block is not None and any(_uses_index(drawn[key]) for key in (*level.nodes, *level.owners))
    called = variables(level, _outputs(known, level), known.names.values(), block.params if block else (), indexed)
    decimal = known.decimal.get(level.block or "", frozenset())
    return Page(
        network=known,
        level=level,
        variables=called,
        names=Names(called=called.called, decimal=decimal),
        indexed=indexed,
    )


def _uses_index(node: Node) -> bool:
    return any("i" in names_in(value) for value in (*node.params.values(), node.repeat))


def _outputs(known: Network, level: Level) -> dict[str, tuple[int, ...]]:
    """Return the outputs of each node by their numbers."""
    found: dict[str, tuple[int, ...]] = {}
    for key, node in level.nodes.items():
        step, function = known.steps.get(key), known.functions.get(node.uses or "")
        if node.kind == "Block" and function:
            found[key] = tuple(function.level.outputs)
        elif step:
            found[key] = tuple(range(len(outputs_for(step.entry, step.params))))
    return found
