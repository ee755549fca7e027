"""One long text: pieces of it, each with the letter that comes next."""

import csv
import statistics
from collections import Counter

import numpy as np

from engine.data.letters import sign
from engine.data.schema import Feature, Schema
from engine.runtime.data.archive import Damaged
from engine.runtime.data.describe import MOST_CLASSES, describe, number
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.decoded import decoded
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.stored import keeping
from engine.runtime.data.wording import described
from engine.said import say
from engine.words import JsonObject, Refusal

WINDOW = 40
_MOST_PIECES = 40_000
_MOST_BYTES = 20_000_000
_FEWEST = 2_000
_LINES = 200
_WORDS_A_LINE = 5
_SEPARATORS = ",;\t|"
_EVEN = 0.8
_RARE = "�"
_PREVIEWS = 12


def is_plain_text(upload: Upload) -> bool:
    """Return whether a file holds sentences, and no table: lines of words that no separator cuts evenly."""
    try:
        text = decoded(upload.head).text
    except Damaged:
        return False
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]
    if not lines or statistics.median(len(line.split()) for line in lines) < _WORDS_A_LINE:
        return False
    return not any(_cut_evenly(lines, separator) for separator in _SEPARATORS)


def _cut_evenly(lines: list[str], separator: str) -> bool:
    try:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:
        return False
    (fields, count), *_ = counts.most_common(1)
    return fields > 1 and count >= _EVEN * counts.total()


def inspect_plain_text(upload: Upload, report: Report) -> Schema:
    """Return the schema of the pieces of one text: what is to be said of each is its next letter.

    Raises `Refusal` where the text is too short, or cannot be read.
    """
    report(0.0, say("Reading the text …"))
    with upload.file.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    found = decoded(content[:_MOST_BYTES])
    text = found.text.replace("\r\n", "\n").replace("\0", _RARE).strip()
    if len(text) < _FEWEST:
        raise Refusal(
            say(
                "The text has {count} letters; at least {fewest} are needed to learn how it goes on.",
                count=len(text),
                fewest=_FEWEST,
            )
        )
    notes: list[str] = [] if found.unicode else [say("The text is not in UTF-8; it was read as Latin-1.")]
    if len(content) > _MOST_BYTES:
        notes.append(say("Only the first 20 MB of the text are read."))
    return _kept(upload, _known(text), notes)


def _known(text: str) -> str:
    """Return the text with a sign in place of every letter that is too rare to be a class."""
    counts = Counter(text)
    rare = [letter for letter, _ in counts.most_common()[MOST_CLASSES - 1 :]]
    return text.translate(dict.fromkeys(map(ord, rare), _RARE))


def _kept(upload: Upload, text: str, notes: list[str]) -> Schema:
    step = max(1, -(-(len(text) - WINDOW) // _MOST_PIECES))
    starts = np.arange(0, len(text) - WINDOW, step)
    pieces = np.asarray([text[start : start + WINDOW] for start in starts], dtype=object)
    letters = np.asarray([sign(text[start + WINDOW]) for start in starts], dtype=object)
    names, codes = np.unique(letters, return_inverse=True)
    with keeping(upload.folder) as columns:
        columns.ragged("text", text=True).extend(pieces.tolist())
        columns.add_texts("next", [str(name) for name in names], codes)
        columns.add("place", starts.astype(np.float64))
    features = (
        described("text", pieces, role="feature"),
        describe("next", letters, role="target"),
        _place(starts),
    )
    return Schema(
        id=upload.id,
        title=upload.title,
        kind="texts",
        sentence=say(
            "{pieces} pieces of {window} letters of one text, each with the letter that comes next.",
            pieces=len(starts),
            window=WINDOW,
        ),
        samples=len(starts),
        target="next",
        fingerprint=upload.fingerprint({"window": WINDOW}),
        features=features,
        read={"form": "text", "window": WINDOW, "letters": len(set(text))},
        notes=tuple(notes),
        preview=_preview(pieces, letters),
    )


def _place(starts: Array) -> Feature:
    """Return where a piece stands in the text: by it the text is split, for pieces beside each other overlap."""
    known = number("place", starts.astype(np.float64))
    return Feature(**{**vars(known), "type": "ignore", "classes": (), "counts": (), "role": "feature"})


def _preview(pieces: Array, letters: Array) -> tuple[JsonObject, ...]:
    rows = np.linspace(0, len(pieces) - 1, _PREVIEWS).astype(int)
    return tuple({"text": str(pieces[row]), "next": str(letters[row])} for row in rows)
