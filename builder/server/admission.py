"""What of a project file is taken in, and what the one who opens it is told about the rest."""

from dataclasses import replace

from builder.server.room import MOST_NODES
from engine.document.model import Document, Note
from engine.said import say
from engine.words import Refusal

_SHOWN = 8
_WIDTH = 260
_NOTE = "opened"


def admitted(document: Document) -> Document:
    """Return the document of a file as a new project holds it; what could not be read stands beside it as a note.

    Raises `Refusal` where it has more nodes than a project can hold.
    """
    if len(document.nodes) > MOST_NODES:
        raise Refusal(
            say(
                "This project has {nodes} nodes; at most {most_nodes} can be shown and edited here.",
                nodes=len(document.nodes),
                most_nodes=MOST_NODES,
            )
        )
    if not document.faults:
        return document
    sentences = [fault.sentence for fault in document.faults]
    more = [say("{shown} more like these.", shown=len(sentences) - _SHOWN)] if len(sentences) > _SHOWN else []
    text = "\n".join([say("Found when this file was opened:"), *sentences[:_SHOWN], *more])
    left = min((place.x for place in document.layout.values()), default=0.0)
    top = min((place.y for place in document.layout.values()), default=0.0)
    note = Note(text=text, x=left - _WIDTH - 40, y=top, width=_WIDTH, height=70 + 40 * min(len(sentences), _SHOWN))
    return replace(document, notes={**document.notes, _NOTE: note})
