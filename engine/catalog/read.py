"""Reads `assets/catalog.json`."""

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from engine.assets import asset
from engine.catalog.entries import FAMILIES, Catalog, Entry, Example, Group, InputPort, OutputPort, Param, Pretrained


@cache
def catalog() -> Catalog:
    """The shipped catalogue. Raises `FileNotFoundError` when the installation is incomplete."""
    return parse(asset("catalog.json").read_text("utf-8"))


def parse(text: str) -> Catalog:
    """A catalogue from its JSON text; what the file leaves out has the records' own default."""
    raw = json.loads(text)
    families = {
        family: MappingProxyType(
            {kind: _entry(family, _whole(fields, raw[family])) for kind, fields in raw[family].items()}
        )
        for family in FAMILIES
    }
    return Catalog(
        keras=raw["keras"],
        groups=tuple(Group(**group) for group in raw["groups"]),
        families=MappingProxyType(families),
        excluded=MappingProxyType({family: MappingProxyType(kinds) for family, kinds in raw["excluded"].items()}),
    )


def _whole(fields: Mapping[str, Any], family: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an entry says, with what it has in common with the one it is `like`."""
    like = fields.get("like")
    return {**family[like], **{name: said for name, said in fields.items() if name != "like"}} if like else fields


def _entry(family: str, fields: Mapping[str, Any]) -> Entry:
    rest = dict(fields)
    if example := rest.pop("example", None):
        shapes = tuple((tuple(each["shape"]), each["dtype"]) for each in example.get("inputs", ()))
        rest["example"] = Example(inputs=shapes, params=MappingProxyType(example.get("params", {})))
    if pretrained := rest.pop("pretrained", None):
        rest["pretrained"] = Pretrained(**pretrained)
    for name in ("search", "aliases", "summary", "curve"):
        rest[name] = tuple(rest.get(name, ()))
    return Entry(
        family=family,
        params=tuple(_param(each) for each in rest.pop("params", ())),
        inputs=tuple(_input(each) for each in rest.pop("inputs", ())),
        outputs=tuple(_output(each) for each in rest.pop("outputs", ())),
        suits=MappingProxyType(rest.pop("suits", {})),
        **rest,
    )


def _param(fields: Mapping[str, Any]) -> Param:
    return Param(**{**fields, **{name: tuple(fields.get(name, ())) for name in ("choices", "applies")}})


def _input(fields: Mapping[str, Any]) -> InputPort:
    return InputPort(**{**fields, "rank": tuple(fields["rank"])})


def _output(fields: Mapping[str, Any]) -> OutputPort:
    return OutputPort(**{**fields, "two": tuple(fields.get("two", ()))})
