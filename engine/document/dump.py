"""`Document` → JSON, and the fingerprint of what a document means."""

import hashlib
import json

from engine.document.model import FORMAT, VERSION, Data, Document, Node, Note, Position, Training
from engine.words import Json, JsonObject


def to_json(document: Document) -> JsonObject:
    """Return the document as JSON; `load.from_json` of it is an equal document."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": document.name,
        "data": _data(document.data),
        "training": _training(document.training),
        "nodes": {key: node_to_json(node) for key, node in document.nodes.items()},
        "layout": {key: position_to_json(place) for key, place in document.layout.items()},
        "notes": {key: note_to_json(note) for key, note in document.notes.items()},
    }


def dump(document: Document) -> str:
    """Return the text of a project file."""
    return json.dumps(to_json(document), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def digest(document: Document) -> str:
    """Return a fingerprint of the meaning alone: equal when only layout, notes or names differ."""
    meaning = {
        "data": _data(document.data),
        "training": _training(document.training),
        "nodes": {key: {**node_to_json(node), "name": ""} for key, node in document.nodes.items()},
    }
    text = json.dumps(meaning, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


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
    return content


def position_to_json(place: Position) -> JsonObject:
    """Return a position."""
    return {"x": place.x, "y": place.y}


def note_to_json(note: Note) -> JsonObject:
    """Return a note."""
    return {"text": note.text, "x": note.x, "y": note.y, "width": note.width, "height": note.height}


def _data(data: Data) -> JsonObject:
    split = {"validation": data.split.validation, "test": data.split.test, "seed": data.split.seed}
    return {"source": data.source, "targets": list(data.targets), "columns": dict(data.columns), "split": split}


def _training(training: Training) -> JsonObject:
    return {
        "epochs": training.epochs,
        "batch_size": training.batch_size,
        "optimizer": training.optimizer,
        "patience": training.patience,
        "seed": training.seed,
    }
