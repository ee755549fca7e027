"""An answer that is the next numbers of a series."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np

from engine.data.schema import Schema
from engine.runtime.answers.number import NumberAnswer, plain
from engine.runtime.answers.told import number
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.windows import WHEN
from engine.runtime.evaluate.scores import Score, mean_absolute_error, mean_forecast_error
from engine.said import say
from engine.words import Json, JsonObject

_POINTS = 2000


@dataclass(frozen=True, kw_only=True)
class ForecastAnswer(NumberAnswer):
    """The next numbers of a series `(sample, step)`, in the units of its column.

    `trivial` are answers that need no network, by what they are called, and `when` the times of the last steps that
    each sample knows, in seconds where it is `dated`: they are there where it is scored.
    """

    kind: ClassVar[str] = "forecast"

    trivial: tuple[tuple[str, Array], ...] = ()
    when: Array | None = None
    dated: bool = False

    def looking_back(self, used: Schema, raw: Columns, rows: Array) -> Self:
        """Return the answer with what the last value, and the one a season before, would say."""
        target, series = used.feature(self.target), used.series
        past = raw.get(target.source) if target else None
        if target is None or series is None or past is None:
            return self
        known = past[rows]
        trivial = [(say("always saying the last value"), np.repeat(known[:, -1:], series.count, axis=1))]
        # The step that lies `ahead` of the last one lies so many before it, a season earlier.
        places = series.steps - 1 + series.ahead + np.arange(series.count) - series.season
        if series.season and places[0] >= 0 and places[-1] < series.steps:
            trivial.append((say("always saying the value of a season before"), known[:, places]))
        order = used.feature(series.order or "")
        dated = order is not None and "date" in (order.type, order.each)
        return replace(self, trivial=tuple(trivial), when=raw[WHEN][rows], dated=dated)

    def truth(self, y: Array) -> Json:
        """Return the right numbers."""
        return plain(y)

    def score(self, learnt: Array, y: Array, outputs: Array) -> Score:
        """Return the mean absolute error; the trivial answer is the last value or that of a season before.

        Of the two it is the better one on these samples, and without either the mean.
        """
        found = [mean_forecast_error(y, outputs, said, sentence) for sentence, said in self.trivial]
        usual = mean_absolute_error(y.mean(axis=1), outputs.mean(axis=1), float(learnt.mean()))
        return min(found, key=lambda score: score.baseline or 0.0, default=usual)

    def details(self, y: Array, outputs: Array) -> JsonObject:
        """Return the first of the next numbers of some samples, what was answered, and when."""
        every = max(1, len(y) // _POINTS)
        when = {} if self.when is None else {"when": self.when[::every].tolist(), "dated": self.dated}
        return {"truth": y[::every, 0].tolist(), "answers": outputs[::every, 0].tolist(), **when}

    def details_told(self, value: Mapping[str, Any]) -> JsonObject:
        """Return the same."""
        found = super().details_told(value)
        if "when" not in value:
            return found
        when = [number(each) for each in value["when"]][:_POINTS]
        return {**found, "when": when, "dated": value.get("dated") is True}

    def described(self) -> str:
        """Return that it is the next numbers."""
        return f"the predicted “{self.target}”, in the units of the series, one number for each step ahead"
