"""The weights of a file matched to the layers of the document, and kept in our own form.

The layers are ours, made from checked settings; of the file only names, shapes and numbers are read.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import keras

from engine.plan import Plan
from engine.runtime.bring.kept import Store
from engine.runtime.bring.tree import Tree
from engine.runtime.check.measure import built
from engine.runtime.check.walk import Memory, walk
from engine.said import say

Finder: TypeAlias = Callable[[str, keras.Layer], Sequence[str]]
"""Gives the paths in the file of a layer's weights, in the layer's order, by the expanded id of its node."""


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A layer whose weights were not taken, and why: the rest of a sentence."""

    key: str
    why: str


def keep(plan: Plan, tree: Tree, find: Finder, store: Store) -> Iterator[Missed]:
    """Write the weights of each layer of the plan for which the file has them; yield what does not fit."""
    walked = walk(plan, Memory())
    # By the node that owns it: one that is disabled lends its layer, and has no step of its own.
    owned = {step.shares or step.id: step for step in reversed(plan.steps)}
    for key, step in owned.items():
        question, answer = walked.questions.get(step.id), walked.answers.get(step.id)
        if not step.entry.layer or question is None or answer is None or answer.error:
            continue
        with keras.StatelessScope(initialize_variables=False):
            layer = built(question)
        if (
            isinstance(layer, keras.Layer)
            and layer.weights
            and (why := _layer(key, layer, tree, find(key, layer), store))
        ):
            yield Missed(key=key, why=why)


def _layer(key: str, layer: keras.Layer, tree: Tree, paths: Sequence[str], store: Store) -> str:
    """Write the weights of one layer, whole or not at all; return why not."""
    if not any(path in tree.leaves for path in paths):
        return say("the file has none for it")
    if len(paths) != len(layer.weights) or any(path not in tree.leaves for path in paths):
        return say("the file has another number of them")
    for path, variable in zip(paths, layer.weights, strict=True):
        leaf = tree.leaves[path]
        if leaf.shape != tuple(variable.shape):
            return say(
                "the file has {size} numbers where this layer takes {size_2}",
                size=_size(leaf.shape),
                size_2=_size(variable.shape),
            )
        if leaf.dtype.kind not in "fiub":
            return say("the file has them as something else than numbers")
    for number, (path, variable) in enumerate(zip(paths, layer.weights, strict=True)):
        store.put(f"{key}/{number}", tuple(variable.shape), variable.dtype, tree.blocks(path))
    return ""


def _size(shape: Sequence[int]) -> str:
    return " × ".join(map(str, shape)) or "1"
