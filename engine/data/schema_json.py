"""Reads and writes a schema as JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from engine.data import labels
from engine.data.insight import measured
from engine.data.schema import KINDS, ROLES, Feature, Histogram, Schema
from engine.data.taken import PIXELS
from engine.data.texts import Wording
from engine.data.types import TYPES
from engine.document.dump import series_to_json
from engine.document.settings import read_series
from engine.document.values import Faults
from engine.said import carried, heard, heard_all
from engine.words import JsonObject

T = TypeVar("T")


def dump(schema: Schema) -> JsonObject:
    """Return the schema as JSON."""
    written: JsonObject = {
        "id": schema.id,
        "title": schema.title,
        "kind": schema.kind,
        "sentence": schema.sentence,
        "samples": schema.samples,
        "target": schema.target,
        "fingerprint": schema.fingerprint,
        "features": [_dump_feature(feature) for feature in schema.features],
        "read": dict(schema.read),
        "size": list(schema.size) if schema.size else None,
        "notes": list(schema.notes),
        "preview": list(schema.preview),
        **({"insight": measured.dump(schema.insight)} if schema.insight else {}),
        **({"proposed": series_to_json(schema.proposed)} if schema.proposed else {}),
        **({"changes": schema.changes} if schema.changes else {}),
    }
    return carried(written)


def load(value: JsonObject) -> Schema:
    """Read a schema; raises `ValueError` where `value` is none, with what is wrong."""
    try:
        return _load(value)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"This is no data set schema: {fault!r}.") from fault


def read(path: Path) -> Schema:
    """Read the schema in the file `path`; raises `OSError` or `ValueError`."""
    return load(json.loads(path.read_text("utf-8")))


def _load(value: Mapping[str, Any]) -> Schema:
    size = value.get("size")
    return Schema(
        id=str(value["id"]),
        title=str(value["title"]),
        kind=_one_of(KINDS, value["kind"]),
        sentence=heard(value),
        samples=int(value["samples"]),
        target=value.get("target"),
        fingerprint=str(value.get("fingerprint", "")),
        features=tuple(_load_feature(feature) for feature in value["features"]),
        read=dict(value.get("read") or {}),
        size=(int(size[0]), int(size[1])) if size else None,
        notes=heard_all(value, "notes"),
        preview=tuple(dict(sample) for sample in value.get("preview", ())),
        insight=measured.load(value["insight"]) if value.get("insight") else None,
        proposed=read_series(value.get("proposed"), Faults()),
        changes=int(value.get("changes", 0)),
    )


def _dump_feature(feature: Feature) -> JsonObject:
    histogram = feature.histogram
    return {
        "name": feature.name,
        "type": feature.type,
        "shape": list(feature.shape),
        "axes": list(feature.axes),
        "classes": list(feature.classes),
        "counts": list(feature.counts),
        "missing": feature.missing,
        "distinct": feature.distinct,
        "min": feature.min,
        "max": feature.max,
        "mean": feature.mean,
        "std": feature.std,
        "median": feature.median,
        "histogram": _dump_histogram(histogram) if histogram else None,
        "twins": list(feature.twins),
        "role": feature.role,
        **({"parts": list(feature.parts)} if feature.parts else {}),
        **({"rate": feature.rate} if feature.rate else {}),
        **({"wording": _dump_wording(feature.wording)} if feature.wording else {}),
        **({"pixels": feature.pixels} if feature.pixels != "uint8" else {}),
        **({"range": [list(pair) for pair in feature.range]} if feature.range else {}),
        **({"labels": labels.dump(feature.labels)} if feature.labels else {}),
    }


def _dump_histogram(histogram: Histogram) -> JsonObject:
    return {"edges": list(histogram.edges), "counts": list(histogram.counts)}


def _dump_wording(wording: Wording) -> JsonObject:
    return {
        "words": wording.words,
        "characters": wording.characters,
        "vocabulary": wording.vocabulary,
        "alphabet": wording.alphabet,
        "lengths": _dump_histogram(wording.lengths) if wording.lengths else None,
        "telling": [[name, list(words)] for name, words in wording.telling],
    }


def _load_feature(value: Mapping[str, Any]) -> Feature:
    histogram = value.get("histogram")
    return Feature(
        name=str(value["name"]),
        type=_one_of(tuple(TYPES), value["type"]),
        shape=tuple(map(int, value.get("shape", ()))),
        axes=tuple(map(str, value.get("axes", ()))),
        classes=tuple(map(str, value.get("classes", ()))),
        counts=tuple(map(int, value.get("counts", ()))),
        missing=int(value.get("missing", 0)),
        distinct=int(value.get("distinct", 0)),
        min=_number(value.get("min")),
        max=_number(value.get("max")),
        mean=_number(value.get("mean")),
        std=_number(value.get("std")),
        median=_number(value.get("median")),
        histogram=_load_histogram(histogram) if histogram else None,
        twins=tuple(map(str, value.get("twins", ()))),
        role=_one_of(ROLES, value.get("role", "either")),
        parts=tuple(map(str, value.get("parts", ()))),
        rate=int(value.get("rate", 0)),
        wording=_load_wording(value["wording"]) if value.get("wording") else None,
        pixels=_one_of(PIXELS, value.get("pixels", "uint8")),
        range=_load_range(value),
        labels=labels.load(value["labels"]) if value.get("labels") else None,
    )


def _load_range(value: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    known = tuple((float(low), float(high)) for low, high in value.get("range", ()))
    if any(not (math.isfinite(low) and low < high < math.inf) for low, high in known):
        raise TypeError(f"{known} is no range of pixels")
    if len(known) not in (0, 1, *map(int, value.get("shape", ())[-1:])):
        raise TypeError(f"{known} is not a range for each channel")
    return known


def _load_wording(value: Mapping[str, Any]) -> Wording:
    lengths = value.get("lengths")
    return Wording(
        **{name: max(1, int(value[name])) for name in ("words", "characters", "vocabulary", "alphabet")},
        lengths=_load_histogram(lengths) if lengths else None,
        telling=tuple((str(name), tuple(map(str, words))) for name, words in value.get("telling", ())),
    )


def _load_histogram(value: Mapping[str, Sequence[float]]) -> Histogram:
    return Histogram(edges=tuple(map(float, value["edges"])), counts=tuple(map(int, value["counts"])))


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _one_of(choices: tuple[T, ...], value: object) -> T:
    for choice in choices:
        if choice == value:
            return choice
    raise TypeError(f"{value!r} is none of {choices}")
