"""What a rule about data is: how it is found, what it says and why, and an example of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.data.schema import Schema
from engine.document.model import Data
from engine.findings import Fix
from engine.said import Said

Figures: TypeAlias = Mapping[str, str | int | float]


@dataclass(frozen=True, kw_only=True)
class Noted:
    """One place where a rule applies, with the figures of its sentence and what may be done."""

    figures: Figures = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()


Find: TypeAlias = Callable[[Schema, Data], Iterator[Noted]]
"""Looks at a schema that was applied to a document's data."""

Example: TypeAlias = Callable[[], tuple[Schema, Data]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One piece of advice on data. `sentence` is a template; `wrong` shows it, `right` does not."""

    code: str
    sentence: Said
    why: Said
    find: Find
    wrong: Example
    right: Example


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a rule found in a data set: a sentence, why it matters, and edits that may mend it."""

    rule: str
    sentence: str
    why: str
    fixes: tuple[Fix, ...]
