"""Networks of `keras.applications` as one layer: a nested model that takes pictures from 0 to 1."""

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import keras
import numpy as np

from engine.catalog.entries import Entry
from engine.catalog.pretrained import ONE_SIZE, PIXELS, arguments, network_arguments
from engine.words import JsonObject, Refusal

CHANNELS = 3
USUAL = (224, 32)


class ChannelsRefusal(Refusal):
    """Pictures have other channels than red, green and blue."""


class SizeRefusal(Refusal):
    """Pictures are too small, or of another size than the one that is taken."""


class ClassifierRefusal(Refusal):
    """Weights of ImageNet are wanted for other classes."""


def offered() -> Mapping[str, Callable[..., keras.Model]]:
    """Every network that Keras offers, by its public name."""
    found = ((name, getattr(keras.applications, name)) for name in sorted(dir(keras.applications)))
    return {name: made_by for name, made_by in found if inspect.isfunction(made_by)}


def make_pretrained(entry: Entry, params: JsonObject, name: str | None = None) -> keras.Model:
    """The network of a node with weights at random, in a model that brings its pictures to what it was trained with.

    Its last layer is the network itself.
    """
    assert entry.pretrained is not None  # noqa: S101 — only such entries come here
    given = network_arguments(params, entry.kind, entry.pretrained.side)
    network = getattr(keras.applications, entry.kind)(weights=None, **given)
    said: dict[str, Any] = arguments(params, entry.pretrained.pixels)
    return _wrapped(network, name or "pretrained", **said)


def _wrapped(
    network: keras.Model,
    name: str,
    *,
    scale: Any = 1.0,  # noqa: ANN401 — a number or one for each channel
    offset: Any = 0.0,  # noqa: ANN401
    flip: bool = False,
    trainable_from: int | None = None,
) -> keras.Model:
    for layer in network.layers[:trainable_from]:
        layer.trainable = False
    pictures = keras.Input(network.input_shape[1:], name="pictures")
    pixels = keras.ops.flip(pictures, axis=-1) if flip else pictures
    pixels = keras.layers.Rescaling(scale, offset, name="pixels")(pixels)
    return keras.Model(pictures, network(pixels), name=name)


def suit(entry: Entry, params: JsonObject, model: keras.Model, tensors: Sequence[keras.KerasTensor]) -> None:
    """Raise a `Refusal` where pictures have other channels or another size than a network takes, or settings clash."""
    if entry.pretrained is None:
        return
    if params.get("weights") == "imagenet" and params.get("include_top", True) and params.get("classes", 1000) != 1000:
        raise ClassifierRefusal(
            "With the weights of ImageNet the classifier has its 1,000 classes; leave the classifier off and let a "
            "Dense of your own answer."
        )
    wanted = model.input_shape[1:3]
    for tensor in tensors:
        if len(tensor.shape) != len(model.input_shape):
            continue
        _, *size, channels = tensor.shape
        if channels != CHANNELS:
            raise ChannelsRefusal(
                f"{entry.title} takes pictures with {CHANNELS} channels (red, green, blue); it gets {channels}."
            )
        shown = " × ".join("?" if each is None else str(each) for each in size)
        if wanted[0] and tuple(size) != tuple(wanted):
            asked = f"takes pictures of {wanted[0]} × {wanted[1]}"
            raise SizeRefusal(
                f"{entry.title} {asked} and no others; it gets {shown}."
                if entry.kind in ONE_SIZE
                else f"{entry.title} as it is set {asked}; it gets {shown}. Without its classifier it takes any size."
            )
        if any(each is not None and each < entry.pretrained.least for each in size):
            least = entry.pretrained.least
            raise SizeRefusal(f"{entry.title} takes pictures of at least {least} × {least}; it gets {shown}.")


def pixels_of(made_by: Callable[..., keras.Model]) -> str:
    """How Keras itself prepares pictures for a network, tried on two colours."""
    colours = np.array([[[[0.0, 51.0, 102.0]]], [[[255.0, 204.0, 153.0]]]], "float32")
    prepared = sys.modules[made_by.__module__].preprocess_input(colours.copy())
    for name, form in PIXELS.items():
        ours = np.asarray(form.scale) * (colours[..., ::-1] if form.flip else colours) / 255 + np.asarray(form.offset)
        if np.allclose(prepared, ours, atol=1e-2 if form.flip else 1e-4):
            return name
    raise LookupError(f"{made_by.__name__} prepares its pictures in a way that nobody has described yet")


def sizes_of(made_by: Callable[..., keras.Model]) -> tuple[int, int]:
    """The usual and the least height of a network's pictures, as Keras's own check of them is told; builds nothing."""
    checking = sys.modules[made_by.__module__].imagenet_utils
    kept, checking.obtain_input_shape = checking.obtain_input_shape, _told
    try:
        with keras.StatelessScope(initialize_variables=False):
            made_by(weights=None)
    except _Told as told:
        return told.sizes
    finally:
        checking.obtain_input_shape = kept
    # Those that check their pictures themselves, MobileNetV3, ask for the same as most.
    return USUAL


class _Told(Exception):  # noqa: N818 — no fault, but an answer
    """What a network says of its pictures."""

    def __init__(self, sizes: tuple[int, int]) -> None:
        super().__init__()
        self.sizes = sizes


def _told(*_given: object, default_size: int, min_size: int, **_rest: object) -> None:
    raise _Told((default_size, min_size))
