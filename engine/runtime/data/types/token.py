"""What comes next in a text: one of very many letters or words."""

from dataclasses import dataclass
from typing import ClassVar

from engine.data.types import FeatureType
from engine.runtime.data.types.category import CategoryField


@dataclass(frozen=True, kw_only=True)
class TokenField(CategoryField):
    """One of `classes`, of which there are so many that how likely each is says more than which is likeliest."""

    type: ClassVar[FeatureType] = "token"
    answer: ClassVar[str] = "token"
