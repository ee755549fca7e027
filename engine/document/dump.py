"""`Document` → JSON, and the fingerprint of what a document means."""

import hashlib
import json
from dataclasses import asdict

from engine.document.model import (
    FORMAT,
    VERSION,
    Block,
    Data,
    Document,
    Frame,
    Made,
    Node,
    Note,
    Position,
    Series,
    Split,
    Training,
)
from engine.remembered import Remembered
from engine.words import Json, JsonObject


def to_json(document: Document) -> JsonObject:
    """Return the document as JSON; `load.from_json` of it is an equal document."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": document.name,
        **({"weights": document.weights} if document.weights else {}),
        **({"direction": document.direction} if document.direction != "down" else {}),
        **({"hidden": list(document.hidden)} if document.hidden else {}),
        "data": _data(document.data),
        "training": _training(document.training),
        "blocks": {key: block_to_json(block) for key, block in document.blocks.items()},
        "nodes": {key: node_to_json(node) for key, node in document.nodes.items()},
        "layout": {key: position_to_json(place) for key, place in document.layout.items()},
        "notes": {key: note_to_json(note) for key, note in document.notes.items()},
        "frames": {key: frame_to_json(frame) for key, frame in document.frames.items()},
    }


def dump(document: Document) -> str:
    """Return the text of a project file."""
    return json.dumps(to_json(document), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def digest(document: Document) -> str:
    """Return a fingerprint of what a report depends on: equal when only what is seen differs: places, notes, names."""
    meaning = {
        "weights": document.weights,
        "hidden": list(document.hidden),
        "data": _data(document.data),
        "training": _training(document.training),
        "blocks": {
            key: [[name, param.default] for name, param in block.params.items()]
            for key, block in document.blocks.items()
        },
    }
    nodes = (_node_text.of(key, node) for key, node in sorted(document.nodes.items()))
    text = "\n".join((_text(meaning), *nodes))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _meaning(key: str, node: Node) -> str:
    return _text([key, {**node_to_json(node), "name": ""}])


def _text(meaning: Json) -> str:
    return json.dumps(meaning, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


_node_text = Remembered(_meaning)


def node_to_json(node: Node) -> JsonObject:
    """Return one node; parts that say nothing are left out."""
    content: dict[str, Json] = {"kind": node.kind}
    if node.name:
        content["name"] = node.name
    content["params"] = dict(node.params)
    content["inputs"] = {port: [str(source) for source in wires] for port, wires in node.inputs.items()}
    if node.block is not None:
        content["block"] = node.block
    if node.shares is not None:
        content["shares"] = node.shares
    if node.uses is not None:
        content["uses"] = node.uses
    if node.repeat != 1:
        content["repeat"] = node.repeat
    if node.disabled:
        content["disabled"] = True
    if node.frozen:
        content["frozen"] = True
    if node.hidden:
        content["hidden"] = list(node.hidden)
    return content


def block_to_json(block: Block) -> JsonObject:
    """Return the definition of a block, without what it is made of."""
    params = {name: {"default": param.default, "help": param.help} for name, param in block.params.items()}
    return {"name": block.name, "help": block.help, "params": params}


def position_to_json(place: Position) -> JsonObject:
    """Return a position."""
    return {"x": place.x, "y": place.y}


def note_to_json(note: Note) -> JsonObject:
    """Return a note."""
    return {"text": note.text, **_area(note)}


def frame_to_json(frame: Frame) -> JsonObject:
    """Return a frame."""
    return {"text": frame.text, **_area(frame), "hue": frame.hue}


def _area(area: Note | Frame) -> JsonObject:
    place: JsonObject = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    return place if area.block is None else {**place, "block": area.block}


def _data(data: Data) -> JsonObject:
    return {
        "source": data.source,
        "targets": list(data.targets),
        "columns": dict(data.columns),
        "split": split_to_json(data.split),
        **({"series": series_to_json(data.series)} if data.series else {}),
        **({"made": made_to_json(data.made)} if data.made else {}),
    }


def series_to_json(series: Series) -> JsonObject:
    """Return how rows are steps of a series."""
    return asdict(series)


def made_to_json(made: Made) -> JsonObject:
    """Return what is made of the samples; settings that say nothing are left out."""
    usual = asdict(Made(way=made.way))
    return {"way": made.way, **{name: value for name, value in asdict(made).items() if value != usual[name]}}


def split_to_json(split: Split) -> JsonObject:
    """Return how a document is split; what says nothing is left out."""
    more: dict[str, Json] = {"by": split.by} if split.by != "share" else {}
    if split.column is not None:
        more["column"] = split.column
    if split.parts:
        more["parts"] = dict(split.parts)
    if split.folds:
        more |= {"folds": split.folds, "fold": split.fold}
    return {"validation": split.validation, "test": split.test, "seed": split.seed, **more}


def _training(training: Training) -> JsonObject:
    return {
        "epochs": training.epochs,
        "batch_size": training.batch_size,
        "optimizer": training.optimizer,
        "patience": training.patience,
        "seed": training.seed,
    }
