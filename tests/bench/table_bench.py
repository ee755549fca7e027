"""How long a table of 1,000,000 rows and 20 columns takes until its schema is known, against pandas reading it; and how
much memory that takes. CPU seconds, each in a process of its own."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from tests.bench.figure import report

ROWS = 1_000_000
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "raw"
        _write(path)
        yardstick = min(_measured(_pandas, path)[0] for _ in range(ROUNDS))
        taken = [_measured(_inspected, path) for _ in range(ROUNDS)]
    seconds, megabytes = min(taken)
    note = f"{seconds:.2f} s against {yardstick:.2f} s of pandas.read_csv, CPU"
    report("schema of a table of 1,000,000 × 20", round(seconds / yardstick, 2), "×", at_most=2, note=note)
    report("memory that reading it takes", round(megabytes), "MB")


def _write(path: Path) -> None:
    import pandas as pd

    draw = np.random.default_rng(0)
    columns = {f"real{place}": draw.normal(size=ROWS).round(6) for place in range(8)}
    columns |= {f"whole{place}": draw.integers(0, 1000, ROWS) for place in range(5)}
    columns |= {f"word{place}": draw.choice(["red", "green", "blue", "a longer text"], ROWS) for place in range(5)}
    columns["gaps"] = np.where(draw.random(ROWS) < 0.1, np.nan, draw.normal(size=ROWS).round(3))
    columns["label"] = draw.integers(0, 3, ROWS)
    pd.DataFrame(columns).to_csv(path, index=False)


def _measured(read: Callable[[Path], None], path: Path) -> tuple[float, float]:
    """Return CPU seconds and how many megabytes more were held."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, read, path).result()


def _timed(read: Callable[[Path], None], path: Path) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as place:
        small = Path(place) / "raw"
        small.write_bytes(b"a,b\n" + b"1,x\n" * 100)
        read(small)
    before, start = _held(), time.process_time()
    read(path)
    return time.process_time() - start, _held() - before


def _held() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _pandas(path: Path) -> None:
    import pandas as pd

    pd.read_csv(path)


def _inspected(path: Path) -> None:
    from engine.runtime.data.jobs import inspect

    inspect({"folder": str(path.parent), "id": "table", "title": "table"}, lambda _share, _sentence: None)


if __name__ == "__main__":
    main()
