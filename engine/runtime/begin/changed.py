"""What the random layers behind an Input make of real samples: each before, and after several draws."""

from collections.abc import Mapping, Sequence

import keras
import numpy as np
from keras import ops

from engine.data.colours import colours
from engine.plan import Plan, Step
from engine.plan.together import random_chain, together
from engine.runtime.catalogue.make import make_layer
from engine.runtime.data.masks import drawn
from engine.runtime.data.prepare import Learnt, part_of_rows
from engine.runtime.data.raw import Array
from engine.runtime.data.samples import spread
from engine.runtime.data.shading import UNIT, data_address
from engine.runtime.train.moved import Moving, seed_at
from engine.said import say
from engine.words import Json, JsonObject, Refusal

SAMPLES, DRAWS = 4, 4
_LARGEST_SIDE = 160


def changed(plan: Plan, learnt: Learnt, key: str, number: int) -> JsonObject:
    """Return `{"samples": [{"before", "after": […]}], "moved"}` for draw `number`: each `{"picture", "mask"}`.

    `moved`: whether masks are moved with the pictures. Raises `Refusal` where the Input reads no pictures, or where a
    layer cannot take them.
    """
    given = plan.inputs.get(key)
    if given is None or {feature.type for feature in given.features} != {"image"}:
        raise Refusal(say("Only pictures can be changed at random; this Input reads none."))
    rows = _rows(learnt)
    part = part_of_rows(plan.document, learnt, rows)
    found = together(plan)
    masks = dict(found.masks) if found and found.input == key else {}
    x = {key: np.repeat(part.x[key], DRAWS, axis=0)}
    y = {mask: np.repeat(part.y[mask], DRAWS, axis=0) for mask in masks}
    after, moved = _changed(plan, key, x, y, number)
    before = [
        _shown(plan, part.x[key][place], {mask: part.y[mask][place] for mask in masks}) for place in range(len(rows))
    ]
    later = [_shown(plan, after[place], {mask: moved[mask][place] for mask in masks}) for place in range(len(after))]
    samples: list[Json] = [
        {"before": first, "after": list(later[place * DRAWS : (place + 1) * DRAWS])}
        for place, first in enumerate(before)
    ]
    return {"samples": samples, "moved": bool(masks)}


def _rows(learnt: Learnt) -> Array:
    """Return some rows that train, of different classes where there are some."""
    rows = learnt.parts.training
    target = next((feature for feature in learnt.used.targets() if feature.type == "category"), None)
    order = spread(np.asarray(learnt.raw[target.name][rows]), SAMPLES) if target else np.arange(min(SAMPLES, len(rows)))
    return np.asarray(rows[order])


def _changed(
    plan: Plan, key: str, x: Mapping[str, Array], y: Mapping[str, Array], number: int
) -> tuple[Array, dict[str, Array]]:
    steps = random_chain(plan, key)
    found = together(plan)
    if found and found.input == key:
        made, masks = Moving(plan, found)(x, y, ops.convert_to_tensor(number))
        x, y = made, {mask: np.asarray(each) for mask, each in masks.items()}
        steps = steps[len(found.steps) :]
    pictures = ops.convert_to_tensor(x[key])
    for turn, step in enumerate(steps):
        pictures = _applied(plan, step, pictures, number, turn)
    return np.asarray(pictures), dict(y)


def _applied(plan: Plan, step: Step, pictures: keras.KerasTensor, number: int, turn: int) -> keras.KerasTensor:
    layer = make_layer(step.entry, step.params, step.id, plan.catalog)
    assert isinstance(layer, keras.Layer)  # noqa: S101 - what calculates changes nothing at random
    layer.build(pictures.shape)
    seed_at(layer, plan.document.training.seed + 1 + turn, ops.convert_to_tensor(number))
    try:
        return layer(pictures, training=True)
    except (ValueError, TypeError) as fault:
        channels = int(pictures.shape[-1])
        raise Refusal(
            say("{layer} cannot take pictures with {channels} channels.", layer=step.entry.title, channels=channels)
        ) from fault


def _shown(plan: Plan, picture: Array, masks: Mapping[str, Array]) -> JsonObject:
    """Return a picture and its masks, small enough to be looked at."""
    step = max(1, -(-max(picture.shape[:2]) // _LARGEST_SIDE))
    small = np.clip(np.nan_to_num(picture[::step, ::step]), 0, 1)
    laid = next((_laid(plan, key, mask[::step, ::step]) for key, mask in masks.items()), None)
    return {"picture": data_address(small, UNIT), "mask": laid}


def _laid(plan: Plan, key: str, mask: Array) -> str:
    target = plan.outputs[key].target
    counts: Sequence[int] = target.counts if target else ()
    return drawn(np.asarray(mask.argmax(-1) if mask.ndim == 3 else mask, dtype=np.uint8), colours(counts))
