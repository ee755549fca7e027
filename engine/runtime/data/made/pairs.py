"""Pairs of samples: each with others of its class, and with as many of other classes."""

import numpy as np

from engine.data.made import SAME, of_pair, told_apart
from engine.data.schema import Schema
from engine.runtime.data.raw import Array, Columns, Drawn, labels
from engine.runtime.data.types.category import class_index
from engine.said import say
from engine.words import Refusal


def pairs(used: Schema, raw: Columns, parts: tuple[Array, ...]) -> tuple[Columns, list[int]]:
    """Return the pairs of a schema, drawn of the rows of each part by itself, and how many each part has.

    Raises `Refusal` where a part that is needed has no two classes, or no class with two samples.
    """
    making, told = used.made, None
    if making is None or (told := told_apart(making.rows)) is None:
        raise TypeError("There is no column that says which samples are the same.")
    classes = class_index(told, raw[told.name])
    drawn = [paired(rows, classes, making.made.each, (making.split.seed, number)) for number, rows in enumerate(parts)]
    counts = [len(first) for first, _, _ in drawn]
    if not counts[0] or not counts[1]:
        raise Refusal(
            say(
                "Pairs need two samples of a class, and another class, in training and in validation; there are too "
                "few of “{column}”.",
                column=told.name,
            )
        )
    first, second, same = (np.concatenate(each) for each in zip(*drawn, strict=True))
    columns: Columns = {
        feature.name: Drawn(raw[feature.source], (first, second)[of_pair(used, feature)]).as_column()
        for feature in used.features
        if feature.source
    }
    return {**columns, used.targets()[0].name: labels(same, SAME)}, counts


def paired(rows: Array, classes: Array, each: int, seed: tuple[int, int]) -> tuple[Array, Array, Array]:
    """Return pairs of `rows`, first and second, and 1 where they are of the same class: by turns, as many as others.

    `each` row begins so many pairs of both kinds. Rows that are alone in their class, or with it, begin none.
    """
    random = np.random.default_rng(seed)
    order = np.argsort(classes[rows], kind="stable")
    ordered, place = rows[order], np.argsort(order)
    _, which, counts = np.unique(classes[rows], return_inverse=True, return_counts=True)
    begin, size = (np.cumsum(counts) - counts)[which], counts[which]
    able = np.tile(np.flatnonzero((size > 1) & (size < len(rows))), each)
    begin, size, inside = begin[able], size[able], (place - begin)[able]
    same = begin + (inside + random.integers(1, size)) % size
    other = (begin + size + random.integers(0, len(rows) - size)) % len(rows)
    second = ordered[np.stack([same, other], axis=1).reshape(-1)]
    return np.repeat(rows[able], 2), second, np.tile([1, 0], len(able))
