"""The closed set of types that a setting can have. What no type here can say never reaches Keras.

The types are the security boundary: none holds a path, an address, a function, a module or a dtype object.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from engine.catalog.entries import Param
from engine.catalog.expression import Expression
from engine.catalog.kinds import Named, Reference
from engine.catalog.plain import Boolean, Choice, Integer, Number, Target, Text
from engine.catalog.several import Axes, Integers, Numbers, Pairs, Range, Shape, Texts
from engine.said import say
from engine.words import Json


class Plain(Protocol):
    """A type whose values stand for themselves."""

    def normal(self, value: Json, param: Param, /) -> Json:
        """The value in its one written form; as it came when it does not fit."""

    def fits(self, value: Json, param: Param, /) -> bool:
        """Whether a value in its written form is of this type."""

    def english(self, param: Param, /) -> str:
        """What is asked for, to follow `must be`."""

    def good(self, param: Param, /) -> tuple[Json, ...]:
        """Some values that fit."""

    def bad(self, param: Param, /) -> tuple[Json, ...]:
        """Some values that do not fit."""


TYPES: Mapping[str, Plain | Named | Reference] = MappingProxyType(
    {
        "integer": Integer(),
        "number": Number(),
        "boolean": Boolean(),
        "choice": Choice(),
        "text": Text(),
        "integers": Integers(),
        "numbers": Numbers(),
        "pairs": Pairs(),
        "axes": Axes(),
        "shape": Shape(),
        "range": Range(),
        "texts": Texts(),
        "feature_names": Texts(),
        "target_name": Target(),
        "expression": Expression(),
        "activation": Named("activations", say("an activation")),
        "initializer": Reference("initializers", say("an initializer")),
        "regularizer": Reference("regularizers", say("a regularizer")),
        "constraint": Reference("constraints", say("a constraint")),
        "loss": Reference("losses", say("a loss")),
        "metrics": Reference("metrics", "metrics", many=True),
        "optimizer": Reference("optimizers", say("an optimizer")),
        "learning_rate": Reference("schedules", say("a schedule"), number=True),
        "layer": Reference("layers", say("a layer")),
        "layers": Reference("layers", "layers", many=True),
        "cell": Reference("cells", say("a cell")),
        "cells": Reference("cells", "cells", many=True),
    }
)
