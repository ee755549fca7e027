"""Derives settings from Keras's signatures and defaults, completed by the tables and overlays."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import replace

from engine.catalog.entries import Param
from engine.catalog.kinds import Named, Reference
from engine.catalog.params import TYPES
from engine.runtime.catalogue import settings_network, settings_pictures, settings_training
from engine.runtime.catalogue.excluded import DROPPED, DROPPED_OF
from engine.runtime.catalogue.overlay import Overlay, Setting
from engine.runtime.catalogue.public import FUNCTIONS, Public, included, namespace
from engine.words import Json

_LAYERS = {
    **settings_pictures.PICTURES,
    **settings_pictures.SOUND,
    **settings_pictures.WORDS,
    **settings_network.LAYERS,
}
SETTINGS: Mapping[str, Mapping[str, Setting]] = {
    "layers": _LAYERS,
    "cells": _LAYERS,
    "losses": settings_training.LOSSES,
    "optimizers": settings_training.OPTIMIZERS,
    "metrics": settings_training.METRICS,
    "initializers": settings_training.WEIGHTS,
    "regularizers": settings_training.WEIGHTS,
    "constraints": settings_training.WEIGHTS,
    "schedules": settings_training.SCHEDULES,
}
"""What the names of arguments mean in each family, where an overlay says nothing else."""

SPATIAL = {1: "steps", 2: "height × width", 3: "depth × height × width"}
"""What the numbers of a list with one for each spatial axis count."""


def params(family: str, public: Public, overlay: Overlay) -> tuple[Param, ...]:
    """The settings of a kind, in the order of Keras's signature; those given at the call come last."""
    if family == FUNCTIONS:
        return ()
    dropped = DROPPED.keys() | DROPPED_OF.get(public.kind, {}).keys()
    made = (_param(family, overlay, each) for each in public.parameters if each.name not in dropped)
    called = (replace(_said(overlay, name, setting), call=True) for name, setting in overlay.call.items())
    return (*made, *called)


def normal(param: Param, value: object) -> Json:
    """A default of Keras in the one form that the catalogue writes."""
    match TYPES[param.type]:
        case Named(family=family):
            return None if value is None else _kind(family, str(value))
        case Reference(family=family) if isinstance(value, str):
            return {"kind": _kind(family, value), "params": {}}
        case Reference():
            return value  # type: ignore[return-value]
        case plain:
            return plain.normal(_listed(value), param)


def _param(family: str, overlay: Overlay, argument: inspect.Parameter) -> Param:
    setting = overlay.settings.get(argument.name) or SETTINGS[family].get(argument.name)
    if setting is None:
        raise LookupError(f"{overlay.kind}.{argument.name} = {argument.default!r} has no words yet")
    param = _said(overlay, argument.name, setting)
    if setting.required or argument.default is inspect.Parameter.empty:
        return replace(param, required=True, section="main")
    nullable = setting.nullable if setting.nullable is not None else argument.default is None
    return replace(param, nullable=nullable, default=normal(param, argument.default))


def _said(overlay: Overlay, name: str, setting: Setting) -> Param:
    """What the tables say of a setting; arguments given at the call are switches, off by default."""
    main = name in overlay.main if overlay.main else setting.main
    many, length, unit = _per_axis(overlay.kind, setting)
    return Param(
        name=name,
        type=many,
        label=setting.label,
        help=setting.help,
        default=False if name in overlay.call else None,
        initial=overlay.initial.get(name, setting.initial),
        min=setting.min,
        max=setting.max,
        unit=unit,
        section="main" if main else "advanced",
        choices=setting.choices,
        length=length,
        states=setting.states,
    )


def _per_axis(kind: str, setting: Setting) -> tuple[str, int | None, str]:
    """`Conv2D` has two spatial axes, so what is one number in `Conv1D` is two: type, length and unit."""
    axes = re.search(r"([123])D", kind) if setting.per_axis else None
    if axes is None:
        return setting.type, setting.length, setting.unit
    unit = SPATIAL[int(axes[1])]
    return (setting.type, None, unit) if axes[1] == "1" else ("integers", int(axes[1]), unit)


def _kind(family: str, name: str) -> str:
    """The kind that a text means to Keras, such as `glorot_uniform`."""
    found = namespace(family).get(name)
    return next(kind for kind, public in included(family).items() if public.made_by in (found, type(found)))


def _listed(value: object) -> Json:
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value  # type: ignore[return-value]
