"""A formula carried out on tensors of Keras: operations of `keras.ops` and nothing else, so that no code is needed."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import keras

from engine.catalog.formula import LETTERS, Applied, Between, Formula, Given, Negated, Number, text, wires
from engine.catalog.formula_reader import read
from engine.catalog.operations import ELEMENTWISE, claimed
from engine.words import Refusal

_BETWEEN: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": keras.ops.equal,
    "!=": operator.ne,
}


class Calculation:
    """What stands in a layer's place for a node that calculates: it is called like one, and has no weights."""

    def __init__(self, expression: str) -> None:
        self._formula = read(expression)
        self.trainable = True
        self.trainable_weights: list[keras.Variable] = []
        self.non_trainable_weights: list[keras.Variable] = []

    def __call__(self, tensors: Sequence[keras.KerasTensor]) -> keras.KerasTensor:
        """The result for the tensors a, b, c …; raises `Refusal` where an input is missing or would mix samples."""
        missing = min((wire for wire in wires(self._formula) if wire >= len(tensors)), default=None)
        if missing is not None:
            come = (
                "one input comes in, a"
                if len(tensors) == 1
                else f"{len(tensors)} inputs come in, a to {_last(tensors)}"
            )
            raise Refusal(f"The expression reads “{LETTERS[missing]}”, but only {come}; wire another one.")
        return _result(self._formula, tensors)


def pass_over(ids: Iterable[str]) -> None:
    """Let Keras skip the names of layers where it names operations: all names in a network differ."""
    for name, count in claimed(ids).items():
        for _ in range(count):
            keras.backend.get_uid(name)


def _last(tensors: Sequence[keras.KerasTensor]) -> str:
    return LETTERS[len(tensors) - 1]


def _result(formula: Formula, tensors: Sequence[keras.KerasTensor]) -> Any:  # noqa: ANN401 — a tensor or a number
    match formula:
        case Number():
            return formula.value
        case Given():
            return tensors[formula.wire]
        case Negated():
            return -_result(formula.of, tensors)
        case Between():
            sides = [_result(side, tensors) for side in (formula.left, formula.right)]
            _laid_on_each_other(formula, sides)
            return _BETWEEN[formula.symbol](*sides)
        case Applied():
            return _applied(formula, [_result(value, tensors) for value in formula.values])


def _applied(formula: Applied, values: list[Any]) -> Any:  # noqa: ANN401 — a tensor
    if formula.name in ELEMENTWISE:
        _laid_on_each_other(formula, values)
    said: dict[str, object] = {} if formula.axis is None else {"axis": formula.axis}
    for axis in formula.axis if isinstance(formula.axis, tuple) else (formula.axis,):
        count = len(values[0].shape) + (formula.name == "expand_dims")
        if axis is not None and not -count < axis < count:
            raise Refusal(f"In “{_short(formula)}” there is no axis {axis} besides the batch: {_axes(values[0])}.")
    if formula.keepdims:
        said["keepdims"] = True
    return getattr(keras.ops, formula.name)(*values, **said)


def _laid_on_each_other(formula: Formula, values: Sequence[Any]) -> None:
    """Keras would lay the batch of one on another axis of the other, and fail or be wrong only when it trains."""
    ranks = [len(value.shape) for value in values if isinstance(value, keras.KerasTensor)]
    if len(set(ranks)) > 1:
        found = " and ".join(_axes(value) for value in values if isinstance(value, keras.KerasTensor))
        raise Refusal(f"“{_short(formula)}” joins {found}; expand_dims(a, axis=1) puts in an axis that is missing.")


def _axes(tensor: keras.KerasTensor) -> str:
    count = len(tensor.shape) - 1
    return "a single number" if not count else f"a value with {count} {'axis' if count == 1 else 'axes'}"


def _short(formula: Formula) -> str:
    written = text(formula)
    return written if len(written) <= 60 else f"{written[:59]}…"
