"""JSON → `Document`. A document always opens: what cannot be read becomes a finding, never an exception."""

import json
from collections.abc import Mapping, Sequence

from engine.document.blocks import LONGEST_NAME, read_blocks
from engine.document.drawing import read_frames, read_layout, read_notes
from engine.document.migrate import migrate
from engine.document.model import FORMAT, ID, VERSION, Document, Node, Reference, reference
from engine.document.settings import read_data, read_training
from engine.document.values import Faults, canonical, codes, object_of, text_of
from engine.said import say
from engine.words import Json, JsonObject, Refusal

LARGEST_BYTES = 5_000_000

_HEAD = {"format", "version", "name", "weights", "direction", "hidden"}
_PARTS = {"data", "training", "blocks", "nodes", "layout", "notes", "frames"}
_NODE_KEYS = {
    *("kind", "name", "params", "inputs", "block", "shares", "uses", "repeat", "disabled", "frozen", "hidden")
}


class DocumentError(Refusal):
    """What was given is no Layerloom document, or one of a newer version; the message is one sentence for a person."""


class _Twice(dict[str, object]):
    """A JSON object, and the values that came under a key it had already."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__()
        self.again: list[tuple[str, object]] = []
        for key, value in pairs:
            if key in self:
                self.again.append((key, value))
            else:
                self[key] = value


def load(content: bytes | str) -> Document:
    """Read the text of a project file. Raises `DocumentError` with one sentence where it is none."""
    raw = content.encode() if isinstance(content, str) else content
    if len(raw) > LARGEST_BYTES:
        raise DocumentError(
            say("This file has {raw} MB; a Layerloom project has at most 5 MB.", raw=round(len(raw) / 1e6))
        )
    try:
        value = json.loads(raw, object_pairs_hook=_pairs)
    except UnicodeDecodeError as error:
        raise DocumentError(say("This file is not text, so it is no Layerloom project.")) from error
    except RecursionError as error:
        raise DocumentError(say("This file is nested too deeply to be a Layerloom project.")) from error
    except ValueError as error:
        where = (
            say("line {lineno}", lineno=error.lineno) if isinstance(error, json.JSONDecodeError) else say("a number")
        )
        raise DocumentError(
            say(
                "This file is not complete JSON: it breaks off or goes wrong in {where}. Save it again where it "
                "came from.",
                where=where,
            )
        ) from error
    return from_json(value)


def from_json(value: object) -> Document:
    """Read a document that is already parsed. Raises `DocumentError` where it is none or of a newer version."""
    faults = Faults()
    if not isinstance(value, Mapping) or value.get("format") != FORMAT:
        raise DocumentError(say('This is no Layerloom project: it does not say "format": "{format}".', format=FORMAT))
    content = object_of(canonical(migrate(_with_unique_ids(value, faults), _version(value))))
    for key in sorted(set(content) - _HEAD - _PARTS):
        faults.say(f"The document's part “{key[:40]}” is not known here and was left out.", severity="advice")
    nodes = dict(_nodes(object_of(content.get("nodes")), faults))
    return Document(
        name=text_of(content.get("name"))[:LONGEST_NAME],
        weights=text_of(content.get("weights"))[:LONGEST_NAME] or None,
        direction="right" if content.get("direction") == "right" else "down",
        data=read_data(content.get("data"), faults),
        training=read_training(content.get("training"), faults),
        blocks=read_blocks(content.get("blocks"), faults),
        nodes=nodes,
        layout=read_layout(content.get("layout"), nodes),
        notes=read_notes(content.get("notes")),
        frames=read_frames(content.get("frames")),
        hidden=codes(content.get("hidden")),
        faults=tuple(faults.found),
    )


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    return plain if len(plain) == len(pairs) else _Twice(pairs)


def _version(value: Mapping[str, object]) -> int:
    version = canonical(value.get("version"))
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentError(say('This project does not say its "version", a whole number from 1.'))
    if version > VERSION:
        raise DocumentError(
            say(
                "This project has format version {version}; this program reads up to {version_2}. Please update it.",
                version=version,
                version_2=VERSION,
            )
        )
    return version


def _with_unique_ids(value: Mapping[str, object], faults: Faults) -> Mapping[str, object]:
    nodes = value.get("nodes")
    if not isinstance(nodes, _Twice):
        return value
    kept: dict[str, object] = dict(nodes)
    for key, node in nodes.again:
        free = next(f"{key}_{number}" for number in range(2, len(kept) + 3) if f"{key}_{number}" not in kept)
        kept[free] = node
        faults.say(
            f"Two nodes have the id “{key[:64]}”; the second one is now “{free[:64]}”.",
            code="duplicate-id",
            severity="advice",
        )
    return {**value, "nodes": kept}


def _nodes(content: Mapping[str, Json], faults: Faults) -> list[tuple[str, Node]]:
    read = []
    for key, value in content.items():
        if not ID.fullmatch(key):
            faults.say(
                f"A node's id “{key[:64]}” was left out: an id is a letter, then letters, digits or _, at most 64."
            )
        elif not isinstance(value, Mapping):
            faults.say(f"“{key}” was left out: it is not a node.")
        else:
            read.append((key, _node(key, value, faults)))
    return read


def _node(key: str, value: JsonObject, faults: Faults) -> Node:
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
