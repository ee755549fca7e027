"""The loss of boxes around things in pictures, found without anchors."""

import keras
from keras import KerasTensor


def boxes(y_true: KerasTensor, y_pred: KerasTensor) -> KerasTensor:
    """Compare the boxes of pictures with what was made for each place of a grid.

    A box is the number of its class (-1: none), left, top, right and bottom as shares; of a place
    it is told how sure the middle of a box is there, how far its four sides are, and its class.
    """
    ops = keras.ops
    height, width = y_pred.shape[1], y_pred.shape[2]
    size = ops.cast([width, height, width, height], y_pred.dtype)
    x, y = (ops.arange(count, dtype=y_pred.dtype) + 0.5 for count in (width, height))
    real = ops.cast(y_true[..., 0] >= 0, y_pred.dtype)
    sides = y_true[..., 1:] * size
    left, top, right, bottom = (sides[..., side : side + 1] for side in range(4))

    # Zhou et al., Objects as points, 2019: heat falls off around the middle of a box
    across, down = x - (left + right) / 2, y - (top + bottom) / 2
    middle = ops.logical_and(ops.abs(across)[:, :, None] <= 0.5, ops.abs(down)[..., None] <= 0.5)
    across = 6 * across / ops.maximum(right - left, 2.0)
    down = 6 * down / ops.maximum(bottom - top, 2.0)
    heat = ops.exp(-(ops.square(across)[:, :, None] + ops.square(down)[..., None]) / 2)
    heat = ops.where(middle, 1.0, heat) * real[..., None, None]
    hottest = ops.max(heat, axis=1)
    # Lin et al., Focal loss for dense object detection, 2017: at first hardly any place is a middle
    sure = y_pred[..., 0] - 4
    found = ops.square(1 - ops.sigmoid(sure)) * ops.log_sigmoid(sure)
    quiet = (1 - hottest) ** 4 * ops.square(ops.sigmoid(sure)) * ops.log_sigmoid(-sure)
    middles = -ops.sum(ops.where(hottest >= 1, found, quiet), axis=(1, 2))

    # Places near the middle of a box tell its class
    near = ops.where(hottest > 0.3, hottest, 0.0)
    owner = ops.one_hot(ops.argmax(heat, axis=1), y_true.shape[1], dtype=y_pred.dtype)
    number = ops.einsum("phwb,pb->phw", owner, y_true[..., 0])
    classes = ops.one_hot(ops.cast(number, "int32"), y_pred.shape[3] - 5, dtype=y_pred.dtype)
    surprise = -ops.sum(classes * ops.log_softmax(y_pred[..., 5:], axis=-1), axis=-1)

    # Rezatofighi et al., Generalized intersection over union, 2019, of the boxes they make
    places = ops.stack([*ops.meshgrid(x, y)] * 2, axis=-1)
    made = places + ops.softplus(y_pred[..., 1:5]) * ops.cast([-1, -1, 1, 1], y_pred.dtype)
    true = ops.einsum("phwb,pbs->phws", owner, sides)
    least, most = ops.minimum(made, true), ops.maximum(made, true)
    both = ops.prod(ops.maximum(least[..., 2:] - most[..., :2], 0.0), axis=-1)
    hull = ops.prod(most[..., 2:] - least[..., :2], axis=-1) + 1e-6
    either = ops.prod(made[..., 2:] - made[..., :2], axis=-1) - both + 1e-6
    either = either + ops.prod(true[..., 2:] - true[..., :2], axis=-1)
    apart = 1 - both / either + (hull - either) / hull
    # Each box counts the same, however many places are near its middle
    counted = ops.maximum(ops.einsum("phw,phwb->pb", near, owner), 1.0)
    weight = ops.einsum("phw,phwb,pb->phw", near, owner, 1 / counted)
    placed = ops.sum(weight * (surprise + 2 * apart), axis=(1, 2))
    return (middles + placed) / ops.maximum(ops.sum(real, axis=1), 1.0)
