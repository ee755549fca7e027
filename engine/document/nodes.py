"""JSON → nodes. What cannot be read becomes a finding; what was read before need not be read again."""

import marshal
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.document.blocks import LONGEST_NAME
from engine.document.drawing import read_layout
from engine.document.model import ID, Node, Position, Reference, reference
from engine.document.values import Faults, canonical, codes, object_of, text_of
from engine.findings import Finding
from engine.words import Json, JsonObject

MOST_KNOWN = 20_000
MOST_LAYOUTS = 20

_NODE_KEYS = {
    *("kind", "name", "params", "inputs", "block", "shares", "uses", "repeat", "disabled", "frozen", "hidden")
}
_DEEP = 2  # where a node stands in a document: what is nested deeper than a document may be is left out
_BY_VALUE = 2  # the form in which equal values are equal bytes, and 1, 1.0 and true are not


class Known:
    """Nodes and layouts as they were read before, the latest ones, in bounded number; only for what came from JSON."""

    def __init__(self) -> None:
        self._read: OrderedDict[tuple[str, bytes], tuple[Node | None, tuple[Finding, ...]]] = OrderedDict()
        self._layouts: OrderedDict[bytes, Mapping[str, Position]] = OrderedDict()

    def node(self, key: str, value: object, faults: Faults) -> Node | None:
        """Return what `read_node` returns: the same object where it was read before."""
        said = key, marshal.dumps(cast(Any, value), _BY_VALUE)
        found = self._read.pop(said, None)
        if found is None:
            own = Faults()
            found = read_node(key, value, own), tuple(own.found)
        self._read[said] = found
        if len(self._read) > MOST_KNOWN:
            self._read.popitem(last=False)
        faults.found += found[1]
        return found[0]

    def layout(self, value: object) -> Mapping[str, Position]:
        """Return what `read_layout` returns: the same where it was read before."""
        said = marshal.dumps(cast(Any, value), _BY_VALUE)
        found = self._layouts.pop(said, None)
        found = self._layouts[said] = read_layout(value) if found is None else found
        if len(self._layouts) > MOST_LAYOUTS:
            self._layouts.popitem(last=False)
        return found


def read_nodes(content: object, faults: Faults, known: Known | None = None) -> dict[str, Node]:
    """Return the nodes by their ids, without what is none."""
    read = known.node if known else read_node
    each = content.items() if isinstance(content, Mapping) else ()
    found = ((str(key), read(str(key), value, faults)) for key, value in each)
    return {key: node for key, node in found if node is not None}


def read_node(key: str, value: object, faults: Faults) -> Node | None:
    """Return one node, or `None` where it is none."""
    if not ID.fullmatch(key):
        faults.say(f"A node's id “{key[:64]}” was left out: an id is a letter, then letters, digits or _, at most 64.")
        return None
    if not isinstance(value, Mapping):
        faults.say(f"“{key}” was left out: it is not a node.")
        return None
    return _fields(key, object_of(canonical(value, _DEEP)), faults)


def _fields(key: str, value: JsonObject, faults: Faults) -> Node:
    for extra in sorted(set(value) - _NODE_KEYS):
        faults.say(f"“{extra[:40]}” of this node is not known here and was left out.", node=key, severity="advice")
    for part in ("params", "inputs"):
        if part in value and not isinstance(value[part], Mapping):
            faults.say(f"The {part} of this node could not be read and were left out.", node=key)
    inputs = ((port, _wires(key, port, wires, faults)) for port, wires in object_of(value.get("inputs")).items())
    return Node(
        kind=text_of(value.get("kind"))[:LONGEST_NAME],
        name=text_of(value.get("name"))[:LONGEST_NAME],
        params=dict(object_of(value.get("params"))),
        inputs={port: wires for port, wires in inputs if wires},
        block=text_of(value.get("block")) or None,
        shares=text_of(value.get("shares")) or None,
        uses=text_of(value.get("uses")) or None,
        repeat=_repeat(key, value.get("repeat"), faults),
        disabled=_switch(key, value, "disabled", faults),
        frozen=_switch(key, value, "frozen", faults),
        hidden=codes(value.get("hidden")),
    )


def _repeat(key: str, value: Json, faults: Faults) -> Json:
    match value:
        case None:
            return 1
        case bool():
            pass
        case int() | {"expr": str()}:
            return value
    faults.say("How often this node is repeated must be a whole number or an expression; it is 1 now.", node=key)
    return 1


def _switch(key: str, value: JsonObject, name: str, faults: Faults) -> bool:
    switch = value.get(name)
    if not isinstance(switch, bool | None):
        faults.say(f"“{name}” of this node must be true or false; it is false now.", node=key)
    return switch is True


def _wires(key: str, port: str, value: Json, faults: Faults) -> tuple[Reference, ...]:
    wires = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    read = []
    for wire in wires:
        source = reference(wire) if isinstance(wire, str) else None
        if source is None:
            faults.say(f"A wire into “{port[:40]}” could not be read and was left out.", node=key)
        else:
            read.append(source)
    return tuple(read)
