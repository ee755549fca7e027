"""A model of Keras brought in: the job that makes a document of a file, and keeps its weights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from engine.document.dump import to_json
from engine.document.model import Document, Note
from engine.runtime.bring import kept, package
from engine.runtime.bring.kept import ANYWHERE, Room
from engine.runtime.bring.reading import read
from engine.said import say
from engine.words import JsonObject

Report: TypeAlias = Callable[[float, str], None]

_MOST_SAID = 12
_NOTE_X = -340.0


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What came of a file: the document, and a sentence for everything that was left out."""

    document: Document
    sentences: tuple[str, ...]


def bring_model(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Return the `document` of the model in the file at `path`, called `name`, and the `sentences` about it.

    Its weights are kept as `model`, in at most `most` bytes. The file is removed: it was uploaded for this alone.
    """
    path = Path(request["path"])
    try:
        brought = bring(path, str(request.get("name", "")), report, Room.of(request))
    finally:
        path.unlink(missing_ok=True)
    return {"document": to_json(brought.document), "sentences": list(brought.sentences)}


def bring(path: Path, name: str, report: Report, room: Room = ANYWHERE) -> Brought:
    """Read the file at `path` as a document whose weights are kept in the home folder.

    Raises `Refusal` with one sentence where it is no model, or holds what no model of Keras holds.
    """
    report(0.05, say("Reading the network"))
    with kept.making(room) as (model, folder), package.opened(path, folder) as found:
        reading = read(found, name)
        document = reading.document
        if found.weights is not None:
            report(0.3, say("Keeping the weights"))
            about = {"name": document.name, "keras": found.version}
            with kept.storing(folder, about, room.most) as store:
                reading.keep_weights(store)
            document = replace(document, weights=model) if store.names else document
    sentences = tuple(dict.fromkeys(reading.told))
    return Brought(document=_noted(document, sentences), sentences=sentences)


def _noted(document: Document, sentences: Sequence[str]) -> Document:
    """Return the document with a note beside its first node about what did not come along."""
    if not sentences:
        return document
    rest = len(sentences) - _MOST_SAID
    text = "\n".join(
        [
            say("Did not come along:"),
            *sentences[:_MOST_SAID],
            *([say("and {rest} more", rest=rest)] if rest > 0 else []),
        ]
    )
    left = min((place.x for key, place in document.layout.items() if document.nodes[key].block is None), default=0.0)
    note = Note(text=text, x=left + _NOTE_X, y=0, width=300, height=40.0 + 44 * min(len(sentences), _MOST_SAID))
    return replace(document, notes={**document.notes, "brought": note})
