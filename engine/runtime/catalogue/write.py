"""Writes the catalogue as JSON: one line for each kind, and nothing that says no more than the default does."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from engine.catalog.entries import FAMILIES, Catalog, Entry

_KNOWN_ELSEWHERE = {"family"}


def written(catalog: Catalog) -> str:
    """The text of `assets/catalog.json`; the same catalogue always gives the same bytes."""
    return "\n".join(_lines(catalog)) + "\n"


def _lines(catalog: Catalog) -> Iterator[str]:
    yield f'{{"keras": {json.dumps(catalog.keras)},'
    yield f'"groups": {_json([_plain(group) for group in catalog.groups])},'
    for family in FAMILIES:
        yield f'"{family}": {{'
        yield ",\n".join(f'"{kind}": {_json(said)}' for kind, said in _shared(catalog.families[family]).items())
        yield "},"
    yield f'"excluded": {_json(_plain(catalog.excluded))}}}'


def _shared(family: Mapping[str, Entry]) -> dict[str, dict[str, Any]]:
    """What each entry says; of pre-trained networks only what differs from the first, which the others are `like`."""
    said = {kind: _plain(entry) for kind, entry in family.items()}
    first = next((kind for kind, entry in family.items() if entry.pretrained), "")
    for kind, entry in family.items():
        if entry.pretrained and kind != first and said[kind].keys() >= said[first].keys():
            differs = {name: each for name, each in said[kind].items() if each != said[first].get(name)}
            said[kind] = {"like": first, **differs}
    return said


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def _plain(value: Any) -> Any:  # noqa: ANN401 — walks records of every type
    if isinstance(value, Entry) and value.example.inputs:
        inputs = [{"shape": list(shape), "dtype": dtype} for shape, dtype in value.example.inputs]
        return {**_fields(value), "example": {"inputs": inputs, "params": _plain(value.example.params)}}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _fields(record: Any) -> dict[str, Any]:  # noqa: ANN401 — any of the catalogue's records
    return {
        field.name: _plain(getattr(record, field.name))
        for field in fields(record)
        if field.name not in _KNOWN_ELSEWHERE and not _says_nothing(field, getattr(record, field.name))
    }


def _says_nothing(field: "Field[Any]", value: object) -> bool:
    """What `read` puts in by itself is left out, but `rank` is always there for the canvas."""
    default = field.default if field.default_factory is MISSING else field.default_factory()
    return value == default and field.name != "rank"
