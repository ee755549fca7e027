"""Ready-made blocks and named architectures: ordinary documents, each with the paper it comes from."""

import functools
import json
from dataclasses import dataclass

from engine.assets import asset
from engine.document.load import load
from engine.document.model import Document


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Where something was published first."""

    authors: str
    year: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ReadyBlock:
    """A ready-made block's card. Its `name` is the id of its definition in its document."""

    name: str
    title: str
    sentence: str
    family: str
    reference: Paper


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """A named architecture's card. `parameters`: how many numbers it learns at the sizes of its paper."""

    name: str
    title: str
    sentence: str
    family: str
    parameters: int
    reference: Paper


@functools.cache
def ready_blocks() -> dict[str, ReadyBlock]:
    """Return every ready-made block by name, in the order to show them."""
    entries = json.loads(asset("blocks.json").read_text("utf-8"))
    return {each["name"]: ReadyBlock(**{**each, "reference": Paper(**each["reference"])}) for each in entries}


@functools.cache
def architectures() -> dict[str, Architecture]:
    """Return every named architecture by name, in the order to show them."""
    entries = json.loads(asset("architectures.json").read_text("utf-8"))
    return {each["name"]: Architecture(**{**each, "reference": Paper(**each["reference"])}) for each in entries}


def ready_block(name: str) -> Document:
    """Return the document that defines a ready-made block; raises `KeyError` where there is none."""
    return load((asset("blocks") / f"{ready_blocks()[name].name}.json").read_bytes())


def architecture(name: str) -> Document:
    """Return the document of a named architecture; raises `KeyError` where there is none."""
    return load((asset("architectures") / f"{architectures()[name].name}.json").read_bytes())
