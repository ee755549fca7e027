"""The networks to begin with: ordinary documents, each with what it reaches when it is trained as it is."""

import functools
import json
from dataclasses import dataclass
from typing import Literal

from engine.assets import asset
from engine.document.load import load
from engine.document.model import Document


@dataclass(frozen=True, kw_only=True)
class Template:
    """A template's card. It `reaches` a `measure` on validation samples: at least that accuracy, at most that error."""

    name: str
    title: str
    sentence: str
    data: str
    measure: Literal["accuracy", "mean absolute error"]
    reaches: float
    picture: str


@functools.cache
def templates() -> dict[str, Template]:
    """Return every template by name, in the order to show them; the first is what a first visit opens."""
    entries = json.loads(asset("templates.json").read_text("utf-8"))
    return {entry["name"]: Template(**entry) for entry in entries}


def document(name: str) -> Document:
    """Return the document of the template `name`; raises `KeyError` where there is none."""
    return load((asset("templates") / f"{templates()[name].name}.json").read_bytes())
