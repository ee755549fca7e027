"""Two browsers on one project: what each sees of the other, what nobody loses, and links that are taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, strip, wait_until_ready
from tests.journeys.two import boxes, drag, grab

pytestmark = pytest.mark.journey


def test_a_second_browser_sees_every_edit(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("node-dense").wait_for()
    owner.get_by_test_id("share").click()
    link = owner.get_by_test_id("share-together").input_value()
    guest = visitor(link)
    guest.get_by_test_id("node-dense").wait_for()
    owner.get_by_test_id("node-dense").click()
    owner.keyboard.press("Delete")
    expect(guest.get_by_test_id("node-dense")).to_have_count(0)
    owner.keyboard.press("Control+z")
    expect(guest.get_by_test_id("node-dense")).to_be_visible()


def test_somebody_who_looks_sees_all_and_changes_nothing(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("share").click()
    link = owner.get_by_test_id("share-look").input_value()
    guest = visitor(link)
    guest.get_by_test_id("node-dense").wait_for()
    guest.get_by_test_id("node-dense").click()
    guest.keyboard.press("Delete")
    drag(guest, "node-dense", 80, 40)
    owner.keyboard.press("Escape")
    owner.get_by_test_id("node-flatten").click()
    owner.keyboard.press("Delete")
    expect(guest.get_by_test_id("node-flatten")).to_have_count(0)
    expect(guest.get_by_test_id("node-dense")).to_be_visible()
    expect(owner.get_by_test_id("node-dense")).to_be_visible()
    step(guest, "Train")
    expect(guest.get_by_text("You are looking at this project; to change it, make a copy.")).to_be_visible()
    expect(guest.get_by_test_id("train")).to_have_count(0)
    guest.get_by_test_id("make-copy").click()
    expect(guest.get_by_test_id("train")).to_be_visible()
    expect(guest.get_by_test_id("make-copy")).to_have_count(0)
    guest.goto(link)
    guest.get_by_test_id("make-copy").wait_for()
    owner.get_by_test_id("share").click()
    owner.get_by_test_id("share-look-end").click()
    expect(guest.get_by_test_id("trouble")).to_contain_text("its link was taken back")
    expect(owner.get_by_test_id("share-look-make")).to_be_visible()


def test_what_one_does_moves_nothing_for_the_other(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-together").input_value())
    owner.keyboard.press("Escape")
    wait_until_ready(guest)
    guest.mouse.move(700, 400)
    guest.mouse.wheel(0, 120)
    guest.get_by_test_id("node-conv1").click()
    units = guest.get_by_test_id("param-filters")
    units.fill("4")
    units.press("Control+a")
    units.press_sequentially("77")
    before = boxes(guest, "image", "conv1")
    owner.get_by_test_id("node-digit").click()
    owner.keyboard.press("Delete")
    expect(guest.get_by_test_id("node-digit")).to_have_count(0)
    owner.get_by_test_id("node-flatten").click()
    owner.keyboard.press("Control+g")
    expect(guest.get_by_test_id("node-flatten")).to_have_count(0)
    owner.keyboard.press("Escape")
    assert boxes(guest, "image", "conv1") == before
    expect(units).to_be_focused()
    expect(units).to_have_value("77")
    # They see each other, and one goes where the other is.
    me = owner.get_by_test_id("me")
    me.click()
    owner.get_by_test_id("own-name").fill("Ann <b>Bell</b>\u202e")
    owner.keyboard.press("Enter")
    face = guest.get_by_test_id("face-Ann <b>Bell</b>")
    expect(face).to_have_text("AB")
    face.click()
    expect(guest.get_by_test_id("followed")).to_contain_text("Ann <b>Bell</b>")
    owner.mouse.move(700, 400)
    owner.mouse.wheel(0, 300)
    guest.mouse.move(720, 420)
    guest.mouse.wheel(0, 60)
    expect(guest.get_by_test_id("followed")).to_have_count(0)
    owner.close()
    expect(face).to_have_count(0)


@pytest.mark.slow
def test_a_drag_and_a_menu_outlive_what_the_other_does(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-together").input_value())
    owner.keyboard.press("Escape")
    guest.get_by_test_id("node-conv1").wait_for()
    x, y = grab(guest, "node-conv1")
    guest.mouse.move(x + 120, y + 30, steps=5)
    expect(owner.locator(".ll-their-selection.moving")).to_have_count(1)
    under = boxes(guest, "conv1")
    owner.get_by_test_id("node-dense").click()
    owner.keyboard.press("Delete")
    owner.get_by_test_id("node-image").click()
    owner.keyboard.press("Control+d")
    expect(guest.get_by_test_id("node-dense")).to_have_count(0)
    assert boxes(guest, "conv1") == under
    guest.mouse.move(x + 140, y + 30, steps=3)
    guest.mouse.up()
    expect(owner.locator(".ll-their-selection.moving")).to_have_count(0)
    dropped = boxes(guest, "conv1")
    guest.get_by_test_id("node-conv1").click(button="right")
    menu = guest.get_by_role("menu")
    expect(menu).to_be_visible()
    owner.keyboard.press("Control+z")
    owner.keyboard.press("Control+z")
    expect(guest.get_by_test_id("node-dense")).to_be_visible()
    expect(menu).to_be_visible()
    assert boxes(guest, "conv1") == dropped


def test_a_copy_is_the_visitors_own(visitor: Callable[..., Page]) -> None:
    owner = visitor()
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-copy").input_value())
    guest.get_by_test_id("node-dense").wait_for()
    guest.get_by_test_id("node-dense").click()
    guest.keyboard.press("Delete")
    expect(guest.get_by_test_id("node-dense")).to_have_count(0)
    owner.reload()
    expect(owner.get_by_test_id("node-dense")).to_be_visible()


def test_a_reload_shows_the_run_that_goes_on(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    step(page, "Train")
    page.get_by_text("More", exact=True).click()
    for field, value in (("Stop after epochs without gain", "0"), ("Epochs", "500")):
        box = page.get_by_role("spinbutton", name=field, exact=True)
        box.fill(value)
        box.press("Enter")
    expect(page.get_by_test_id("saved")).to_have_text("saved")
    page.get_by_test_id("train").click()
    expect(strip(page)).to_have_attribute("data-phase", "running", timeout=LONG)
    page.reload()
    expect(strip(page)).to_have_attribute("data-phase", "running")
    expect(page.get_by_test_id("curve-loss").locator(".js-plotly-plot")).to_be_visible()
    page.locator('[data-testid="curve-loss"] .scatterlayer .point').first.wait_for(state="attached", timeout=LONG)
    page.get_by_role("button", name="Stop, keep the best").click()
    expect(strip(page)).to_have_attribute("data-phase", "finished", timeout=LONG)
    expect(strip(page)).to_contain_text("kept")


def test_a_deleted_project_comes_back(visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.get_by_test_id("canvas").wait_for()
    step(page, "Projects")
    page.get_by_role("button", name="Duplicate").or_(page.get_by_role("button", name="More")).first.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("” was deleted.")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.get_by_text("” was deleted.")).to_have_count(0)
