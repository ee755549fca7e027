"""What a run found out about itself: its `results.json` and `test.json`, read for the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.pages.visit import Run
from engine.runs.folder import RESULTS, TEST, read_json
from engine.words import JsonObject


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """`counts[i][j]` samples of class i were called class j; axes (truth, answer)."""

    classes: Sequence[str]
    counts: Sequence[Sequence[int]]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a network did on samples that it did not learn from. `outputs` is by target, as the run wrote it."""

    outputs: Mapping[str, Any] = field(default_factory=dict)
    samples: Sequence[Any] = ()
    count: int = 0

    @property
    def matrices(self) -> dict[str, Matrix]:
        """The confusion matrix of each target with classes."""
        found = {
            target: output for target, output in self.outputs.items() if output.get("confusion") and "iou" not in output
        }
        return {target: Matrix(classes=one["classes"], counts=one["confusion"]) for target, one in found.items()}


def read(run: Run) -> Outcome:
    """Return the outcome on validation samples, empty while the run has none."""
    return _read(run, RESULTS)


def read_test(run: Run) -> Outcome:
    """Return the outcome on test samples, empty until the person asked for it."""
    return _read(run, TEST)


def _read(run: Run, name: str) -> Outcome:
    try:
        return of(read_json(run.folder, name))
    except FileNotFoundError:
        return Outcome()


def of(value: JsonObject) -> Outcome:
    """Read what a run or an evaluation wrote."""
    content: Any = value
    return Outcome(
        outputs=content.get("outputs", {}), samples=content.get("samples", ()), count=int(content.get("count", 0))
    )
