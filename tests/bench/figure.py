"""One measured figure beside its yardstick, as a bench reports it to `make bench`."""

import json
import sys
from collections.abc import Sequence

MARKS = {True: "met", False: "MISSED", None: "reported"}


def report(figure: str, value: float | str, unit: str, *, at_most: float | None = None, note: str = "") -> None:
    """Print `figure` for the table; `at_most` is its yardstick, in `unit`, where it has one."""
    met = None if at_most is None else float(value) <= at_most
    yardstick = "" if at_most is None else f"≤ {at_most:g} {unit}".strip()
    _print(figure, value, unit, yardstick, met, note)


def report_at_least(figure: str, value: float, unit: str, least: float, note: str = "") -> None:
    """Print `figure` for the table, with a yardstick that it must reach."""
    _print(figure, value, unit, f"≥ {least:g} {unit}".strip(), value >= least, note)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of `values` lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _print(figure: str, value: float | str, unit: str, yardstick: str, met: bool | None, note: str) -> None:
    row = {"figure": figure, "value": value, "unit": unit, "yardstick": yardstick, "met": met, "note": note}
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()
