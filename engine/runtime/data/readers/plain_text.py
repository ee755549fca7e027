"""One long text: pieces of it, each with the letter, or the word, that comes next."""

import csv
import statistics
from collections import Counter
from dataclasses import replace

import numpy as np

from engine.data.letters import RARE
from engine.data.schema import Feature, Schema
from engine.runtime.data.archive import Damaged, opened
from engine.runtime.data.describe import number
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.decoded import decoded
from engine.runtime.data.readers.form import Report
from engine.runtime.data.readers.in_pieces import InPieces, in_pieces
from engine.runtime.data.readers.text_folders import folders, holds_texts, is_text, without_classes
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.stored import keeping
from engine.runtime.data.wording import described
from engine.said import say
from engine.words import JsonObject, Refusal

_MOST_BYTES = 20_000_000
_FEWEST = 2_000
_LINES = 200
_WORDS_A_LINE = 5
_SEPARATORS = ",;\t|"
_EVEN = 0.8
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
    """Return the schema of the pieces of one text: what is to be said of each is its next letter or word.

    A ZIP of texts without classes is read as one text. Raises `Refusal` where the text is too short, or cannot be read.
    """
    report(0.0, say("Reading the text …"))
    content = _joined(upload) if upload.is_zip() else _beginning(upload)
    end = _MOST_BYTES
    # A letter of several bytes is left out where it would be cut.
    while len(content) > _MOST_BYTES and content[end] & 0xC0 == 0x80:
        end -= 1
    found = decoded(content[:end])
    text = found.text.replace("\r\n", "\n").replace("\0", RARE).strip()
    if len(text) < _FEWEST:
        if upload.is_zip():
            raise Refusal(without_classes())
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
    report(0.3, say("Cutting the text …"))
    return _kept(upload, in_pieces(text, str(upload.wanted.get("by"))), notes)


def holds_one_text(upload: Upload) -> bool:
    """Return whether an upload is a ZIP of texts that all lie in one place, so that nothing tells classes."""
    return holds_texts(upload) and len(folders(upload)) == 1


def _beginning(upload: Upload) -> bytes:
    with upload.file.open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _joined(upload: Upload) -> bytes:
    """Return the texts of a ZIP one after the other, in the order of their names."""
    found: list[str] = []
    with opened(upload.file, _MOST_BYTES) as archive:
        members = [member for member in archive.members if is_text(member.path)]
        for member in sorted(members, key=lambda each: str(each.path)):
            found.append(decoded(archive.content(member)).text.strip())
    return "\n\n".join(found).encode("utf-8", "replace")


def _kept(upload: Upload, cut: InPieces, notes: list[str]) -> Schema:
    codes = np.asarray([cut.places[each] for each in cut.following], dtype=np.int64)
    with keeping(upload.folder) as columns:
        columns.ragged("text", text=True).extend(cut.texts.tolist())
        columns.add_texts("next", cut.classes, codes)
        columns.add("place", cut.starts.astype(np.float64))
    read: JsonObject = {"form": "text", "by": cut.by, "window": cut.window, "letters": cut.known}
    return Schema(
        id=upload.id,
        title=upload.title,
        kind="texts",
        sentence=cut.sentence,
        samples=len(cut.starts),
        target="next",
        fingerprint=upload.fingerprint({"window": cut.window, "by": cut.by}),
        features=(described("text", cut.texts, role="feature"), _next(cut, codes), _place(cut.starts)),
        read=read,
        notes=(*notes, *cut.notes),
        preview=_preview(cut),
    )


def _next(cut: InPieces, codes: Array) -> Feature:
    counts = np.bincount(codes, minlength=len(cut.classes))
    return Feature(
        name="next",
        type="token",
        classes=cut.classes,
        counts=tuple(map(int, counts)),
        distinct=int(np.count_nonzero(counts)),
        role="target",
    )


def _place(starts: Array) -> Feature:
    """Return where a piece stands in the text: by it the text is split, for pieces beside each other overlap."""
    known = number("place", starts.astype(np.float64))
    return replace(known, type="ignore", classes=(), counts=(), role="feature")


def _preview(cut: InPieces) -> tuple[JsonObject, ...]:
    rows = np.linspace(0, len(cut.texts) - 1, _PREVIEWS).astype(int)
    return tuple({"text": str(cut.texts[row]), "next": str(cut.following[row])} for row in rows)
