"""Opens every block of a document: what is left is flat, and each part of it knows where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.document.expressions import ExpressionError, has_expression, worked_out
from engine.document.model import Document, Node, Reference
from engine.findings import Finding
from engine.plan.blocks import Scope, circular, scopes, unused
from engine.plan.instances import DEEPEST, Blocks, repeat_of
from engine.plan.place import Place
from engine.plan.shares import owner
from engine.said import counted, say
from engine.words import Json, JsonObject, Refusal

MOST_NODES = 10_000
NOWHERE = Reference("")
"""Where a wire comes from that leads to nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where an expanded node comes from: the node that is drawn, and the instances it stands in, the outermost first.

    `path` is `res1.0`, the inside of the instance with the number of its repetition; at the top level it is empty, and
    in a block that is used nowhere. `first`: it stands in the first repetition of each.
    """

    node: str
    path: str
    inside: tuple[str, ...]
    first: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """What goes out of a node that is no layer: outputs by number, or the same by `every` output."""

    outputs: Mapping[int, Reference]
    every: bool = False

    def output(self, number: int) -> Reference:
        """Return what goes out by an output."""
        return self.outputs.get(0 if self.every else number, NOWHERE)


@dataclass(frozen=True, kw_only=True)
class Expanded:
    """A document without blocks: `document` holds plain nodes alone, each after what feeds it.

    Its ids are paths joined by `.`: `res1.0.conv`. Its nodes have their settings worked out; one that shares has the
    settings of its owner, and its own in `own`. `passed` are the nodes that are no layers: ports and instances of
    blocks, disabled nodes. `origin` says of all of them where they come from, `repeats` how often an instance is
    repeated, `values` what the expressions of the first repetition came to, `paths` where a block stands first.
    `faulty` are nodes that cannot be built.
    """

    document: Document
    scopes: Mapping[str | None, Scope]
    origin: Mapping[str, Origin]
    passed: Mapping[str, Passed]
    repeats: Mapping[str, int]
    values: Mapping[str, JsonObject]
    own: Mapping[str, JsonObject]
    paths: Mapping[str | None, str]
    faulty: frozenset[str]
    findings: tuple[Finding, ...]


def expand(document: Document) -> Expanded:
    """Return the document with every block opened; never raises. What cannot be opened is faulty, with a finding.

    A block that is used nowhere is opened too, with its defaults and nothing that comes in, beside the network.
    """
    opening = _Opening(document)
    opening.open(Place(block=None), {})
    for block in unused(opening.scopes):
        opening.open_loose(block)
    return Expanded(
        document=replace(document, blocks={}, nodes=opening.nodes, layout={}, notes={}, frames={}),
        scopes=opening.scopes,
        origin=opening.origin,
        passed=opening.passed,
        repeats=opening.repeats,
        values=opening.values,
        own=opening.own,
        paths=opening.paths,
        faulty=frozenset(opening.faulty),
        findings=tuple(opening.findings.values()),
    )


class _Opening:
    """Opens the blocks of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._open = {key: _says_expression(node) for key, node in document.nodes.items()}
        self._owners = {key: _owner(document, key) for key, node in document.nodes.items() if node.shares}
        self.scopes = scopes(document)
        self._blocks = Blocks(document=document, scopes=self.scopes, circular=circular(document))
        self._room = MOST_NODES - len(self.scopes[None].nodes)
        self.nodes: dict[str, Node] = {}
        self.origin: dict[str, Origin] = {}
        self.passed: dict[str, Passed] = {}
        self.repeats: dict[str, int] = {}
        self.values: dict[str, JsonObject] = {}
        self.own: dict[str, JsonObject] = {}
        self.paths: dict[str | None, str] = {}
        self.faulty: set[str] = set()
        self.findings: dict[tuple[str, str | None], Finding] = {}

    def open_loose(self, block: str) -> None:
        """Open a block that is used nowhere, where there is room."""
        self._room -= len(self.scopes[block].nodes)
        if self._room >= 0:
            usual = {name: param.default for name, param in self._document.blocks[block].params.items()}
            self.open(Place(block=block, names={**usual, "i": 0}, loose=True), {})

    def open(self, place: Place, arriving: Mapping[str, Reference]) -> dict[int, Reference]:
        """Put the nodes of a block into a place, and return what goes out of it."""
        scope = self.scopes[place.block]
        if not place.loose:
            self.paths.setdefault(place.block, place.path)
        for key in scope.order:
            self._put(key, place, arriving)
        for key in sorted(scope.stuck):
            self._layer(key, place)
            self.faulty.add(place.prefix + key)
        return {number: self._passing(place, key) for number, key in scope.outputs.items()}

    def _put(self, key: str, place: Place, arriving: Mapping[str, Reference]) -> None:
        node = self._document.nodes[key]
        if place.block and node.kind == "BlockInput":
            self._pass(key, place, {0: arriving.get(key, NOWHERE)})
        elif (place.block and node.kind == "BlockOutput") or node.disabled:
            self._pass(key, place, {0: self._first(node, place)}, every=True)
        elif place.loose and node.kind in ("Input", "Output"):
            # It stands where it must not, and is no end of the network.
            self._pass(key, place, {}, every=True)
        elif node.kind != "Block":
            self._layer(key, place)
        elif not self._instance(key, place):
            # It stays as a node that cannot be built, so that what it is wired to is known.
            self._layer(key, place)
            self.faulty.add(place.prefix + key)

    def _passing(self, place: Place, key: str) -> Reference:
        passed = self.passed.get(place.prefix + key)
        return passed.output(0) if passed else NOWHERE

    def _pass(self, key: str, place: Place, outputs: Mapping[int, Reference], *, every: bool = False) -> None:
        self.origin[place.prefix + key] = self._from(key, place)
        self.passed[place.prefix + key] = Passed(outputs=outputs, every=every)

    def _layer(self, key: str, place: Place) -> None:
        node, name = self._document.nodes[key], place.prefix + key
        if place.block is None and self._stays(node, key):
            self.origin[name] = self._from(key, place)
            self.nodes[name] = node
            return
        owning = self._owners.get(key, key)
        owned = place.owner + owning
        made = self._document.nodes[owning]
        params = self._worked_out(owning, place, key)
        if owning != key:
            self.own[name] = self._worked_out(key, place, key)
        self.origin[name] = self._from(key, place)
        self.nodes[name] = Node(
            kind=node.kind,
            name=node.name,
            params=params,
            inputs={port: tuple([self._source(place, wire) for wire in wires]) for port, wires in node.inputs.items()},
            shares=None if owned == name else owned,
            frozen=place.frozen or made.frozen,
        )

    def _stays(self, node: Node, key: str) -> bool:
        """Whether a node of the top level is in the network as it is drawn."""
        if node.kind == "Block" or node.shares or self._open[key]:
            return False
        nodes, passed = self.scopes[None].nodes, self.passed
        return all(wire.node in nodes and wire.node not in passed for wire in node.sources())

    def _from(self, key: str, place: Place) -> Origin:
        return Origin(node=key, path=place.path, inside=place.inside, first=place.first)

    def _source(self, place: Place, wire: Reference) -> Reference:
        if wire.node not in self.scopes[place.block].nodes:
            return NOWHERE
        name = place.prefix + wire.node
        passed = self.passed.get(name)
        if passed is not None:
            return passed.output(wire.output)
        return Reference(name, wire.output) if place.prefix else wire

    def _first(self, node: Node, place: Place) -> Reference:
        wires = self._wired(node)
        return self._source(place, wires[0]) if wires else NOWHERE

    def _wired(self, node: Node) -> tuple[Reference, ...]:
        """Return the wires into a node, those of an instance in the order of its block's inputs."""
        scope = self.scopes.get(node.uses) if node.kind == "Block" and node.uses else None
        if scope is None:
            return node.sources()
        return tuple(wire for port in scope.inputs for wire in node.inputs.get(port, ()))

    def _worked_out(self, key: str, place: Place, user: str) -> JsonObject:
        """Return the settings of a node without expressions; one that cannot be worked out is left out."""
        params = self._document.nodes[key].params
        if not self._open[key]:
            return params
        settings: dict[str, Json] = {}
        said: dict[str, Json] = {}
        for name, value in params.items():
            if not has_expression(value):
                settings[name] = value
                continue
            try:
                settings[name] = said[name] = worked_out(value, place.names)
            except ExpressionError as error:
                self._find("invalid-expression", key, place, name, str(error))
                self.faulty.add(place.prefix + user)
        if place.first:
            self.values[place.prefix + key] = said
        return settings

    def _instance(self, key: str, place: Place) -> bool:
        """Open the block of an instance; false where it cannot be opened."""
        owning = self._owners.get(key, key)
        made, name = self._document.nodes[owning], place.prefix + key
        if not self._blocks.opens(owning):
            return False
        given, repeat = self._worked_out(owning, place, key), self._repeat(owning, place)
        names = self._blocks.names(made, given)
        if name in self.faulty or repeat is None or not self._fits(owning, place, repeat, names):
            return False
        if len(place.inside) >= DEEPEST:
            sentence = say(
                "Blocks stand in one another more than {deepest} deep here; what is in this one is not looked at.",
                deepest=DEEPEST,
            )
            self._find("too-deep", key, place, None, sentence)
            return False
        inner = Place(
            block=made.uses, inside=(*place.inside, name), frozen=place.frozen or made.frozen, loose=place.loose
        )
        places = [
            replace(
                inner,
                prefix=f"{name}.{repetition}.",
                owner=f"{place.owner}{owning}.{repetition}.",
                names={**names, "i": repetition},
                first=place.first and repetition == 0,
            )
            for repetition in range(repeat)
        ]
        self._pass(key, place, self._chained(key, place, places))
        self.repeats[name] = repeat
        return True

    def _chained(self, key: str, place: Place, places: list[Place]) -> dict[int, Reference]:
        """Open one repetition after the other: what goes out of one comes into the next by the input of its number."""
        inputs = self.scopes[places[0].block].inputs
        wires = self._document.nodes[key].inputs
        arriving = {port: self._source(place, wires[port][0]) for port in inputs if wires.get(port)}
        outputs: dict[int, Reference] = {}
        for inner in places:
            outputs = self.open(inner, arriving)
            arriving = {port: outputs.get(number, arriving.get(port, NOWHERE)) for port, number in inputs.items()}
        return outputs

    def _repeat(self, key: str, place: Place) -> int | None:
        try:
            return repeat_of(self._document.nodes[key], place.names)
        except Refusal as error:
            code = "invalid-expression" if isinstance(error, ExpressionError) else "invalid-repeat"
            self._find(code, key, place, "repeat", str(error))
            return None

    def _fits(self, key: str, place: Place, repeat: int, names: JsonObject) -> bool:
        """Whether there is room for what an instance opens into; said of the outermost before anything is opened."""
        if place.inside:
            return True
        count = self._blocks.size(key, repeat, names, self._room)
        if count <= self._room:
            self._room -= count
            return True
        sentence = counted(
            repeat,
            "This block opens into too much: a network has at most {most_nodes} nodes.",
            "Repeated {count} times, this block opens into too much: a network has at most {most_nodes} nodes.",
            most_nodes=MOST_NODES,
        )
        self._find("too-many-nodes", key, place, "repeat", sentence)
        return False

    def _find(self, code: str, node: str, place: Place, param: str | None, sentence: str) -> None:
        finding = Finding(code=code, node=node, path=place.path, param=param, sentence=sentence)
        self.findings.setdefault((node, param), finding)


def _owner(document: Document, key: str) -> str:
    """Return the node whose layer a node uses: itself where it shares what it cannot."""
    found = owner(document, key)
    return found if found and document.nodes[found].block == document.nodes[key].block else key


def _says_expression(node: Node) -> bool:
    return any(map(has_expression, node.params.values()))
