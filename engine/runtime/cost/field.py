"""The receptive field: how much of the input one place of a feature map is made of.

Sizes and steps are carried from layer to layer as in Araujo, Norris, Sim: Computing receptive fields of convolutional
neural networks, 2019: a window of k places, s apart and spread by d, on a map whose places see r and lie j apart, sees
r + (k − 1)·d·j, and its own places lie s·j apart.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.plan import Plan, Step
from engine.remembered import Remembered
from engine.runtime.check.measure import Answer, Question, Tensor
from engine.runtime.check.walk import Walk
from engine.words import Json


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """Along one axis of the input: how many places are seen, and how far apart neighbours look."""

    size: float = 1.0
    apart: float = 1.0

    def window(self, length: float, step: float = 1.0) -> "Axis":
        """Return what windows of `length` places, `step` places apart, see."""
        return Axis(size=self.size + (length - 1) * self.apart, apart=self.apart * step)


Field = tuple[Axis, ...]
"""One for each spatial axis; none: everything is seen, or there are no places."""

_WINDOWS = ("kernel_size", "pool_size")
_LOOKING = {"convolution", "pooling"}
_PASSING = {"activation", "normalization", "regularization", "augmentation", "numbers", "merging"}
_KEEPING = {"Dense", "EinsumDense", "Activation", "Identity", "Masking"}


def fields(plan: Plan, walked: Walk) -> Mapping[str, Field]:
    """Return the receptive field of each step that has one, by its id."""
    found: dict[str, Field] = {}
    for step in plan.steps:
        answer = walked.answers.get(step.id)
        if answer is None or not answer.outputs:
            continue
        if step.id in plan.inputs:
            field: Field | None = _whole(len(answer.outputs[0].shape) - 2)
        else:
            arriving = (found.get(source.node) for source in step.sources())
            field = _fields.of(None, step, walked.questions[step.id], answer, *arriving)
        if field:
            found[step.id] = field
    return found


def rounded(field: Field) -> list[Json]:
    """Return the whole places that are seen along each axis."""
    return [math.ceil(axis.size) for axis in field]


@lru_cache(maxsize=16)
def _whole(rank: int) -> Field:
    return (Axis(),) * rank


def _behind(_: None, step: Step, question: Question, answer: Answer, *arriving: Field | None) -> Field | None:
    """Return the receptive field behind a step; `arriving` are those of what comes in."""
    before, rank = _widest(arriving), len(answer.outputs[0].shape) - 2
    field = _through(step, before, question.tensors(), answer.outputs[0]) if before else None
    return _same(field) if field and len(field) == rank else None


@lru_cache(maxsize=20_000)
def _same(field: Field) -> Field:
    """Return one object for all that are equal: what comes behind a changed step need not be worked out again."""
    return field


_fields = Remembered(_behind)


def _through(step: Step, before: Field, came: Sequence[Tensor], made: Tensor) -> Field | None:
    rank = len(made.shape) - 2
    params, kind = step.params, step.entry.kind
    if kind.startswith("UpSampling"):
        wider = _list(params["size"], rank)
        return tuple(Axis(size=axis.size, apart=axis.apart / by) for axis, by in zip(before, wider, strict=True))
    if kind == "Resizing" or kind.startswith("Adaptive"):
        return _scaled(before, came[0].shape, made.shape)
    name = next((name for name in _WINDOWS if name in params), None)
    if name and step.entry.group in _LOOKING:
        return _windowed(before, params, _list(params[name], rank), kind.endswith("Transpose"))
    return before if _keeps(step, came, made) else None


def _windowed(before: Field, params: Mapping[str, Json], lengths: Sequence[float], transposed: bool) -> Field:
    count = len(before)
    steps = _list(params.get("strides") or list(lengths), count)
    spread = _list(params.get("dilation_rate") or 1, count)
    reach = [(length - 1) * by + 1 for length, by in zip(lengths, spread, strict=True)]
    if transposed:
        # Each place is made of the few inputs whose windows lie over it.
        return tuple(
            Axis(size=axis.window(math.ceil(length / step)).size, apart=axis.apart / step)
            for axis, length, step in zip(before, reach, steps, strict=True)
        )
    return tuple(axis.window(length, step) for axis, length, step in zip(before, reach, steps, strict=True))


def _scaled(before: Field, came: Sequence[int | None], made: Sequence[int | None]) -> Field | None:
    """Return what places see that are each made of several, as many as it takes to fill the new size."""
    if None in came[1:-1] or None in made[1:-1]:
        return None
    by = [(old or 1) / (new or 1) for old, new in zip(came[1:-1], made[1:-1], strict=True)]
    return tuple(axis.window(max(math.ceil(ratio), 1), ratio) for axis, ratio in zip(before, by, strict=True))


def _widest(arriving: Sequence[Field | None]) -> Field | None:
    known = [field for field in arriving if field]
    if not known or len(known) < len(arriving) or len({len(field) for field in known}) > 1:
        return None
    return tuple(
        Axis(size=max(axis.size for axis in axes), apart=max(axis.apart for axis in axes))
        for axes in zip(*known, strict=True)
    )


def _keeps(step: Step, came: Sequence[Tensor], made: Tensor) -> bool:
    """Whether each place of the output is made of the same place of the inputs alone."""
    kind = step.entry.kind
    if kind.startswith(("ZeroPadding", "Cropping", "CenterCrop")):
        return True
    if kind == "Dot" or not (kind in _KEEPING or step.entry.group in _PASSING):
        return False
    return all(tensor.shape[1:-1] == made.shape[1:-1] for tensor in came)


def _list(value: Json, count: int) -> list[float]:
    numbers = value if isinstance(value, list) else [value] * count
    return [float(number) for number in numbers if isinstance(number, int | float)]
