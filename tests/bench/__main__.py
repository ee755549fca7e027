"""`make bench`: run every bench and print its figures in one table, each beside its yardstick.

A bench is a module `tests/bench/<name>_bench.py` that prints one JSON object a line: `figure`, `value`, `unit`,
`yardstick`, `met` (true, false, or null where a figure is only reported) and `note`. `ONLY=name` runs one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.figure import MARKS

FOLDER = Path(__file__).parent
HEADS = ("figure", "measured", "to reach", "")


def main() -> int:
    """Run the benches one after the other, so that none disturbs another; fail when one could not measure."""
    only = os.environ.get("ONLY")
    names = [path.stem for path in sorted(FOLDER.glob("*_bench.py")) if only in (None, "", path.stem[: -len("_bench")])]
    rows, broken = [], []
    for name in names:
        sys.stderr.write(f"── {name}\n")
        done = subprocess.run(
            [sys.executable, "-m", f"tests.bench.{name}"], stdout=subprocess.PIPE, text=True, check=False
        )
        rows += [_row(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]
        broken += [name] if done.returncode else []
    sys.stdout.write(_table(rows))
    if broken:
        sys.stderr.write(f"Could not measure: {', '.join(broken)}.\n")
    return int(bool(broken) or not names)


def _row(figure: Mapping[str, Any]) -> tuple[str, str, str, str]:
    value = figure["value"]
    number = f"{value:,.4g}" if isinstance(value, float) else str(value)
    measured = f"{number} {figure['unit']}".strip()
    note = f" ({figure['note']})" if figure.get("note") else ""
    return figure["figure"] + note, measured, figure["yardstick"], MARKS[figure["met"]]


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    widths = [max(len(row[column]) for row in [HEADS, *rows]) for column in range(len(HEADS))]
    lines = [[head.ljust(width) for head, width in zip(HEADS, widths, strict=True)], ["─" * width for width in widths]]
    lines += [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "".join("  ".join(line).rstrip() + "\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
