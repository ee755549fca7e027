"""Configurations of Keras 1 and 2 in the words of Keras 3: names of classes, arguments and short names."""

from collections.abc import Mapping
from typing import TypeAlias

from engine.catalog import Entry
from engine.words import Json

Config: TypeAlias = Mapping[str, Json]

CLASSES = {
    "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D",
    "BatchNormalizationV1": "BatchNormalization",
    "BatchNormalizationV2": "BatchNormalization",
    "CuDNNGRU": "GRU",
    "CuDNNLSTM": "LSTM",
    "Deconvolution2D": "Conv2DTranspose",
    "Deconvolution3D": "Conv3DTranspose",
    "GRUV2": "GRU",
    "LSTMV2": "LSTM",
    "SyncBatchNormalization": "BatchNormalization",
    "ThresholdedReLU": "ReLU",
    "TimeDistributedDense": "Dense",
}
"""Classes that went, and what says the same now."""

_MERGES = {"sum": "Add", "mul": "Multiply", "ave": "Average", "max": "Maximum", "concat": "Concatenate", "dot": "Dot"}

_NAMES = {
    "atrous_rate": "dilation_rate",
    "bias": "use_bias",
    "border_mode": "padding",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "filter_length": "kernel_size",
    "init": "kernel_initializer",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "nb_filter": "filters",
    "p": "rate",
    "pool_length": "pool_size",
    "sigma": "stddev",
    "stride": "strides",
    "subsample": "strides",
    "subsample_length": "strides",
    "W_regularizer": "kernel_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "b_regularizer": "bias_regularizer",
    "W_constraint": "kernel_constraint",
    "U_constraint": "recurrent_constraint",
    "b_constraint": "bias_constraint",
}
_NAMES_OF = {
    "BatchNormalization": {"beta_init": "beta_initializer", "gamma_init": "gamma_initializer"},
    "Embedding": {
        "init": "embeddings_initializer",
        "W_regularizer": "embeddings_regularizer",
        "W_constraint": "embeddings_constraint",
    },
    "LeakyReLU": {"alpha": "negative_slope"},
    "ThresholdedReLU": {"theta": "threshold"},
    "UpSampling1D": {"length": "size"},
    "SeparableConv2D": {"init": "depthwise_initializer"},
}
_UNITS = frozenset({"Dense", "LSTM", "GRU", "SimpleRNN", "TimeDistributedDense"})
_DROPPED = frozenset(
    {
        "consume_less", "dim_ordering", "forget_bias_init", "arguments",
        "nb_row", "nb_col", "kernel_dim1", "kernel_dim2", "kernel_dim3",
    }
)  # fmt: skip

_SHORT = {
    "initializers": {"zero": "Zeros", "one": "Ones", "uniform": "RandomUniform", "normal": "RandomNormal"},
    "constraints": {"maxnorm": "MaxNorm", "nonneg": "NonNeg", "unitnorm": "UnitNorm"},
    "regularizers": {"l1": "L1", "l2": "L2", "l1_l2": "L1L2", "l1l2": "L1L2"},
}


def class_of(spec: Config) -> str:
    """Return the name that the class of a layer has now."""
    name, config = str(spec.get("class_name")), spec.get("config")
    if name == "Merge" and isinstance(config, Mapping):
        return _MERGES.get(str(config.get("mode")), name)
    return CLASSES.get(name, name)


def layer(made: str, config: Config, entry: Entry) -> dict[str, Json]:
    """Return the arguments of a layer of the class `made` (as the file names it) under their names of today."""
    names = {**_NAMES, **_NAMES_OF.get(made, {})}
    if made in _UNITS:
        names["output_dim"] = "units"
    if made == "Merge":
        return _merge(config)
    old = {name: new for name, new in names.items() if entry.param(name) is None}
    given = {old.get(name, name): value for name, value in config.items() if name not in _DROPPED}
    if made == "BatchNormalization":
        given.pop("mode", None)
    if config.get("dim_ordering") == "th":
        given["data_format"] = "channels_first"
    _window(config, given)
    _memory(made, config, given)
    return given


def short_name(family: str, value: Json) -> Json:
    """Return a short name in today's form; anything else as it came."""
    if isinstance(value, str):
        return _SHORT.get(family, {}).get(value.lower(), value)
    return value


def reference(family: str, value: Config) -> Config:
    """Return a serialized object in the form `{"class_name", "config"}`, as Keras 1 did not write it."""
    name = value.get("class_name", value.get("name"))
    if family in ("layers", "cells"):
        return {**value, "class_name": class_of(value)}
    if "class_name" in value:
        known = short_name(family, name)
        return {**value, "class_name": known} if known != name and value.get("module") is None else value
    rest = {key: each for key, each in value.items() if key != "name"}
    if family == "regularizers":
        return {"class_name": "L1L2", "config": {key: rest[key] for key in ("l1", "l2") if key in rest}}
    renamed = {{"m": "max_value"}.get(key, key): each for key, each in rest.items()}
    return {"class_name": short_name(family, name), "config": renamed}


def _window(config: Config, given: dict[str, Json]) -> None:
    rows = [config[name] for name in ("nb_row", "nb_col") if name in config]
    sides = [config[f"kernel_dim{axis}"] for axis in (1, 2, 3) if f"kernel_dim{axis}" in config]
    if rows or sides:
        given["kernel_size"] = rows or sides


def _memory(made: str, config: Config, given: dict[str, Json]) -> None:
    if "forget_bias_init" in config:
        given["unit_forget_bias"] = config["forget_bias_init"] == "one"
    # Keras 1 and 2 had no such choice at first; CuDNN's GRU has the other one.
    if made == "GRU" and "reset_after" not in config:
        given["reset_after"] = False


def _merge(config: Config) -> dict[str, Json]:
    return {"axis": config.get("concat_axis", -1)} if config.get("mode") == "concat" else {}
