"""One app for all journeys; each journey is a new visitor, and no page may fail by a script."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import NETWORK
from tests.running import Running, running

_PATIENCE_MS = 60_000  # a busy machine; no journey measures time
expect.set_options(timeout=_PATIENCE_MS)


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("journeys") / "home", {"LAYERLOOM_HOSTS": NETWORK}) as started:
        yield started


@pytest.fixture
def visitor(app: Running, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the app as somebody new, and fails afterwards if a page of theirs did."""
    contexts, faults = [], []

    def visit(path: str = "/", **options: object) -> Page:
        context = browser.new_context(
            base_url=app.url, accept_downloads=True, **{"viewport": {"width": 1440, "height": 900}, **options}
        )
        contexts.append(context)
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not faults
