"""Texts that are written: an Output of one follows the Input that reads, at each place, what stands before it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from engine.data.schema import Feature
from engine.data.texts import Wording
from engine.plan.steps import InputSpec
from engine.words import Json

Written: TypeAlias = tuple[str, InputSpec]
"""The id of such an Input, and what it gives."""


def is_written_by(params: Mapping[str, Json], target: Json) -> bool:
    """Whether an Input with such settings reads a target as far as it is written."""
    return params.get("text_shifted") is True and params.get("features") == [target]


def as_written(target: Feature, given: InputSpec) -> Feature:
    """Return a text as what is learnt: its places, and how many words or letters each can be."""
    wording = replace(target.wording or Wording(), vocabulary=given.reading.text_words or 1)
    return replace(target, shape=tuple(size or 0 for size in given.shape), wording=wording)
