"""What is about to leave: a trained run, and where its export is written."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np

from engine.runtime.data.raw import Array, Columns
from engine.runtime.evaluate.answering import Answering, predicted
from engine.runtime.export.held_out import held_out
from engine.runtime.export.whole import Whole
from engine.runtime.opened import Trained
from engine.said import say

Report: TypeAlias = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A run on its way out: its one-page `card`, the `path` to write, and an empty folder `place` to work in."""

    trained: Trained
    whole: Whole
    card: str
    path: Path
    place: Path
    report: Report

    @cached_property
    def raw(self) -> dict[str, Array]:
        """Raw values of the held-out samples, by input name."""
        return self.values(held_out(self.trained))

    def values(self, columns: Columns, rows: Array | None = None) -> dict[str, Array]:
        """Return raw values by input name, of all rows of raw columns or of some."""
        every = np.arange(len(next(iter(columns.values()))))
        return self.trained.preparation.rows(columns, every if rows is None else rows)

    def answers(self, raw: dict[str, Array]) -> dict[str, Array]:
        """Return what the app answers to raw values: the outputs by node."""
        return predicted(self.trained.model, self.trained.preparation.apply(raw))

    def answered(self, raw: dict[str, Array]) -> dict[str, Array]:
        """Return the same, but texts as they are written when nothing of them is told."""
        return Answering(self.trained.model, self.whole.read)(self.trained.preparation.apply(raw))

    def compared(self) -> None:
        """Tell that the comparison begins."""
        self.report(0.5, say("Opening it again in a fresh process to compare its answers"))
