"""Settings of a layer, loss, optimizer… as a file of Keras writes them, brought into the catalogue's form.

Values go through the catalogue's own check; what does not fit is left out, and said.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from engine.catalog import Catalog, Entry, Param
from engine.catalog.kinds import Named, Reference
from engine.catalog.params import TYPES
from engine.catalog.shown import shown
from engine.catalog.validate import check
from engine.runtime.bring import legacy
from engine.runtime.bring.known import found
from engine.words import Json

Say: TypeAlias = Callable[[str], None]
"""Takes a sentence about what was left out."""

DEEPEST = 16

_PASSED_OVER = frozenset(
    {
        "name", "dtype", "trainable", "batch_shape", "batch_input_shape", "input_shape", "build_config", "stateful",
        "unroll", "weights", "backward_layer", "time_major", "implementation", "input_dtype", "input_length", "ragged",
        "sparse", "use_cudnn", "flash_attention", "vocabulary_dtype", "encoding", "data_format", "reverse_dtype",
        "autocast", "zero_output_for_mask", "dynamic", "quantization_config", "lora_rank", "lora_alpha", "fused",
        "virtual_batch_size", "has_static_table", "vocabulary_size", "is_legacy_optimizer", "jit_compile", "optional",
        "gptq_unpacked_column_size", "supports_masking", "experimental_run_tf_function", "reduction", "fn", "remat",
        "batch_size", "renorm_clipping",
    }
)  # fmt: skip
_MEANINGFUL = {"stateful": (None, False), "data_format": (None, "channels_last"), "oov_method": ("floormod",)}
"""Of those passed over: what means the same here. Anything else is said."""


def settings(entry: Entry, config: Mapping[str, Json], say: Say, catalog: Catalog) -> dict[str, Json]:
    """Return what of `config` the catalogue can say, only where it differs from the defaults."""
    return _settings(entry, config, say, catalog, 0)


def reference(family: str, value: Json, say: Say, catalog: Catalog) -> Json:
    """Return `{"kind", "params"}` of a serialized object or of its short name; `None` where it is none of Keras's."""
    return _reference(Reference(family, family), value, say, catalog, 0)


def _settings(entry: Entry, config: Mapping[str, Json], say: Say, catalog: Catalog, depth: int) -> dict[str, Json]:
    params: dict[str, Json] = {}
    for param in entry.params:
        if param.call or param.name not in config or depth > DEEPEST:
            continue
        given = _translated(param, config[param.name], say, catalog, depth)
        value, wrong = check(param, given, catalog)
        if wrong:
            say(f"{wrong.rstrip('.')}; it was left out.")
        elif param.required or value != param.default:
            params[param.name] = value
    for name, value in config.items():
        if entry.param(name) is None and not _same_here(name, value):
            say(f"{entry.title} has no setting {shown(name)} here; {shown(value)} was left out.")
    return params


def _same_here(name: str, value: Json) -> bool:
    if name in _MEANINGFUL:
        return value in _MEANINGFUL[name]
    return name in _PASSED_OVER or value is None or value is False or value == {}


def _translated(param: Param, value: Json, say: Say, catalog: Catalog, depth: int) -> Json:
    match TYPES[param.type]:
        case Named():
            return _function(value)
        case Reference(many=True) as several:
            return [_reference(several, each, say, catalog, depth) for each in _list(value)]
        case Reference() as one:
            return _reference(one, value, say, catalog, depth)
        case _:
            return _plain(param, value)


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _plain(param: Param, value: Json) -> Json:
    match value:
        case {"class_name": "__tuple__", "items": items}:
            return items
        case {"type": "ndarray", "value": number} | {"class_name": "__numpy__", "config": {"value": number}}:
            return number
        case [single] if param.type in ("integer", "number"):
            # TensorFlow's Keras writes a normalization's axis as a list.
            return single
        case [int() | float() as low, int() | float() as high] if param.type == "range" and low == -high:
            # Keras writes down a range below what it takes itself.
            return high if low < (param.min or 0) else value
        case [int() | float() as low, int() | float() as high] if param.type in ("integer", "number"):
            # What is given as a number is kept as a range from the least.
            return high if low == (param.min or 0) else value
    return value


def _function(value: Json) -> Json:
    """Return the bare name of an activation, however it was written."""
    match value:
        case {"class_name": "function", "config": str(name)}:
            return name
        case {"class_name": str(), "config": str(name)}:
            return name
    return value


def _reference(wanted: Reference, value: Json, say: Say, catalog: Catalog, depth: int) -> Json:
    if not isinstance(value, Mapping):
        return legacy.short_name(wanted.family, value)
    spec = legacy.reference(wanted.family, value)
    entry = found(wanted.family, spec, catalog)
    config = spec.get("config")
    if entry is None or depth > DEEPEST:
        return {"kind": str(spec.get("class_name"))[:100]}
    given = config if isinstance(config, Mapping) else {}
    if wanted.family in ("layers", "cells"):
        given = legacy.layer(str(value["class_name"]), given, entry)
    return {"kind": entry.kind, "params": _settings(entry, given, say, catalog, depth + 1)}
