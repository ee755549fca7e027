"""From the start of the server to a page that can be used, beside a bare Streamlit page; and its memory."""

import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from tests.bench.figure import report
from tests.browser import QUIET, find
from tests.running import free_port, running

PAIRS = 5
BARE = 'import streamlit as st\nst.button("Ready")\n'


def main() -> None:
    """Measure in turns, so that a busy machine disturbs both alike."""
    ours, bare, memory = [], [], 0.0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        for number in range(PAIRS):
            seconds, memory = _ours(browser, Path(folder) / f"home{number}")
            ours.append(seconds)
            bare.append(_bare(browser, Path(folder)))
        browser.close()
    ratio = statistics.median(one / other for one, other in zip(ours, bare, strict=True))
    note = f"{statistics.median(ours):.1f} s against {statistics.median(bare):.1f} s, from the start of the process"
    report("page usable after the start, against a bare Streamlit page", round(ratio, 2), "×", at_most=1.5, note=note)
    report("web process: memory with one project open", round(memory), "MB", at_most=250)


def _ours(browser: Browser, home: Path) -> tuple[float, float]:
    begun = time.monotonic()
    with running(home) as app:
        _until(browser, app.url, "[data-testid=node-image]")
        return time.monotonic() - begun, psutil.Process(app.process.pid).memory_info().rss / 1e6


def _bare(browser: Browser, folder: Path) -> float:
    begun = time.monotonic()
    with _streamlit(folder) as url:
        _until(browser, url, "button:has-text('Ready')")
        return time.monotonic() - begun


@contextmanager
def _streamlit(folder: Path) -> Iterator[str]:
    script, port = folder / "bare.py", free_port()
    script.write_text(BARE)
    options = ["--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1"]
    options += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url):
            time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


def _until(browser: Browser, url: str, selector: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(url)
    page.locator(selector).first.wait_for(timeout=60_000)
    context.close()


if __name__ == "__main__":
    main()
