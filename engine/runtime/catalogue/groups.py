"""The palette: its groups and their colours, the order of the kinds in them, and which suit a newcomer's data."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.catalog.entries import Group
from engine.runtime.catalogue import (
    layers_augmentation,
    layers_convolution,
    layers_core,
    layers_data,
    layers_pictures,
    layers_sequence,
    layers_shape,
    layers_steady,
    layers_wrapper,
    small,
    training,
)
from engine.runtime.catalogue.overlay import Overlay

GROUPS: tuple[tuple[Group, tuple[Overlay, ...]], ...] = (
    (Group(id="io", title="Input and output", hue=215), ()),
    (Group(id="core", title="Core", hue=220), layers_core.CORE),
    (Group(id="activation", title="Activation", hue=50), layers_core.ACTIVATION),
    (Group(id="convolution", title="Convolution", hue=262), layers_convolution.CONVOLUTION),
    (Group(id="pooling", title="Pooling", hue=190), layers_convolution.POOLING),
    (Group(id="recurrent", title="Memory", hue=110), layers_sequence.RECURRENT),
    (Group(id="attention", title="Attention", hue=295), layers_sequence.ATTENTION),
    (Group(id="normalization", title="Normalization", hue=160), layers_steady.NORMALIZATION),
    (Group(id="regularization", title="Regularization", hue=30), layers_steady.REGULARIZATION),
    (Group(id="merging", title="Merging", hue=330), layers_shape.MERGING),
    (Group(id="reshaping", title="Reshaping", hue=240), layers_shape.RESHAPING),
    (Group(id="wrapper", title="Wrappers", hue=278), layers_wrapper.WRAPPERS),
    (Group(id="numbers", title="Numbers", hue=85), layers_data.NUMBERS),
    (Group(id="categories", title="Categories and texts", hue=68), layers_data.CATEGORIES),
    (Group(id="pictures", title="Pictures", hue=202), layers_pictures.PICTURES),
    (Group(id="pretrained", title="Pre-trained", hue=140), ()),
    (Group(id="augmentation", title="Random changes", hue=314), layers_augmentation.AUGMENTATION),
    (Group(id="sound", title="Sound", hue=14), layers_data.SOUND),
)

OVERLAYS: Mapping[str, tuple[tuple[str, Overlay], ...]] = {
    "layers": tuple((group.id, overlay) for group, overlays in GROUPS for overlay in overlays),
    **{
        family: tuple(("", overlay) for overlay in overlays)
        for family, overlays in {
            "cells": layers_sequence.CELLS,
            "losses": training.LOSSES,
            "optimizers": training.OPTIMIZERS,
            "metrics": training.METRICS,
            "activations": small.ACTIVATIONS,
            "initializers": small.INITIALIZERS,
            "regularizers": small.REGULARIZERS,
            "constraints": small.CONSTRAINTS,
            "schedules": small.SCHEDULES,
        }.items()
    },
}
"""Every kind with its group, family by family, in the order in which people see them."""

_FIRST: Mapping[str, tuple[str, ...]] = {
    "images": (
        *("Input", "Output", "Conv2D", "MaxPooling2D", "Flatten", "Dense", "Dropout", "BatchNormalization"),
        *("GlobalAveragePooling2D", "RandomFlip", "RandomRotation", "Add"),
    ),
    "table": (
        *("Input", "Output", "Dense", "Dropout", "BatchNormalization", "Activation", "Concatenate", "Add"),
        *("Normalization", "LayerNormalization", "GaussianNoise", "Embedding"),
    ),
    "series": (
        *("Input", "Output", "LSTM", "GRU", "Conv1D", "MaxPooling1D", "GlobalAveragePooling1D", "Dense"),
        *("Dropout", "Bidirectional", "LayerNormalization", "MultiHeadAttention"),
    ),
    "sounds": (
        *("Input", "Output", "Conv2D", "MaxPooling2D", "BatchNormalization", "GlobalAveragePooling2D", "Dense"),
        *("Dropout", "Conv1D", "GRU", "LSTM", "Flatten"),
    ),
    "videos": (
        *("Input", "Output", "Conv3D", "MaxPooling3D", "GlobalAveragePooling3D", "TimeDistributed", "GRU", "LSTM"),
        *("ConvLSTM2D", "BatchNormalization", "Dropout", "Dense"),
    ),
    "texts": (
        *("Input", "Output", "TextVectorization", "Embedding", "LSTM", "Bidirectional", "Conv1D"),
        *("GlobalMaxPooling1D", "GlobalAveragePooling1D", "MultiHeadAttention", "Dense", "Dropout"),
    ),
}
"""The dozen that a newcomer with such data needs, the most needed first."""


def suits(kind: str) -> Mapping[str, int]:
    """The rank of a layer, 1 first, for each kind of data it suits."""
    return MappingProxyType({data: 1 + kinds.index(kind) for data, kinds in _FIRST.items() if kind in kinds})
