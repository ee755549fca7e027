"""How long the second start of a run prepares the same data, against the first: a table of 1,000,000 rows, 10,000
pictures and spoken digits; each start in a process of its own."""

import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from tests.bench import pictures_bench, table_bench
from tests.bench.figure import report

ROUNDS = 3


def main() -> None:
    """Print the figures."""
    _figure("a table of 1,000,000 × 20", table_bench._write)
    _figure("10,000 pictures of 64×64", pictures_bench._write)
    if real := os.environ.get("LAYERLOOM_TEST_DATA"):
        _figure("spoken digits", _Copied(Path(real) / "spoken-digits.zip"))


class _Copied:
    """Brings a file that is there already."""

    def __init__(self, source: Path) -> None:
        self._source = source

    def __call__(self, path: Path) -> None:
        path.write_bytes(self._source.read_bytes())


def _figure(name: str, write: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["LAYERLOOM_HOME"] = home
        _alone(_inspect, write)
        first, *later = (_alone(_prepare, "Output") for _ in range(1 + ROUNDS))
        second = sorted(later)[ROUNDS // 2]
    clock, busy = ([f"{1000 * taken:.0f} ms" for taken in pair] for pair in zip(second, first, strict=True))
    note = f"{' against '.join(clock)}; CPU {' against '.join(busy)}"
    share = round(100 * second[0] / first[0], 1)
    report(f"second start on {name}, of the first's preparation", share, "%", at_most=10, note=note)


def _alone(work: Callable[..., object], given: object) -> tuple[float, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, given).result()  # type: ignore[return-value]


def _inspect(write: Callable[[Path], None]) -> None:
    from engine.home import home
    from engine.runtime.data.jobs import inspect

    folder = home() / "datasets" / "mine"
    folder.mkdir(parents=True)
    write(folder / "raw")
    inspect({"folder": str(folder), "id": "mine", "title": "mine"}, lambda _share, _sentence: None)


def _prepare(_: object) -> tuple[float, float]:
    import json

    import keras

    from engine.data.apply import apply
    from engine.data.schema_json import load
    from engine.document.model import Data
    from engine.home import home
    from engine.propose import propose
    from engine.runtime.data import kept
    from engine.runtime.data.prepare import prepare

    schema = load(json.loads((home() / "datasets" / "mine" / "schema.json").read_text("utf-8")))
    data = Data(source="mine", targets=(str(schema.target),))
    document = propose(apply(schema, data), data)
    keras.layers.Rescaling(2.0)(np.zeros((1, 1)))
    began, cpu = time.perf_counter(), time.process_time()
    prepare(schema, document)
    taken = time.perf_counter() - began, time.process_time() - cpu
    kept._writing.shutdown()
    return taken


if __name__ == "__main__":
    main()
