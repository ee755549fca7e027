"""Reads a sample that a person gave: fields of a form, a drawing, an uploaded picture."""

import base64
import binascii
import math
from collections.abc import Mapping

import numpy as np
from keras import ops

from engine.runtime.data.pictures import decode
from engine.runtime.data.pixels import resizing
from engine.runtime.data.preparation import Field, Preparation
from engine.runtime.data.raw import Array
from engine.said import say
from engine.words import Json, JsonObject, Refusal

_MOST_BYTES = 30_000_000


def read_inputs(preparation: Preparation, inputs: JsonObject) -> dict[str, Array]:
    """Return one sample, `(1, …)` by input name, from raw values by feature name; what is absent is missing.

    An image is a PNG or JPEG as base64 or a `data:` address, or rows of pixel values. Raises `Refusal` for a value
    that its field cannot take.
    """
    return {field.key: _read(field, inputs.get(name)) for name, field in preparation.fields.items()}


def _read(field: Field, value: Json) -> Array:
    match field.type:
        case "category":
            return np.asarray([["" if value is None else _text(value)]], dtype=object)
        case "image":
            return _image(field, value)[np.newaxis]
        case "sequence":
            return _sequence(field, value)[np.newaxis]
        case _:
            return np.asarray([[_number(field, value)]], dtype=np.float32)


def _text(value: Json) -> str:
    # A category of whole numbers is known by “3”; a form may send 3 or 3.0.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _number(field: Field, value: Json) -> float:
    if value is None or value == "":
        return math.nan
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as fault:
        raise Refusal(
            say("“{field}” is a number; {value} is none.", field=field.name, value=repr(str(value)[:40]))
        ) from fault
    if math.isinf(number):
        raise Refusal(say("“{field}” must be a finite number.", field=field.name))
    return number


def _image(field: Field, value: Json) -> Array:
    channels = field.shape[-1]
    if isinstance(value, str):
        pixels = decode(_bytes(field, value), channels)
        if field.size:
            return pixels
        return _scaled(_fitted(pixels, field), field.brightest)
    if isinstance(value, list):
        return _rows(field, value)
    raise Refusal(say("“{field}” is a picture; draw one or upload a PNG or JPEG.", field=field.name))


def _bytes(field: Field, text: str) -> bytes:
    if len(text) > _MOST_BYTES:
        raise Refusal(say("The picture for “{field}” is larger than 20 MB; take a smaller one.", field=field.name))
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refusal(say("“{field}” is a picture; what came is none.", field=field.name)) from fault


def _fitted(pixels: Array, field: Field) -> Array:
    """Return a picture in the fixed size of a built-in set."""
    height, width = field.shape[:2]
    if pixels.shape[:2] == (height, width):
        return pixels
    resized = resizing((height, width))(pixels[np.newaxis].astype(np.float32))
    return np.asarray(ops.convert_to_numpy(resized)[0])


def _scaled(pixels: Array, brightest: float) -> Array:
    return np.asarray(np.clip(np.round(pixels * (brightest / 255)), 0, brightest), dtype=np.uint8)


def _rows(field: Field, value: list[Json]) -> Array:
    channels = field.shape[-1]
    pixels = _array(field, value)
    if pixels.ndim == 2:
        pixels = pixels[..., np.newaxis]
    fits = pixels.shape == field.shape if field.size is None else pixels.ndim == 3 and pixels.shape[-1] == channels
    if not fits:
        raise Refusal(
            say(
                "“{field}” has the shape {shape}; what came has {shape_2}.",
                field=field.name,
                shape=str(field.shape),
                shape_2=str(pixels.shape),
            )
        )
    return np.asarray(np.clip(np.round(pixels), 0, 255), dtype=np.uint8)


def _sequence(field: Field, value: Json) -> Array:
    steps = _array(field, value)
    if steps.ndim == 1:
        steps = steps[:, np.newaxis]
    if steps.shape != field.shape:
        raise Refusal(
            say(
                "“{field}” has {shape} steps of {shape_2}; what came has {shape_3}.",
                field=field.name,
                shape=field.shape[0],
                shape_2=field.shape[1],
                shape_3=str(steps.shape),
            )
        )
    return steps.astype(np.float32)


def _array(field: Field, value: Json | Mapping[str, Json]) -> Array:
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise Refusal(say("“{field}” needs rows of numbers, all of one length.", field=field.name)) from fault
    if not np.isfinite(array).all():
        raise Refusal(say("“{field}” must hold finite numbers only.", field=field.name))
    return array
