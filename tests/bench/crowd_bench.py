"""Thirty people press Train on the spirals network within ten seconds: when all are done, how the page feels.

Once in thirty pages of Chromium, which share the processors with the server and the runs, as nobody's browser does; and
several times with one such page among people without a browser (`tests/bench/guest.py`).
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from playwright.async_api import async_playwright

from engine.runs.status import status
from tests.bench.figure import percentile, report
from tests.bench.wave import PEOPLE, WITHIN, arrive, press, wave
from tests.browser import QUIET, find
from tests.running import Running, running, working_for

WAVES = 7


async def _crowd(app: Running) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        pages = [await arrive(browser, app) for _ in range(PEOPLE)]
        peak = _Peak(app.home)
        watching = asyncio.create_task(peak.watch())
        started = time.perf_counter()
        felt = await asyncio.gather(*(press(page, WITHIN * turn / PEOPLE) for turn, page in enumerate(pages)))
        await _until(lambda: _all_over(app.home))
        took = time.perf_counter() - started
        watching.cancel()
        failed = [folder for folder in (app.home / "runs").glob("[a-z0-9]*") if status(folder).state != "finished"]
        await browser.close()
    name = f"{PEOPLE} browsers on the processors of the server press Train on the spirals MLP"
    report(f"{name}: all finished", took, "s", at_most=120, note=f"{len(failed)} failed" if failed else "")
    report(f"{name}: click to the run on the page, 95th percentile", percentile(felt, 0.95), "s", at_most=1)
    report(f"{name}: peak memory of server, host and workers", peak.bytes / 1e9, "GB")


class _Peak:
    """The most memory that the app's processes took together."""

    def __init__(self, home: Path) -> None:
        self.bytes = 0
        self._home = home

    async def watch(self) -> None:
        while True:
            self.bytes = max(self.bytes, sum(map(_own_memory, working_for(self._home))))
            await asyncio.sleep(2)


def _own_memory(process: psutil.Process) -> int:
    # What is shared after a fork is counted once in all.
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


async def _waves(app: Running) -> None:
    """Measure one page among people without a browser, who cost the processors nothing but the server's share."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        waves = [await wave(app, browser, (number + 1) / (WAVES + 1)) for number in range(WAVES)]
        await browser.close()
    felt = [one.page for one in waves]
    others = [took for one in waves for took in one.guests]
    name = f"{PEOPLE - 1} people without a browser and one in Chromium press Train on the spirals MLP, {WAVES} times"
    note = f"median {statistics.median(felt):.2f} s"
    report(f"{name}: click to the run on the page, slowest", max(felt), "s", at_most=1, note=note)
    report(f"{name}: press to the place of those without, 95th percentile", percentile(others, 0.95), "s")


def _all_over(home: Path) -> bool:
    folders = list((home / "runs").glob("[a-z0-9]*"))
    return len(folders) == PEOPLE and all(status(folder).over for folder in folders)


async def _until(done: Callable[[], bool], patience: float = 600) -> None:
    deadline = time.monotonic() + patience
    while not await asyncio.to_thread(done):
        if time.monotonic() > deadline:
            message = "The runs did not end."
            raise TimeoutError(message)
        await asyncio.sleep(0.5)


def main() -> None:
    """Start the app with an empty home, and let them come."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "home") as app:
        asyncio.run(_crowd(app))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "home") as app:
        asyncio.run(_waves(app))


if __name__ == "__main__":
    main()
