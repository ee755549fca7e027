"""The library of blocks: kept in one project, used and changed in another, forgotten; a network opened as layers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import LONG, open_design
from tests.running import ROOT

pytestmark = pytest.mark.journey


def test_a_block_is_kept_used_elsewhere_changed_and_forgotten(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    first = page.url
    _kept(page, "Features")

    _another_project(page)
    mine = _shelf(page).locator("[data-testid^=palette-mine-]")
    expect(mine).to_contain_text("Features")
    expect(mine).to_contain_text("3 layers")
    page.get_by_test_id("node-image").click()
    mine.dblclick()
    card = page.locator(".ll-card.block")
    expect(card).to_contain_text("Features")
    expect(_shapes(card)).to_have_text("16 × 16 × 32")

    # Changed here, it is another block than the one that is kept, and than the one in the first project.
    card.dblclick()
    page.locator(".ll-card", has_text="Conv2D").click()
    page.get_by_test_id("param-filters").fill("24")
    page.locator(".react-flow__pane").click(position={"x": 20, "y": 300})
    expect(page.get_by_test_id("keep-block")).to_have_text("Update my library")
    page.get_by_test_id("crumb-0").click()
    expect(_shapes(card)).to_have_text("16 × 16 × 24")
    page.goto(first)
    expect(_shapes(page.locator(".ll-card.block"))).to_have_text("4 × 4 × 32")
    page.locator(".ll-card.block").click()
    expect(page.get_by_test_id("keep-block")).to_be_disabled()
    expect(page.get_by_test_id("keep-block")).to_have_text("In my library")

    _shelf(page)
    page.get_by_label("Take Features out of the library").click()
    expect(mine).to_have_count(0)
    page.get_by_test_id("notice-act").click()
    expect(mine).to_contain_text("Features")
    page.get_by_label("Take Features out of the library").click()
    expect(mine).to_have_count(0)
    expect(page.get_by_test_id("keep-block")).to_have_text("Keep in my library")
    expect(page.get_by_test_id("kept")).to_have_count(0)
    page.reload()
    expect(_shapes(page.locator(".ll-card.block"))).to_have_text("4 × 4 × 32")
    _shelf(page)
    expect(mine).to_have_count(0)


def test_nobody_else_sees_what_one_keeps(visitor: Callable[..., Page]) -> None:
    owner = open_design(visitor)
    _kept(owner, "Mine alone")
    owner.get_by_test_id("share").click()
    guest = visitor(owner.get_by_test_id("share-together").input_value())
    expect(guest.locator(".ll-card.block")).to_contain_text("Mine alone")
    _shelf(guest)
    # It stands in the project that they share, and in no library of theirs.
    expect(guest.locator("[data-testid^=palette-block-]")).to_contain_text("Mine alone")
    expect(guest.locator("[data-testid^=palette-ready-]").first).to_be_visible()
    expect(guest.locator("[data-testid^=palette-mine-]")).to_have_count(0)


def test_parameters_stand_in_ones_own_order(visitor: Callable[..., Page]) -> None:
    page = open_design(visitor)
    _packed(page, "Features")
    page.locator(".ll-card.block").dblclick()
    for name in ("zeta", "alpha"):
        page.get_by_test_id("block-param-new").fill(name)
        page.get_by_test_id("block-param-add").click()
    rows = page.locator("[data-testid$=-name][data-testid^=block-param-]")
    _are_named(rows, ["zeta", "alpha"])
    page.get_by_test_id("block-param-alpha-up").click()
    _are_named(rows, ["alpha", "zeta"])
    page.get_by_test_id("command-undo").click()
    _are_named(rows, ["zeta", "alpha"])
    page.get_by_test_id("crumb-0").click()
    labels = page.get_by_test_id("inspector").locator("[data-testid^=param-]")
    expect(labels.nth(0)).to_have_attribute("data-testid", "param-zeta")
    page.keyboard.press("k")
    with page.expect_download(timeout=LONG) as download:
        page.get_by_role("button", name="Download").click()
    assert ", zeta=1, alpha=1, name=" in download.value.path().read_text("utf-8")


def test_a_pre_trained_network_is_opened_as_layers(visitor: Callable[..., Page]) -> None:
    page = visitor("/projects")
    _opened(page, (ROOT / "assets/templates/shapes-cnn.json").read_bytes())
    page.get_by_test_id("node-image").click()
    page.keyboard.press("/")
    page.keyboard.type("MobileNetV2")
    page.keyboard.press("Enter")
    page.get_by_test_id("param-weights-none").click()
    page.get_by_test_id("open-layers").click()
    card = page.locator(".ll-card.block")
    expect(card).to_contain_text("MobileNetV2", timeout=LONG)
    expect(page.get_by_test_id("open-layers")).to_have_count(0)
    card.dblclick()
    expect(page.get_by_test_id("breadcrumb")).to_contain_text("MobileNetV2")
    expect(page.locator(".ll-card").first).to_be_visible()
    page.get_by_test_id("crumb-0").click()
    page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("open-layers")).to_be_visible()
    expect(card).to_have_count(0)


def _packed(page: Page, name: str) -> None:
    """Make a block of the first convolution and the two layers after it."""
    page.get_by_test_id("node-conv1").click()
    for node in ("norm1", "pool1"):
        page.get_by_test_id(f"node-{node}").click(modifiers=["Shift"])
    page.keyboard.press("Control+g")
    page.get_by_test_id("block-name").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".ll-card.block")).to_contain_text(name)


def _kept(page: Page, name: str) -> None:
    _packed(page, name)
    page.get_by_test_id("keep-block").click()
    expect(page.get_by_test_id("kept")).to_contain_text("in all your projects")
    expect(page.get_by_test_id("saved")).to_have_text("saved")


def _another_project(page: Page) -> None:
    """Open the project of drawn shapes from a file."""
    page.goto("/projects")
    _opened(page, (ROOT / "assets/templates/shapes-cnn.json").read_bytes())


def _opened(page: Page, content: bytes) -> None:
    page.get_by_text("Open from file").click()
    file = {"name": "project.json", "mimeType": "application/json", "buffer": content}
    page.get_by_test_id("upload-file").set_input_files([file])
    page.get_by_test_id("node-image").wait_for()


def _shelf(page: Page) -> Locator:
    page.get_by_test_id("palette-blocks").click()
    return page.locator(".ll-palette")


def _shapes(card: Locator) -> Locator:
    return card.locator(".ll-shape").first


def _are_named(rows: Locator, names: list[str]) -> None:
    expect(rows).to_have_count(len(names))
    for place, name in enumerate(names):
        expect(rows.nth(place)).to_have_value(name)
