"""The step of training; where masks are learnt, pictures and masks are moved alike before it."""

from collections.abc import Callable, Mapping
from typing import Any

import keras
from keras import ops

from engine.plan import Plan
from engine.plan.together import Together, together
from engine.runtime.catalogue.make import make_layer
from engine.runtime.data.raw import Tensor

Values = Mapping[str, Tensor]

_DRAWS = 1024
"""More than any layer draws for one batch."""


def training_step(model: keras.Model, plan: Plan) -> Callable[[Any], Any]:
    """Return what learns from one batch `(x, y)`, both by node."""
    found = together(plan)
    if found is None:
        return model.train_step  # type: ignore[no-any-return]
    moving = Moving(plan, found)

    def step(batch: tuple[Values, Values]) -> Any:  # noqa: ANN401 - what Keras's step gives
        return model.train_step(moving(*batch, model.optimizer.iterations))

    return step


class Moving:
    """Moves pictures and masks of a batch alike.

    What is drawn follows from the seed of the training and the number of the step alone: a run that goes on where it
    was interrupted draws what it would have drawn.
    """

    def __init__(self, plan: Plan, what: Together) -> None:
        self._what = what
        self._layers = [(make_layer(step.entry, step.params, step.id, plan.catalog), step) for step in what.steps]
        self._seed = plan.document.training.seed

    def __call__(self, x: Values, y: Values, number: Tensor) -> tuple[Values, Values]:
        """Return batch `number`, moved. A mask is `(sample, height, width)` of numbers, or has a row for each place."""
        pictures = ops.convert_to_tensor(x[self._what.input])
        masks = ops.concatenate([_planes(y[key]) for key in self._what.masks], axis=-1)
        for turn, (layer, step) in enumerate(self._layers):
            assert isinstance(layer, keras.Layer)  # noqa: S101 - what calculates moves nothing
            seed_at(layer, self._seed * len(self._layers) + turn, number)
            if step.entry.moves:
                found = layer({"images": pictures, "segmentation_masks": masks}, training=True)
                pictures, masks = found["images"], found["segmentation_masks"]
            else:
                pictures = layer(pictures, training=True)
        return {**x, self._what.input: pictures}, {**y, **_masks(self._what, masks, y)}


def seed_at(layer: keras.Layer, seed: int, number: Tensor) -> None:
    """Let a random layer draw what belongs to a seed and a number; its variables are the states of its generators."""
    for turn, state in enumerate(layer.variables):
        first = (abs(seed) * 31 + turn) % 2**32
        state.assign(ops.stack([ops.cast(first, state.dtype), ops.cast(number, state.dtype) * _DRAWS]))


def _planes(mask: Tensor) -> Tensor:
    """Return a mask with an axis for its numbers, as the layers take it."""
    return ops.cast(mask if len(mask.shape) == 4 else ops.expand_dims(mask, -1), "float32")


def _masks(what: Together, planes: Tensor, y: Values) -> dict[str, Tensor]:
    """Return what was moved as the masks that it was made of, in their own form."""
    masks, start = {}, 0
    for key, classes in what.masks.items():
        width = y[key].shape[-1] if len(y[key].shape) == 4 else 1
        found = planes[..., start : start + width]
        # Where a layer fills empty places with one value, that may be no class.
        whole = found if len(y[key].shape) == 4 else ops.clip(ops.round(found[..., 0]), 0, classes - 1)
        masks[key] = ops.cast(whole, y[key].dtype)
        start += width
    return masks
