"""The network breaks, the server is started again, the project is deleted: nothing on the canvas is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from playwright.sync_api import TimeoutError as TookTooLong

from tests.journeys.steps import LONG, step
from tests.journeys.two import boxes, grab
from tests.running import Running, running

pytestmark = [pytest.mark.journey, pytest.mark.slow]


class Network:
    """The sockets of a page, to be broken and mended."""

    def __init__(self, page: Page) -> None:
        self.broken = False
        self._open: list[WebSocketRoute] = []
        page.route_web_socket("**/sync/*", self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self.broken:
            socket.close(code=1001)
            return
        socket.connect_to_server()
        self._open.append(socket)

    def cut(self) -> None:
        self.broken = True
        for socket in self._open:
            socket.close(code=1001)
        self._open.clear()

    def mend(self) -> None:
        self.broken = False


def _two(visitor: Callable[..., Page]) -> tuple[Page, Page]:
    owner = visitor()
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-together").input_value())
    owner.keyboard.press("Escape")
    guest.get_by_test_id("node-conv1").wait_for()
    return owner, guest


def test_a_drag_outlives_the_network(visitor: Callable[..., Page]) -> None:
    owner, guest = _two(visitor)
    network = Network(owner)
    owner.reload()
    owner.get_by_test_id("node-conv1").wait_for()
    before = boxes(guest, "conv1")
    x, y = grab(owner, "node-conv1")
    owner.mouse.move(x + 60, y + 20, steps=4)
    network.cut()
    owner.mouse.move(x + 160, y + 20, steps=4)
    expect(owner.get_by_test_id("trouble")).to_contain_text("everything is kept in this window")
    owner.mouse.up()
    here = boxes(owner, "conv1", "image")
    network.mend()
    expect(owner.get_by_test_id("saved")).to_have_text("saved")
    expect(owner.get_by_test_id("trouble")).to_have_count(0)
    assert boxes(owner, "conv1", "image") == here
    guest.wait_for_timeout(500)
    assert boxes(guest, "conv1") != before


def test_a_project_that_was_deleted_elsewhere_is_brought_back(visitor: Callable[..., Page]) -> None:
    page, guest = _two(visitor)
    other = page.context.new_page()
    other.goto("/projects")
    other.get_by_role("button", name="Duplicate").or_(other.get_by_role("button", name="More")).first.click()
    other.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_test_id("trouble")).to_contain_text("This project was deleted")
    page.get_by_test_id("node-dense").click()
    page.keyboard.press("Delete")
    with page.expect_download() as kept:
        page.get_by_test_id("save-file").click()
    document = json.loads(Path(kept.value.path()).read_bytes())
    assert "conv1" in document["nodes"]
    assert "dense" not in document["nodes"]
    # Somebody else cannot bring it back, but keeps what they see.
    guest.get_by_test_id("node-dense").click()
    guest.keyboard.press("Delete")
    guest.get_by_test_id("keep-copy").click()
    expect(guest.get_by_test_id("share")).to_be_visible()
    expect(guest.get_by_test_id("trouble")).to_have_count(0)
    expect(guest.get_by_test_id("node-conv1")).to_be_visible()
    expect(guest.get_by_test_id("node-dense")).to_have_count(0)
    page.get_by_test_id("bring-back").click()
    expect(page.get_by_test_id("trouble")).to_have_count(0)
    expect(page.get_by_test_id("saved")).to_have_text("saved")
    page.reload()
    page.get_by_test_id("node-conv1").wait_for()
    expect(page.get_by_test_id("node-dense")).to_have_count(0)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Running]:
    """Return an app that may be ended and started again."""
    with running(tmp_path / "home") as started:
        yield started


def test_the_server_may_be_started_again_under_an_open_canvas(mortal: Running, browser: Browser) -> None:
    context = browser.new_context(base_url=mortal.url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(LONG)
    page.goto("/")
    page.get_by_test_id("node-dense").wait_for()
    expect(page.get_by_test_id("saved")).to_have_text("saved")
    mortal.process.kill()
    mortal.process.wait()
    expect(page.get_by_test_id("trouble")).to_contain_text("The server cannot be reached.")
    page.get_by_test_id("node-dense").click()
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("node-dense")).to_have_count(0)
    with _again(mortal):
        expect(page.get_by_test_id("trouble")).to_have_count(0, timeout=LONG)
        expect(page.get_by_test_id("saved")).to_have_text("saved", timeout=LONG)
        expect(page.get_by_test_id("node-dense")).to_have_count(0)
        expect(page.get_by_test_id("node-conv1")).to_be_visible()
        _go_to_train(page)
        context.close()


def _go_to_train(page: Page) -> None:
    # What is pressed before the page itself has connected again belongs to the server that is gone.
    for _time in range(20):
        step(page, "Train")
        with suppress(TookTooLong):
            page.get_by_role("spinbutton", name="Epochs", exact=True).wait_for(timeout=6000)
            return
    pytest.fail("The Train page did not come.")


@contextmanager
def _again(app: Running) -> Iterator[None]:
    port = app.url.rpartition(":")[2]
    environment = {**os.environ, "LAYERLOOM_HOME": str(app.home)}
    with app.log.open("ab") as log:
        command = [sys.executable, "-m", "builder.cli", "--port", port]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    yield
    process.terminate()
    process.wait(20)
