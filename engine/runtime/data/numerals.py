"""Numbers as people write them: thousands, decimal commas, blanks around, and words for one that is missing."""

import re
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.runtime.data.describe import number_text
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.rows import Cells

MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "?", "-", "<na>"})
LONGEST_TEXT = 200
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


def numerals(cells: Cells, decimal: str) -> tuple[Array, Counter[str]]:
    """Return cells as float64, NaN where no number stands; and how often each word does that is none."""
    words: Counter[str] = Counter()
    if not pa.types.is_string(cells.type):
        return _finite(cells), words
    if decimal == ".":
        try:
            return _finite(pc.cast(_or_null(cells), pa.float64())), words
        except pa.ArrowInvalid:
            pass  # they are not all plain: each is looked at below
    return _mixed(pc.fill_null(cells, ""), decimal, words), words


def plain(text: str) -> str:
    """Return a cell as a text of a column: trimmed, at most 200 letters, "" where it says that nothing is there."""
    short = text.replace("\0", "").strip()[:LONGEST_TEXT]
    return "" if short.lower() in MISSING else short


def written(cells: Cells) -> Cells:
    """Return cells as texts, "" where nothing stands."""
    if pa.types.is_string(cells.type):
        return pc.fill_null(cells, "")
    values = _finite(cells)
    return pa.array([number_text(value) if np.isfinite(value) else "" for value in values], pa.string())


def _mixed(cells: Cells, decimal: str, words: Counter[str]) -> Array:
    """Return the numbers that stand in cells, of which each different one is looked at once."""
    encoded = pc.dictionary_encode(cells)
    places = encoded.indices.to_numpy()
    values, odd = _values(pc.utf8_trim_whitespace(encoded.dictionary), decimal)
    counts = np.bincount(places, minlength=len(values))
    for place, text in odd.items():
        words[text[:LONGEST_TEXT]] += int(counts[place])
    return np.asarray(values[places])


def _values(trimmed: Cells, decimal: str) -> tuple[Array, dict[int, str]]:
    """Return the number that each text says, NaN where none, and those that neither say one nor that it is missing."""
    gone = pc.is_in(pc.utf8_lower(trimmed), value_set=pa.array(sorted(MISSING)))
    usual = pc.replace_substring(pc.replace_substring(trimmed, ".", ""), ",", ".") if decimal == "," else trimmed
    fits = pc.and_(pc.match_substring_regex(usual, _PLAIN), pc.invert(gone))
    values = np.array(_finite(pc.cast(pc.if_else(fits, usual, None), pa.float64())))
    strange = np.flatnonzero(pc.invert(pc.or_(fits, gone)).to_numpy(zero_copy_only=False))
    odd: dict[int, str] = {}
    for place, text in zip(strange.tolist(), trimmed.take(pa.array(strange)).to_pylist(), strict=True):
        value = _number(text, decimal)
        values[place] = np.nan if value is None else value
        if value is None:
            odd[place] = text
    values[~np.isfinite(values)] = np.nan
    return values, odd


def _or_null(cells: Cells) -> Cells:
    empty = pc.equal(pc.binary_length(cells), 0)
    return pc.if_else(empty, None, cells) if pc.any(empty).as_py() else cells


def _number(cell: str, decimal: str) -> float | None:
    if decimal == ",":
        cell = cell.replace(".", "").replace(",", ".")
    elif _THOUSANDS.fullmatch(cell):
        cell = cell.replace(",", "")
    try:
        return float(cell)
    except ValueError:
        return None


def _finite(cells: Cells) -> Array:
    values = cells.to_numpy(zero_copy_only=False)
    endless = np.isinf(values)
    return np.where(endless, np.nan, values) if endless.any() else np.asarray(values, dtype=np.float64)
