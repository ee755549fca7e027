"""Writes the lines of a program that make samples of rows, as `engine/runtime/data/made/` does."""

from collections.abc import Callable, Mapping

from engine.catalog.source import literal
from engine.data.made import SAME, TURNS, of_pair, told_apart, usual
from engine.data.schema import Feature, Making, Schema
from engine.document.model import MadeWay
from engine.program.writer import Writer

_PAIRS = '''
def pairs(rows, number):
    """Pair rows of one part: by turns with one of the same class and with one of another, drawn by chance."""
    random = np.random.default_rng([{seed}, number])
    order = np.argsort(classes[rows], kind="stable")
    ordered, place = rows[order], np.argsort(order)
    _, which, counts = np.unique(classes[rows], return_inverse=True, return_counts=True)
    begin, size = (np.cumsum(counts) - counts)[which], counts[which]
    able = np.tile(np.flatnonzero((size > 1) & (size < len(rows))), {each})
    begin, size, inside = begin[able], size[able], (place - begin)[able]
    alike = begin + (inside + random.integers(1, size)) % size
    other = (begin + size + random.integers(0, len(rows) - size)) % len(rows)
    return np.repeat(rows[able], 2), ordered[np.stack([alike, other], axis=1).reshape(-1)]
'''
_QUARTERS = '''
def quarters(pictures):
    """Turn each picture by so many quarters, against the clock."""
    return np.stack([np.rot90(picture, turn) for picture, turn in zip(pictures, turns)])
'''


def write_made(schema: Schema, making: Making, writer: Writer) -> None:
    """Write the lines that make samples of the rows of each part; they leave `part`, that of each sample.

    `training` are from here on the rows of which what trains is made: from them the preparation learns.
    """
    _WAYS[making.made.way](schema, making, writer)


def write_parts(making: Making, writer: Writer) -> None:
    """Write the lines that say which samples train, validate and test, where they are no rows."""
    if making.made.way != "unusual":
        writer.write("training, validation, test = (np.flatnonzero(part == number) for number in range(3))")


def drawn(schema: Schema, feature: Feature, rows: str) -> str:
    """Return the values of a column of samples, of its prepared `rows`."""
    making = schema.made
    if making is None or making.made.way == "unusual":
        return rows
    rows = f"({rows})" if " / " in rows else rows
    if making.made.way == "turned":
        return f"quarters({rows}[first])"
    return f"{rows}[{('first', 'second')[of_pair(schema, feature)]}]"


def _pairs(schema: Schema, making: Making, writer: Writer) -> None:
    told = told_apart(making.rows)
    if told is None:
        raise TypeError("There is no column that says which samples are the same.")
    writer.blank(1)
    writer.write(f"classes = index({literal(told.name)}, {literal(list(told.classes))})")
    writer.function(
        _PAIRS.replace("{seed}", str(making.split.seed)).replace("{each}", str(making.made.each)),
    )
    writer.write(
        "drawn = [pairs(rows, number) for number, rows in enumerate((training, validation, test))]",
        "first, second = (np.concatenate(rows) for rows in zip(*drawn))",
        "part = np.repeat(range(3), [len(rows) for rows, _ in drawn])",
        "training = np.unique([first[part == 0], second[part == 0]])",
    )
    same = literal(schema.targets()[0].name)
    writer.write(f"data = {{**data, {same}: np.where(classes[first] == classes[second], {SAME[1]!r}, {SAME[0]!r})}}")


def _turned(schema: Schema, _making: Making, writer: Writer) -> None:
    count = len(TURNS)
    writer.blank(1)
    writer.write(
        f"first = np.repeat(np.concatenate([training, validation, test]), {count})",
        f"turns = np.arange(len(first)) % {count}",
        f"part = np.repeat(range(3), [{count} * len(rows) for rows in (training, validation, test)])",
        f"data = {{**data, {literal(schema.targets()[0].name)}: np.array({literal(list(TURNS))})[turns]}}",
    )
    writer.function(_QUARTERS)


def _unusual(_schema: Schema, making: Making, writer: Writer) -> None:
    told, kept = told_apart(making.rows), usual(making.rows, making.made)
    if told and kept is not None:
        writer.write("# Only usual samples are learnt from.")
        writer.write(f"training = training[data[{literal(told.name)}][training] == {literal(kept)}]")
    writer.write("training, validation, test = (np.sort(rows) for rows in (training, validation, test))")


_WAYS: Mapping[MadeWay, Callable[[Schema, Making, Writer], None]] = {
    "pairs": _pairs,
    "turned": _turned,
    "unusual": _unusual,
}
