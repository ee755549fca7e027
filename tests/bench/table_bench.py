"""How long a table of 1,000,000 rows and 20 columns takes until its schema is known, against pandas reading it; and how
much memory that takes, each in a process of its own."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tests.bench.figure import report

ROWS = 1_000_000
ROUNDS = 3
_DIGEST = "0" * 64  # an upload was hashed while it came


class Taken(NamedTuple):
    """What reading takes: seconds, CPU seconds, megabytes."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "raw"
        # A child begins with the largest size that its parent ever had: what is large is made in another one.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(_write, path).result()
        yardstick, schema, whole = (
            min(_measured(read, path) for _ in range(ROUNDS)) for read in (_pandas, _schema, _inspected)
        )
    for figure, taken, most in (("schema and statistics", schema, 2.0), ("the same and its findings", whole, None)):
        note = f"{taken.seconds:.2f} s against {yardstick.seconds:.2f} s of pandas.read_csv; "
        note += f"CPU {taken.cpu:.2f} s against {yardstick.cpu:.2f} s"
        ratio = round(taken.seconds / yardstick.seconds, 2)
        report(f"table of 1,000,000 × 20: {figure}", ratio, "×", at_most=most, note=note)
    report("memory that reading it takes", round(whole.megabytes), "MB", note=f"pandas: {yardstick.megabytes:.0f} MB")


def _write(path: Path) -> None:
    import pandas as pd

    draw = np.random.default_rng(0)
    columns = {f"real{place}": draw.normal(size=ROWS).round(6) for place in range(8)}
    columns |= {f"whole{place}": draw.integers(0, 1000, ROWS) for place in range(5)}
    columns |= {f"word{place}": draw.choice(["red", "green", "blue", "a longer text"], ROWS) for place in range(5)}
    columns["gaps"] = np.where(draw.random(ROWS) < 0.1, np.nan, draw.normal(size=ROWS).round(3))
    columns["label"] = draw.integers(0, 3, ROWS)
    pd.DataFrame(columns).to_csv(path, index=False)


def _measured(read: Callable[[Path], None], path: Path) -> Taken:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, read, path).result()


def _timed(read: Callable[[Path], None], path: Path) -> Taken:
    with tempfile.TemporaryDirectory() as place:
        small = Path(place) / "raw"
        small.write_bytes(b"a,b\n" + b"1,x\n" * 100)
        read(small)
    before, cpu, start = _held(), time.process_time(), time.perf_counter()
    read(path)
    return Taken(time.perf_counter() - start, time.process_time() - cpu, _held() - before)


def _held() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _pandas(path: Path) -> None:
    import pandas as pd

    pd.read_csv(path)


def _schema(path: Path) -> None:
    from engine.runtime.data.readers.forms import inspected
    from engine.runtime.data.readers.upload import Upload

    upload = Upload(folder=path.parent, id="table", title="table", wanted={}, digest=_DIGEST)
    inspected(upload, lambda _share, _sentence: None)


def _inspected(path: Path) -> None:
    from engine.runtime.data.jobs import inspect

    request = {"folder": str(path.parent), "id": "table", "title": "table", "digest": _DIGEST}
    inspect(request, lambda _share, _sentence: None)


if __name__ == "__main__":
    main()
