"""How long 10,000 pictures of 64×64 in an archive take until the first can be looked at, and until all are kept."""

import io
import resource
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from engine.data.glance import glance
from engine.runtime.data.jobs import inspect
from tests.bench.figure import report

COUNT, CLASSES, SIDE = 10_000, 10, 64


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder / "raw")
        seen: list[float] = []
        start, began, cpu = time.time(), time.perf_counter(), _cpu()

        def look(_share: float, _sentence: str) -> None:
            if not seen and glance(folder):
                seen.append((folder / "glance.json").stat().st_mtime - start)

        schema: Any = inspect({"folder": place, "id": "bench", "title": "bench"}, look)
        seconds, spent = time.perf_counter() - began, _cpu() - cpu
    assert (schema["samples"], len(schema["preview"])) == (COUNT, 24)
    report(f"the first of {COUNT:,} pictures of {SIDE}×{SIDE} are seen after", round(seen[0], 2), "s", at_most=3)
    note = f"CPU {spent:.1f} s; {COUNT / seconds:,.0f} pictures a second"
    report(f"{COUNT:,} pictures of {SIDE}×{SIDE} indexed", round(seconds, 1), "s", at_most=20, note=note)


def _write(path: Path) -> None:
    draw = np.random.default_rng(0)
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(COUNT):
            file = io.BytesIO()
            pixels = draw.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(file, ("JPEG", "PNG")[number % 2])
            archive.writestr(f"{number % CLASSES}/{number}.{('jpg', 'png')[number % 2]}", file.getvalue())


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
