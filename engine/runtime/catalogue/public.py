"""What Keras offers under its public names, each class once, with its other names as aliases."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import keras

from engine.catalog.arguments import NAMESPACES
from engine.runtime.catalogue.excluded import CELLS, EXCLUDED

FUNCTIONS = "activations"


@dataclass(frozen=True, kw_only=True)
class Public:
    """A class or function of Keras, the name we call it by, and its other public names."""

    kind: str
    aliases: tuple[str, ...]
    made_by: Callable[..., object]

    @property
    def parameters(self) -> tuple[inspect.Parameter, ...]:
        """The arguments that can be given when it is made."""
        target = self.made_by.__init__ if inspect.isclass(self.made_by) else self.made_by
        named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
        found = inspect.signature(target).parameters.values()
        return tuple(each for each in found if each.kind in named and each.name != "self")


def namespace(family: str) -> Any:  # noqa: ANN401 — a module
    """Keras's module for a family, such as `keras.optimizers.schedules`."""
    module = keras
    for part in NAMESPACES.get(family, family).split("."):
        module = getattr(module, part)
    return module


def offered(family: str) -> Mapping[str, Public]:
    """Everything public in Keras's module of a family, by kind; functions only where the family is one of functions."""
    module = namespace(family)
    wanted = inspect.isfunction if family == FUNCTIONS else inspect.isclass
    names: dict[Callable[..., object], list[str]] = {}
    for name in sorted(dir(module)):
        if not name.startswith("_") and wanted(getattr(module, name)):
            names.setdefault(getattr(module, name), []).append(name)
    return {public.kind: public for public in (_public(family, made_by, each) for made_by, each in names.items())}


def included(family: str) -> Mapping[str, Public]:
    """What of it is in the catalogue; cells are a family of their own."""
    everything = offered(family)
    wanted = CELLS if family == "cells" else everything.keys() - EXCLUDED[family].keys()
    return {kind: everything[kind] for kind in sorted(wanted)}


def _public(family: str, made_by: Callable[..., object], names: list[str]) -> Public:
    own = made_by.__name__
    kind = own if own in names else next((name for name in names if not name.islower()), names[0])
    aliases = {name for name in (*names, own) if name != kind and (not name.islower() or _is_read(family, name))}
    return Public(kind=kind, aliases=tuple(sorted(aliases)), made_by=made_by)


def _is_read(family: str, name: str) -> bool:
    """Whether Keras finds a kind by its short name; `constant`, say, it knows but cannot make."""
    try:
        return namespace(family).get(name) is not None
    except (KeyError, TypeError, ValueError):
        return False
