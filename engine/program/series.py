"""Writes the lines of a program that make windows of the rows of a series, as `engine/runtime/data/windows.py` does."""

from dataclasses import replace

from engine.catalog.source import literal
from engine.data.schema import Schema
from engine.document.model import Series, Split
from engine.program.split import write_split
from engine.program.writer import Writer

_MOST_HELD = 0.3
_PART = " part"
_WINDOW = '''
def window(name, first, count):
    """Take so many rows of a column, from the first on, counted from the last known row of each sample."""
    return np.lib.stride_tricks.sliding_window_view(table[name], count)[last + first]
'''
_ALONE = '''
def alone(taken, number):
    """Leave out samples that have rows in common with those of another part before them."""
    at = np.arange(len(part))
    other = np.maximum.accumulate(np.where((part >= 0) & (part != number), at, -1))
    near = (other >= 0) & (at - other < {span}) & (which[other] == which)
    return taken[~near[taken]]
'''


def write_windows(schema: Schema, series: Series, writer: Writer) -> None:
    """Write the lines that make `data` of the rows read: one window a sample."""
    after = series.span - series.steps
    writer.write("# The rows are in the order of time, series after series; a sample is a window of them.")
    writer.write('table, which, when = data, data[" which"], data[" when"]')
    writer.write("place = np.arange(len(which)) - np.searchsorted(which, which)")
    writer.write(
        f"last = np.flatnonzero((place >= {series.steps - 1}) & (place + {after} < np.bincount(which)[which]))",
        "which, when = which[last], when[last]",
    )
    writer.function(_WINDOW)
    writer.write("data = {")
    for feature in schema.features:
        name = literal(feature.source or feature.name)
        if feature.type == "series":
            writer.write(f"    {literal(feature.name)}: window({name}, {1 - series.steps}, {series.steps}),")
        elif feature.type == "forecast":
            writer.write(f"    {literal(feature.name)}: window({name}, {series.ahead}, {series.count}),")
        elif feature.role == "target":
            writer.write(f"    {literal(feature.name)}: table[{name}][last + {series.ahead if feature.source else 0}],")
    if schema.divider:
        writer.write(f'    "{_PART}": table[{literal(schema.divider)}][last],')
    writer.write("}")


def split_windows(split: Split, schema: Schema, labels: str | None, writer: Writer) -> None:
    """Write the lines that divide windows; they read `rows` and leave `training`, `validation` and `test`."""
    series = schema.series or Series()
    divider = schema.feature(split.column or "")
    if split.by in {"column", "group"} and divider:
        named = replace(divider, name=_PART, type=divider.each or divider.type)
        there = replace(schema, features=(*schema.features, named))
        write_split(replace(split, column=_PART), there, labels, writer)
    else:
        _by_time(split, series, writer)
    writer.write("part = np.full(len(last), -1)")
    with writer.inside("for at, taken in enumerate((training, validation, test)):"):
        writer.write("part[taken] = at")
    writer.function(_ALONE.replace("{span}", str(series.span)))
    writer.write("training, validation, test = alone(training, 0), alone(validation, 1), alone(test, 2)")


def _by_time(split: Split, series: Series, writer: Writer) -> None:
    writer.write("# Shares are widened by what is left out between the parts.")
    writer.write(f"lost = {series.span - 1} * len(np.unique(which)) / len(which)")
    writer.write('order = np.argsort(when[rows], kind="stable")')
    writer.write(f"before = len(rows) - round({_widened(split.test)} * len(rows))")
    writer.write("part = np.zeros(len(rows), dtype=int)  # 0: training, 1: validation, 2: test")
    writer.write("part[order[before:]] = 2")
    if split.folds > 1:
        writer.write(f"ends = np.linspace(0, before, {split.folds + 2}).round().astype(int)")
        writer.write(f"part[order[ends[{split.fold + 1}] : before]] = 3  # later than what validates")
        writer.write(f"part[order[ends[{split.fold + 1}] : ends[{split.fold + 2}]]] = 1")
    else:
        writer.write(f"part[order[before - round({_widened(split.validation)} * len(rows)) : before]] = 1")
    writer.write("training, validation, test = (rows[order[part[order] == number]] for number in range(3))")


def _widened(share: float) -> str:
    return f"max({share!r}, min({share!r} + lost, {_MOST_HELD}))" if share else "0"
