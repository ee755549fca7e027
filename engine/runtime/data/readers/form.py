"""What a form of upload is: how it is recognised, and what reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from engine.data.schema import Schema
from engine.runtime.data.readers.upload import Upload
from engine.said import Said

Report: TypeAlias = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form of upload: `recognises` looks at what a file holds; `inspect` makes its schema, storing its columns."""

    title: Said
    recognises: Callable[[Upload], bool]
    inspect: Callable[[Upload, Report], Schema]
