"""JSON: objects one after the other, each a row, on lines of their own or in one array."""

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from engine.data.labels import SEPARATORS, joined
from engine.data.schema import Schema
from engine.runtime.data.readers.cells import ROWS, chunk
from engine.runtime.data.readers.names import MOST_COLUMNS, names, too_many
from engine.runtime.data.readers.parquet import left_out
from engine.runtime.data.readers.rows import Chunk
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.tables import inspect_rows
from engine.said import say
from engine.words import Json, JsonObject, Refusal

LONGEST = 1 << 22
_READ = 1 << 16
_BEGIN = re.compile(rb'(\xef\xbb\xbf)?\s*(\[\s*)?\{\s*["}]')
_BETWEEN = re.compile(r"[\s,]*")
# Numbers of thousands of digits would take their time as whole ones.
_DECODER = json.JSONDecoder(parse_int=float)


def is_json(upload: Upload) -> bool:
    """Whether an upload begins as an object of JSON does, or an array of them."""
    return bool(_BEGIN.match(upload.head))


def inspect_json(upload: Upload, report: Callable[[float, str], None]) -> Schema:
    """Return the schema of the objects in `upload`; raises `Refusal` where they are none, naming the line."""
    report(0.0, say("Looking how the table is written …"))
    return inspect_rows(upload, Objects(upload.file), {"form": "json"}, (), report)


class Objects:
    """Objects as rows: keys are columns, those of an object inside one `a.b`; a key that is not there is missing."""

    decimal = "."

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys: dict[str, int] = {}
        nested: dict[str, None] = {}
        count = 0
        for row, _ in self._rows():
            count += 1
            for key, value in row.items():
                if isinstance(value, dict | list):
                    nested[key] = None
                else:
                    self._keys.setdefault(key, len(self._keys))
            if len(self._keys) > MOST_COLUMNS:
                raise too_many(len(self._keys))
        if count == 1 and nested:
            raise Refusal(say("The file is one object of JSON; a list of objects, or one on each line, is needed."))
        if not self._keys:
            raise Refusal(say("The objects in this file hold no numbers and no texts; a flat table is needed."))
        self._nested = list(nested)
        self.names = names(list(self._keys), header=True)

    def chunks(self) -> Iterator[Chunk]:
        """Return the rows."""
        rows: list[list[object]] = []
        share = 1.0
        for row, share in self._rows():
            cells: list[object] = [None] * len(self._keys)
            for key, value in row.items():
                if key in self._keys and not isinstance(value, dict | list):
                    cells[self._keys[key]] = value
            rows.append(cells)
            if len(rows) == ROWS:
                yield chunk(rows, share)
                rows = []
        if rows:
            yield chunk(rows, share)

    def notes(self) -> list[str]:
        """Return which keys were left out."""
        return left_out(self._nested)

    def _rows(self) -> Iterator[tuple[dict[str, Json], float]]:
        size = max(1, self._path.stat().st_size)
        with self._path.open("rb") as file, io.TextIOWrapper(file, "utf-8-sig") as text:
            for value in _objects(text):
                yield _flat(value), min(1.0, file.tell() / size)


def _flat(value: JsonObject) -> dict[str, Json]:
    flat: dict[str, Json] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            flat.update({f"{key}.{name}": _cell(each) for name, each in inner.items()})
        elif inner != []:
            flat[key] = _cell(inner)
    return flat


def _cell(value: Json) -> Json:
    """Return a value as it stands in a cell: a list of texts as labels."""
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        return value
    return joined([str(each).replace(SEPARATORS[0], " ") for each in value], SEPARATORS[0])


def _objects(file: TextIO) -> Iterator[JsonObject]:
    """Return the objects one after the other, holding little more than one of them."""
    text, place, line = _more(file, "", _READ), 0, 1
    place = _BETWEEN.match(text).end()  # type: ignore[union-attr]
    array = text.startswith("[", place)
    place += array
    while True:
        start = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
        line += text.count("\n", place, start)
        if start == len(text):
            if not (text := _more(file, "", _READ)):
                return
            place = 0
            continue
        if array and text[start] == "]":
            return
        text, start, value, end = _decoded(file, text, start, line)
        yield value
        line += text.count("\n", start, end)
        place = end


def _decoded(file: TextIO, text: str, start: int, line: int) -> tuple[str, int, JsonObject, int]:
    """Return the object that begins at `start`, with the text that it is in: more is read as long as it has no end."""
    wanted = _READ
    while True:
        try:
            value, end = _DECODER.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError) as fault:
            longer = text[start:] if isinstance(fault, RecursionError) else _more(file, text[start:], wanted)
            if len(longer) == len(text) - start or len(longer) > LONGEST:
                raise _refused(fault, line, len(longer)) from fault
            text, start, wanted = longer, 0, wanted * 2
            continue
        if not isinstance(value, dict):
            raise Refusal(say("Line {line} is no object of JSON such as {example}.", line=line, example='{"a": 1}'))
        return text, start, value, end


def _refused(fault: Exception, line: int, length: int) -> Refusal:
    if isinstance(fault, RecursionError):
        return Refusal(say("Line {line} is nested too deep to be read.", line=line))
    if length > LONGEST:
        return Refusal(
            say("The object on line {line} has no end within {size} MB; a brace is not closed.", line=line, size=4)
        )
    return Refusal(say("Line {line} is no object of JSON such as {example}.", line=line, example='{"a": 1}'))


def _more(file: TextIO, text: str, count: int) -> str:
    try:
        return text + file.read(count)
    except UnicodeDecodeError as fault:
        raise Refusal(say("This JSON is not in UTF-8; save it so.")) from fault
