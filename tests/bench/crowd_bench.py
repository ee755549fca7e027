"""Thirty browsers press Train on the spirals network within ten seconds: when all are done, how the page feels."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
from playwright.async_api import Browser, Page, async_playwright

from engine.assets import asset
from engine.runs.status import status
from tests.bench.figure import percentile, report
from tests.browser import QUIET, find
from tests.running import Running, running, working_for

PEOPLE = 30
WITHIN = 10.0  # seconds in which all press Train


async def _crowd(app: Running) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        pages = [await _arrive(browser, app) for _ in range(PEOPLE)]
        peak = _Peak(app.home)
        watching = asyncio.create_task(peak.watch())
        started = time.perf_counter()
        felt = await asyncio.gather(*(_press(page, WITHIN * turn / PEOPLE) for turn, page in enumerate(pages)))
        await _until(lambda: _all_over(app.home))
        took = time.perf_counter() - started
        watching.cancel()
        failed = [folder for folder in (app.home / "runs").glob("[a-z0-9]*") if status(folder).state != "finished"]
        await browser.close()
    name = f"{PEOPLE} browsers press Train on the spirals MLP"
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


async def _arrive(browser: Browser, app: Running) -> Page:
    page = await (await browser.new_context(viewport={"width": 1280, "height": 720})).new_page()
    await page.goto(app.url)
    await page.get_by_test_id("train").wait_for(timeout=60_000)
    template = asset("templates/spirals-mlp.json").read_text("utf-8")
    made = await page.request.post(f"{app.url}/api/projects", data=template, headers={"Origin": app.url})
    await page.goto(f"{app.url}/?project={(await made.json())['project']}")
    await page.locator('[data-testid="train"]:enabled').wait_for(timeout=120_000)
    return page


async def _press(page: Page, delay: float) -> float:
    await asyncio.sleep(delay)
    started = time.perf_counter()
    await page.get_by_test_id("train").click()
    await page.get_by_test_id("run-strip").wait_for(timeout=120_000)
    return time.perf_counter() - started


async def _without_browsers(app: Running) -> None:
    """Press as many times in the same seconds by plain requests: what of the wait is the server's own share."""
    people = [await _guest(app) for _ in range(PEOPLE)]
    took = await asyncio.gather(*(_ask(*guest, WITHIN * turn / PEOPLE) for turn, guest in enumerate(people)))
    for guest, _ in people:
        await guest.aclose()
    name = f"{PEOPLE} people press Train on the spirals MLP by plain requests"
    report(f"{name}: press to the run's number and place, 95th percentile", percentile(took, 0.95), "s")


async def _guest(app: Running) -> tuple[httpx.AsyncClient, str]:
    """Return somebody new, and the address at which their project is trained."""
    guest = httpx.AsyncClient(base_url=app.url, headers={"Origin": app.url}, timeout=120)
    await guest.get("/open/none", headers={"Accept": "text/html"})
    template = asset("templates/spirals-mlp.json").read_text("utf-8")
    made = await guest.post("/api/projects", content=template)
    return guest, f"/api/projects/{made.json()['project']}/runs"


async def _ask(guest: httpx.AsyncClient, address: str, delay: float) -> float:
    await asyncio.sleep(delay)
    started = time.perf_counter()
    (await guest.post(address)).raise_for_status()
    return time.perf_counter() - started


async def _until_warm(app: Running) -> None:
    guest, address = await _guest(app)
    while (await guest.post(address)).is_error:
        await asyncio.sleep(0.5)
    await guest.aclose()


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
        asyncio.run(_until_warm(app))
        asyncio.run(_without_browsers(app))


if __name__ == "__main__":
    main()
