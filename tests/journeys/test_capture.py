"""Pictures taken by a camera and sounds by a microphone become data; more are added later; plain HTTP says why not."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import NETWORK, QUIET, find
from tests.journeys.steps import LONG, wait_until_ready
from tests.running import Running

pytestmark = pytest.mark.journey

_DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture
def taker(app: Running, browser: Browser) -> Iterator[Page]:
    """Return a page of a browser with a camera and a microphone that make up what they see and hear."""
    own = browser.browser_type.launch(executable_path=find(), args=[*QUIET, *_DEVICES])
    page = own.new_context(base_url=app.url, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("/")
    page.get_by_role("button", name="Use my data").click()
    yield page
    own.close()
    assert not faults


def _hold(button: Locator, page: Page, until: Callable[[], None] | None = None, milliseconds: int = 0) -> None:
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    if until:
        until()
    page.wait_for_timeout(milliseconds)
    page.mouse.up()


@pytest.mark.slow
def test_a_camera_makes_data_that_grow(taker: Page) -> None:
    page = taker
    page.get_by_role("button", name="With the camera").click()
    for place, name in enumerate(("left", "right")):
        box = page.get_by_test_id(f"class-box-{place}")
        box.get_by_role("textbox").fill(name)
        hold = box.get_by_role("button", name="Hold to take pictures")
        expect(hold).to_be_enabled(timeout=LONG)
        _hold(hold, page, until=lambda box=box: expect(box.locator("img").nth(7)).to_be_visible(timeout=LONG))  # type: ignore[misc]
    page.get_by_role("button", name="Make data of these").click()
    page.get_by_role("button", name="Build a network that fits").wait_for(timeout=LONG)
    expect(page.get_by_text("pictures in 2 classes")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("sample-0").get_by_role("img")).to_be_visible(timeout=LONG)

    page.get_by_text("Add more samples").click()
    page.get_by_test_id("capture").get_by_role("button", name="With the camera").click()
    page.get_by_role("button", name="Another class").click()
    third = page.get_by_test_id("class-box-2")
    third.get_by_role("textbox").fill("above")
    _hold(
        third.get_by_role("button", name="Hold to take pictures"),
        page,
        until=lambda: expect(third.locator("img").nth(3)).to_be_visible(timeout=LONG),
    )
    page.get_by_role("button", name="Add these to the data").click()
    expect(page.get_by_text("samples in 3 classes.").or_(page.get_by_text("pictures in 3 classes."))).to_be_visible(
        timeout=LONG
    )
    page.get_by_role("button", name="Build a network that fits").click()
    wait_until_ready(page)


@pytest.mark.slow
def test_a_microphone_makes_data(taker: Page) -> None:
    page = taker
    page.get_by_role("button", name="With the microphone").click()
    page.get_by_label("Cut into takes of").select_option("0.5")
    for place, name in enumerate(("beep", "other")):
        box = page.get_by_test_id(f"class-box-{place}")
        box.get_by_role("textbox").fill(name)
        hold = box.get_by_role("button", name="Hold to record")
        expect(hold).to_be_enabled(timeout=LONG)
        _hold(hold, page, milliseconds=2600)
        expect(box.get_by_role("button", name="Listen to this take").nth(3)).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Make data of these").click()
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)


@pytest.mark.slow
def test_plain_http_says_why_not(visitor: Callable[..., Page], app: Running) -> None:
    page = visitor(app.url.replace("127.0.0.1", NETWORK))
    page.get_by_role("button", name="Use my data").click()
    expect(page.get_by_text("else no browser gives its camera and microphone")).to_be_visible()
    expect(page.get_by_role("button", name="With the camera")).to_have_count(0)
    expect(page.get_by_test_id("upload-file")).to_be_attached()
