"""Dates and times: the year scaled, what comes round again as sine and cosine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

import keras
import numpy as np
from keras import layers, ops

from engine.data.reading import Reading
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.runtime.data.calendar import PERIODS, calendar
from engine.runtime.data.raw import Array, Tensor
from engine.runtime.data.types.field import Field, normalization, spread_of
from engine.said import say
from engine.words import Json, Refusal


@dataclass(frozen=True, kw_only=True)
class DateField(Field):
    """Seconds since 1970, NaN where missing. `parts` are read of it; `mean` and `variance` are those of the year."""

    type: ClassVar[FeatureType] = "date"
    LEARNT: ClassVar[tuple[str, ...]] = ("mean", "variance")

    parts: tuple[str, ...] = ()
    mean: tuple[float, ...] = ()
    variance: tuple[float, ...] = ()

    @classmethod
    def of(cls, feature: Feature, key: str, schema: Schema) -> Self:
        """Return the field of a feature with the parts that vary in it."""
        return cls(name=feature.name, key=key, parts=feature.parts)

    def learnt(self, values: Array, readings: Sequence[Reading]) -> Self:
        """Return the field with the figures of the years in its training rows."""
        present = values[np.isfinite(values)]
        years = calendar(present, np)["year"] if len(present) else np.zeros(1)
        mean, variance = spread_of(np.asarray(years)[:, np.newaxis])
        return replace(self, mean=mean, variance=variance)

    def rows(self, values: Array) -> Array:
        """Return seconds as float64 `(sample, 1)`."""
        return values.reshape(-1, 1).astype(np.float64)

    def input(self) -> Tensor:
        """Return an input of `(batch, 1)`; float32 would be wrong by a minute."""
        return keras.Input((1,), dtype="float64", name=self.key)

    def prepared(self, raw: Tensor, reading: Reading) -> Tensor:
        """Return the parts side by side; of a date that is missing all are 0, which is the mean year."""
        known = ops.isfinite(raw)
        found = calendar(ops.where(known, raw, 0.0), ops)
        parts: list[Tensor] = []
        for part in self.parts:
            if part == "year":
                year = ops.cast(found[part], "float32")
                parts.append(normalization(f"normalize_{self.key}_", self.mean, self.variance)(year))
            else:
                angle = found[part] * (2 * math.pi / PERIODS[part])
                parts += [ops.cast(ops.sin(angle), "float32"), ops.cast(ops.cos(angle), "float32")]
        joined = parts[0] if len(parts) == 1 else layers.Concatenate(name=f"parts_{self.key}_")(parts)
        return ops.where(known, joined, 0.0)

    def given(self, value: Json) -> Array:
        """Return seconds from what a form sent: a date such as `2024-01-31T12:30`, or seconds since 1970."""
        return np.asarray([[self._seconds(value)]], dtype=np.float64)

    def _seconds(self, value: Json) -> float:
        if value is None or value == "":
            return math.nan
        try:
            return float(value) if isinstance(value, int | float) else seconds_of(str(value))
        except (ValueError, OverflowError) as fault:
            raise Refusal(
                say(
                    "“{field}” is a date such as 2024-01-31; {value} is none.",
                    field=self.name,
                    value=repr(str(value)[:40]),
                )
            ) from fault

    @staticmethod
    def shown(feature: Feature, value: Any) -> Json:  # noqa: ANN401
        """Return the date as text, with its time where hours tell rows apart."""
        if not math.isfinite(value):
            return None
        text = str(np.datetime64(int(value), "s"))
        return text.replace("T", " ") if "hour" in feature.parts else text[:10]

    @staticmethod
    def present(values: Array) -> Array:
        """Return which dates are there."""
        found: Array = np.isfinite(values)
        return found


def seconds_of(text: str) -> float:
    """Return the seconds since 1970 of a date or time as ISO 8601 writes it; without a zone it is taken as UTC."""
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
