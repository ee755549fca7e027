"""The catalogue as it follows from the installed Keras, the tables and the overlays."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import keras

from engine.catalog.arguments import NAMESPACES
from engine.catalog.entries import FAMILIES, Catalog, Entry, Example
from engine.runtime.catalogue.curves import curve
from engine.runtime.catalogue.derive import params
from engine.runtime.catalogue.ends import ENDS
from engine.runtime.catalogue.examine import examined
from engine.runtime.catalogue.excluded import EXCLUDED
from engine.runtime.catalogue.groups import GROUPS, OVERLAYS, suits
from engine.runtime.catalogue.layers_expression import EXPRESSION
from engine.runtime.catalogue.layers_pretrained import pretrained_entries
from engine.runtime.catalogue.overlay import Overlay
from engine.runtime.catalogue.public import FUNCTIONS, Public, included
from engine.runtime.losses import OWN

EVERY_LAYER = "layers"
NAMED_AS_WRITTEN = ("layers", "cells", "optimizers")


def derived() -> Catalog:
    """The whole catalogue. Raises `LookupError` where Keras has a kind or an argument that nobody has described yet."""
    families = {family: _family(family) for family in FAMILIES}
    drawn = Catalog(
        keras=keras.__version__,
        groups=tuple(group for group, _ in GROUPS),
        families=MappingProxyType(families),
        excluded=MappingProxyType(EXCLUDED),
    )
    layers = {
        kind: examined(entry, drawn) if entry.layer and not (entry.calculates or entry.pretrained) else entry
        for kind, entry in families[EVERY_LAYER].items()
    }
    return replace(drawn, families=MappingProxyType({**families, EVERY_LAYER: layers}))


def _family(family: str) -> Mapping[str, Entry]:
    """The entries of a family: layers in the palette's order, the rest in the overlays' order."""
    offered = included(family)
    described = OVERLAYS[family]
    missing = offered.keys() - {overlay.kind for _, overlay in described}
    if missing:
        raise LookupError(f"{family} without a sentence: {', '.join(sorted(missing))}")
    entries = [_entry(family, group, overlay, offered[overlay.kind]) for group, overlay in described]
    if family == EVERY_LAYER:
        entries = [*ENDS, *entries, EXPRESSION, *pretrained_entries()]
    entries += [own.entry for own in OWN.values() if own.entry.family == family]
    return MappingProxyType({entry.kind: entry for entry in entries})


def _entry(family: str, group: str, overlay: Overlay, public: Public) -> Entry:
    settings = params(family, public, overlay)
    layer = family == EVERY_LAYER
    return Entry(
        family=family,
        kind=overlay.kind,
        title=overlay.title or title(family, overlay.kind),
        sentence=overlay.sentence,
        group=group,
        purpose=overlay.purpose,
        suits=suits(overlay.kind) if layer else MappingProxyType({}),
        search=overlay.search,
        aliases=public.aliases,
        link=_link(family, overlay.kind),
        params=settings,
        inputs=overlay.inputs if layer else (),
        outputs=overlay.outputs if layer else (),
        call=overlay.takes,
        summary=overlay.summary,
        example=_example(overlay),
        curve=curve(public.made_by) if family == FUNCTIONS else (),
        moves=overlay.moves,
    )


def title(family: str, kind: str) -> str:
    """How a kind is called: layers and optimizers as in books and courses, the rest in words (`Mean squared error`)."""
    if family in NAMED_AS_WRITTEN:
        return kind
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", kind.replace("_", " ")).split()
    first, *others = words
    return " ".join([first, *(word.lower() if re.fullmatch("[A-Z][a-z]+", word) else word for word in others)])


def _link(family: str, kind: str) -> str:
    return (
        f"https://www.tensorflow.org/api_docs/python/tf/keras/{NAMESPACES.get(family, family).replace('.', '/')}/{kind}"
    )


def _example(overlay: Overlay) -> Example:
    return Example(inputs=overlay.example, params=MappingProxyType({**overlay.initial, **overlay.params}))
