"""JSON → `Document`. A document always opens: what cannot be read becomes a finding, never an exception."""

import json
from collections.abc import Mapping

from engine.document.blocks import LONGEST_NAME, read_blocks
from engine.document.drawing import read_frames, read_layout, read_notes, standing
from engine.document.migrate import migrate
from engine.document.model import FORMAT, VERSION, Document
from engine.document.nodes import Known, read_nodes
from engine.document.settings import read_data, read_training
from engine.document.values import Faults, canonical, codes, object_of, text_of
from engine.said import say
from engine.words import Refusal

LARGEST_BYTES = 5_000_000

_HEAD = {"format", "version", "name", "weights", "direction", "hidden"}
_PARTS = {"data", "training", "blocks", "notes", "frames"}
_LARGE = {"nodes", "layout"}


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


def from_json(value: object, known: Known | None = None) -> Document:
    """Read a document that is already parsed. Raises `DocumentError` where it is none or of a newer version.

    With `known`, nodes that say what was read before are the same objects again.
    """
    faults = Faults()
    if not isinstance(value, Mapping) or value.get("format") != FORMAT:
        raise DocumentError(say('This is no Layerloom project: it does not say "format": "{format}".', format=FORMAT))
    migrated = migrate(_with_unique_ids(value, faults), _version(value))
    content = object_of(canonical({part: each for part, each in migrated.items() if part not in _LARGE}))
    for key in sorted(set(content) - _HEAD - _PARTS):
        faults.say(f"The document's part “{key[:40]}” is not known here and was left out.", severity="advice")
    nodes, drawn = read_nodes(migrated.get("nodes"), faults, known), migrated.get("layout")
    return Document(
        name=text_of(content.get("name"))[:LONGEST_NAME],
        weights=text_of(content.get("weights"))[:LONGEST_NAME] or None,
        direction="right" if content.get("direction") == "right" else "down",
        data=read_data(content.get("data"), faults),
        training=read_training(content.get("training"), faults),
        blocks=read_blocks(content.get("blocks"), faults),
        nodes=nodes,
        layout=standing(known.layout(drawn) if known else read_layout(drawn), nodes),
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
