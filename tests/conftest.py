"""What every test may ask for: a home folder, a browser, the real data; and the proof that no process is left."""

import gc
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from playwright.sync_api import Browser, sync_playwright

from tests.browser import NONE, QUIET, find
from tests.running import Running, running

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# No test asserts a time: machines are slow for reasons of their own. `make test` takes the same examples each time, so
# that it fails for the change at hand and for nothing else; `make test-all` looks for new ones.
SAME = "LAYERLOOM_NEW_EXAMPLES" not in os.environ
settings.register_profile("layerloom", deadline=None, derandomize=SAME)
settings.load_profile("layerloom")
if SAME:
    # Otherwise Hypothesis also tries numbers and texts of whatever modules are imported, others in each worker.
    providers._get_local_constants = lambda: providers._local_constants


def pytest_collection_finish() -> None:
    """Keep what the imports of all tests hold out of the searches for garbage that Keras asks for with each model."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Mark every process that a test starts by its `LAYERLOOM_HOME`, and fail when one outlives the tests."""
    base = str(tmp_path_factory.getbasetemp())
    before = os.environ.get("LAYERLOOM_HOME")
    os.environ["LAYERLOOM_HOME"] = f"{base}/home"
    yield
    os.environ.pop("LAYERLOOM_HOME")
    if before is not None:
        os.environ["LAYERLOOM_HOME"] = before
    left = _left(base)
    for process in left:
        process.kill()
    assert not left, f"left behind by a test: {[f'{process.pid} {process.name()}' for process in left]}"


LIMITS = {
    kind: resource.getrlimit(kind)
    for kind in (resource.RLIMIT_CORE, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_DATA)
}


@pytest.fixture(autouse=True)
def unlimited() -> None:
    """Take back the limits that a command set its own process to, so that they hold for no test after it."""
    for kind, limits in LIMITS.items():
        if resource.getrlimit(kind) != limits:
            resource.setrlimit(kind, limits)


def _left(base: str) -> list[psutil.Process]:
    # Those that were asked to end get a moment to do it.
    deadline = time.monotonic() + 10
    while (found := _marked(base)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def _marked(base: str) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if process.pid != os.getpid() and _is_marked(process, base)]


def _is_marked(process: psutil.Process, base: str) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE or "resource_tracker" in " ".join(process.cmdline()):
            return False
        return process.environ().get("LAYERLOOM_HOME", "").startswith(base)
    except (psutil.AccessDenied, psutil.NoSuchProcess):
        return False


@pytest.fixture
def anyio_backend() -> str:
    """Run `@pytest.mark.anyio` tests on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home folder that Layerloom uses during the test."""
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("LAYERLOOM_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data files; a test that uses it is marked `realdata`."""
    folder = os.environ.get("LAYERLOOM_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.fail("LAYERLOOM_TEST_DATA must name the folder of real data files")
    return Path(folder)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Return the path of the browser that journeys drive."""
    path = find()
    if path is None:
        pytest.fail(NONE)
    return path


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    """Return a running browser. One a module: Playwright's loop would be in the way of tests that run their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return the app, started as a person starts it, with an empty home folder. One a module."""
    with running(tmp_path_factory.mktemp("app") / "home") as started:
        yield started
