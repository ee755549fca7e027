"""Waves of people who press Train: all without a browser but one, on whose page the run is waited for."""

import asyncio
import os
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass

from playwright.async_api import Browser, Page

from engine.assets import asset
from engine.host.client import Client
from tests.bench.guest import PATIENCE, Guest, guest
from tests.running import Running

PEOPLE = 30
WITHIN = 10.0
"""Seconds in which all press Train."""

_SETTLE_SECONDS = 3.0


@dataclass(frozen=True, kw_only=True)
class Wave:
    """Seconds from a press: `page`, to the run on the one page in Chromium; `guests`, to each other's place."""

    page: float
    guests: list[float]


async def wave(app: Running, browser: Browser, share: float) -> Wave:
    """Let all but one press in equal steps, and the page after `share` of the time; then end all runs."""
    following: list[asyncio.Task[None]] = []
    async with AsyncExitStack() as stack:
        guests = [await stack.enter_async_context(guest(app.url)) for _ in range(PEOPLE - 1)]
        page = await arrive(browser, app)
        await asyncio.sleep(_SETTLE_SECONDS)
        presses = [_train(one, WITHIN * turn / PEOPLE, following) for turn, one in enumerate(guests)]
        felt, *took = await asyncio.gather(press(page, WITHIN * share), *presses)
        await page.context.close()
        await _end(following)
    await asyncio.to_thread(_end_runs, app)
    return Wave(page=felt, guests=took)


async def arrive(browser: Browser, app: Running) -> Page:
    """Return a page at a project of its own with the spirals network, which can be trained."""
    page = await (await browser.new_context(viewport={"width": 1280, "height": 720})).new_page()
    await page.goto(app.url)
    await page.get_by_test_id("train").wait_for(timeout=1000 * PATIENCE)
    template = asset("templates/spirals-mlp.json").read_text("utf-8")
    made = await page.request.post(f"{app.url}/api/projects", data=template, headers={"Origin": app.url})
    await page.goto(f"{app.url}/?project={(await made.json())['project']}")
    await page.get_by_text("ready to train").first.wait_for(timeout=1000 * PATIENCE)
    return page


async def press(page: Page, delay: float) -> float:
    """Press Train after `delay` seconds; return how long it took until the run was on the page."""
    await asyncio.sleep(delay)
    started = time.perf_counter()
    await page.get_by_test_id("train").click()
    await page.get_by_test_id("run-strip").wait_for(timeout=1000 * PATIENCE)
    return time.perf_counter() - started


async def _train(one: Guest, delay: float, following: list[asyncio.Task[None]]) -> float:
    await asyncio.sleep(delay)
    took = await asyncio.wait_for(one.train(), PATIENCE)
    following.append(asyncio.create_task(asyncio.wait_for(one.follow(), PATIENCE)))
    return took


async def _end(following: list[asyncio.Task[None]]) -> None:
    for task in following:
        task.cancel()
    for ended in await asyncio.gather(*following, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


def _end_runs(app: Running) -> None:
    os.environ["LAYERLOOM_HOME"] = str(app.home)
    client = Client()
    while going := [one["run"] for one in client.runs()["runs"]]:  # type: ignore[union-attr, index, call-overload]
        for run in going:
            client.stop(str(run))
        time.sleep(0.5)
    client.close()
