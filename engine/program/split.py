"""Writes the lines of a program that divide the rows, as `engine/runtime/data/split.py` does."""

from engine.catalog.source import literal
from engine.data.parts import part_of
from engine.data.schema import Feature, Schema
from engine.document.model import PARTS, Split
from engine.program.writer import Writer

_EVERY = '''
def every(share, count):
    """Say which of `count` places to take so that their share is `share` all along."""
    return np.diff(np.floor(np.arange(count + 1) * share + 1e-9)) > 0
'''
_PLACED = '''
def placed(groups, labels, shares):
    """Give each row the number of a part, the same for a whole group, so that shares and classes fit well."""
    names, group = np.unique(groups, return_inverse=True)
    sizes = np.bincount(group, minlength=len(names))
    table = np.zeros((len(names), labels.max(initial=0) + 1))
    np.add.at(table, (group, labels), 1)
    missing, lacking = shares * len(group), np.outer(shares, np.ones(table.shape[1]))
    table /= np.maximum(table.sum(axis=0), 1)
    chosen = np.random.default_rng({seed}).permutation(len(names))
    numbers = np.zeros(len(names), dtype=int)
    for name in chosen[np.argsort(-sizes[chosen], kind="stable")]:
        fits = np.where(missing > 1e-9, lacking @ table[name], -np.inf)
        numbers[name] = np.argmax(fits)
        missing[numbers[name]] -= sizes[name]
        lacking[numbers[name]] -= table[name]
    return numbers[group]
'''
_PART = "part = np.zeros(len(rows), dtype=int)  # 0: training, 1: validation, 2: test"


def write_split(split: Split, schema: Schema, labels: str | None, writer: Writer) -> None:
    """Write the lines; they read `rows` and leave `training`, `validation` and `test`.

    `labels` is the code for the class number of every row of the data, nothing where there is no class.
    """
    if split.by in {"share", "column"}:
        writer.function(_EVERY)
    if split.by == "group":
        writer.function(_PLACED.replace("{seed}", str(split.seed)))
    if split.by != "time":
        writer.write(f"shuffled = np.random.default_rng({split.seed}).permutation(len(rows))")
    divider = schema.feature(split.column or "")
    if split.by == "share" or divider is None:
        _by_share(split, labels, writer)
    elif split.by == "column":
        _by_column(split, divider, labels, writer)
    elif split.by == "group":
        _by_group(split, divider, labels, writer)
    else:
        _by_time(split, divider, writer)
    order = "order" if split.by == "time" else "shuffled"
    writer.write(f"training, validation, test = (rows[{order}[part[{order}] == number]] for number in range(3))")


def _by_share(split: Split, labels: str | None, writer: Writer) -> None:
    _by_class(labels, writer)
    if split.folds > 1:
        writer.write(_PART, f"tested = every({split.test!r}, len(rows))", "part[order[tested]] = 2")
        writer.write(f"part[order[~tested][{split.fold} :: {split.folds}]] = 1")
        return
    held = split.validation + split.test
    writer.write(
        f"held = order[every({held!r}, len(rows))]",
        _PART,
        "part[held] = 1",
        f"part[held[every({split.test / held if held else 0!r}, len(held))]] = 2",
    )


def _by_column(split: Split, divider: Feature, labels: str | None, writer: Writer) -> None:
    said = {name: PARTS.index(part_of(name, split)) for name in divider.classes}
    # What is read as a category comes as text, a number as it is.
    number = divider.type != "category" and divider.histogram is not None
    places = {float(name) if number else name: part for name, part in said.items()}
    writer.write("# 0: training, 1: validation, 2: test")
    writer.write(f"said = {{{', '.join(f'{literal(cell)}: {part}' for cell, part in places.items())}}}")
    writer.write(f"part = np.array([said.get(cell, 0) for cell in data[{literal(divider.name)}][rows]])")
    if split.folds > 1:
        writer.write("part[part == 1] = 0")
    taken = f"{split.fold} :: {split.folds}" if split.folds > 1 else f"every({split.validation!r}, len(order))"
    with writer.inside("if not (part == 1).any():"):
        _by_class(labels, writer)
        writer.write("order = order[part[order] == 0]", f"part[order[{taken}]] = 1")


def _by_group(split: Split, divider: Feature, labels: str | None, writer: Writer) -> None:
    classes = f"{labels}[rows]" if labels else "np.zeros(len(rows), dtype=int)"
    groups = f"data[{literal(divider.name)}][rows]"
    if split.folds < 2:
        writer.write(f"shares = np.array({list(split.shares)!r})")
        writer.write("# 0: training, 1: validation, 2: test")
        writer.write(f"part = placed({groups}, {classes}, shares)")
        return
    writer.write(f"shares = np.array([*[(1 - {split.test!r}) / {split.folds}] * {split.folds}, {split.test!r}])")
    writer.write(f"fold = placed({groups}, {classes}, shares)")
    writer.write("# 0: training, 1: validation, 2: test")
    writer.write(f"part = np.where(fold == {split.folds}, 2, np.where(fold == {split.fold}, 1, 0))")


def _by_time(split: Split, divider: Feature, writer: Writer) -> None:
    writer.write(f"times = data[{literal(divider.name)}][rows]")
    if divider.type != "category" and divider.histogram is not None:
        writer.write("times = np.where(np.isfinite(times), times, -np.inf)")
    writer.write('order = np.argsort(times, kind="stable")')
    writer.write(_PART)
    writer.write(f"before = len(rows) - round({split.test!r} * len(rows))")
    writer.write("part[order[before:]] = 2")
    if split.folds > 1:
        writer.write(f"ends = np.linspace(0, before, {split.folds + 2}).round().astype(int)")
        writer.write(f"part[order[ends[{split.fold + 1}] : before]] = 3  # later than what validates")
        writer.write(f"part[order[ends[{split.fold + 1}] : ends[{split.fold + 2}]]] = 1")
        return
    writer.write(f"part[order[before - round({split.validation!r} * len(rows)) : before]] = 1")


def _by_class(labels: str | None, writer: Writer) -> None:
    if labels is None:
        writer.write("order = shuffled")
        return
    writer.write(f"labels = {labels}[rows]")
    writer.write('order = shuffled[np.argsort(labels[shuffled], kind="stable")]')
