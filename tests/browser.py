"""Finds the browser that journeys drive; `python -m tests.browser` installs one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NETWORK = (
    "classroom.test"  # a name that browsers take for this machine, and for no safe place: pages there are plain HTTP
)
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
    f"--host-resolver-rules=MAP {NETWORK} 127.0.0.1",
)
NONE = (
    "Browser journeys need Chromium or Chrome, and this machine has neither: install one (Debian and Ubuntu: apt-get "
    "install chromium; elsewhere: .venv/bin/python -m playwright install chromium), or name one in LAYERLOOM_BROWSER."
)


def find() -> str | None:
    """Return the path of a browser: the one that `LAYERLOOM_BROWSER` names, an installed one, or Playwright's own."""
    candidates = [os.environ.get("LAYERLOOM_BROWSER"), *map(shutil.which, NAMES), *PLACES]
    found = next((path for path in candidates if path and Path(path).exists()), None)
    return found or _own()


def _own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> int:
    """Say which browser there is; install Playwright's where there is none; return the exit status."""
    path = find()
    if path is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        path = find()
    if path is None:
        sys.stderr.write(f"{NONE}\n")
        return 1
    sys.stdout.write(f"Browser: {path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
