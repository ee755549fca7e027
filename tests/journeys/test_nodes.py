"""What can be said of nodes on the canvas: shared, frozen, disabled, framed; each one step of undo."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import wait_until_ready

pytestmark = pytest.mark.journey


def test_two_layers_share_weights_that_are_counted_once(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-norm2").click()
    _add(page, "BatchNormalization")
    expect(_total(page)).to_have_text("22,026")
    page.get_by_test_id("node-batchnormalization1").click()
    page.get_by_test_id("node-norm2").click(modifiers=["Shift"])
    page.get_by_test_id("many-share").click()
    expect(_total(page)).to_have_text("21,770")
    expect(page.get_by_test_id("link-batchnormalization1")).to_have_count(2)  # the line, and the sign on its card
    page.get_by_test_id("command-undo").click()
    expect(_total(page)).to_have_text("22,026")
    _are_linked(page, count=0)


def test_selected_layers_become_one_and_are_set_free(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-conv1").click()
    page.keyboard.press("Control+D")
    expect(page.get_by_test_id("node-conv2d1")).to_be_visible()
    expect(_total(page)).to_have_text("21,770")  # it leads to no Output
    page.get_by_test_id("node-conv1").click(modifiers=["Shift"])
    page.get_by_test_id("many-share").click()
    _are_linked(page, count=2)
    page.get_by_test_id("node-conv2d1").click()
    page.get_by_test_id("param-filters").fill("16")
    expect(page.get_by_test_id("node-conv1")).to_contain_text("16 filters")
    page.get_by_test_id("unlink").click()
    _are_linked(page, count=0)
    expect(page.get_by_test_id("param-filters")).to_have_value("16")
    page.get_by_test_id("command-undo").click()
    _are_linked(page, count=2)


def test_a_frozen_layer_is_trained_no_more(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-conv1").click()
    page.keyboard.press("l")
    expect(page.get_by_test_id("frozen-conv1")).to_be_visible()
    expect(page.get_by_test_id("switch-freeze")).to_be_checked()
    expect(page.get_by_test_id("inspector")).to_contain_text("320 not trained")
    page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("frozen-conv1")).to_have_count(0)
    expect(page.get_by_test_id("inspector")).not_to_contain_text("not trained")


def test_a_disabled_layer_is_passed_by(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-conv2").click()
    page.get_by_test_id("switch-disable").click()
    expect(page.get_by_test_id("disabled-conv2")).to_be_visible()
    expect(page.get_by_test_id("node-conv2")).to_contain_text("passed by: 4 × 4 × 32")
    expect(_total(page)).not_to_have_text("21,770")
    wait_until_ready(page)
    page.keyboard.press("b")
    expect(page.get_by_test_id("disabled-conv2")).to_have_count(0)
    expect(_total(page)).to_have_text("21,770")


def test_a_frame_takes_along_what_stands_in_it(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-conv1").click()
    page.get_by_test_id("node-norm1").click(modifiers=["Shift"])
    page.keyboard.press("g")
    page.get_by_test_id("frame-name").fill("First stage")
    page.get_by_test_id("frame-name").press("Enter")
    page.get_by_test_id("frame-hue-28").click()
    expect(page.get_by_test_id("frame-hue-28")).to_have_attribute("aria-checked", "true")
    page.keyboard.press("Escape")  # back to the canvas
    page.keyboard.press("Escape")
    framed = [page.get_by_test_id(f"node-{node}") for node in ("conv1", "norm1")]
    beside = page.get_by_test_id("node-flatten")
    before, still = [_place(each) for each in framed], _place(beside)
    x, y = _place(page.get_by_test_id("frame-f1").get_by_text("First stage"))
    page.mouse.move(x + 8, y + 8)
    page.mouse.down()
    page.mouse.move(x - 72, y + 38, steps=8)
    page.mouse.up()
    moved = [_difference(_place(each), was) for each, was in zip(framed, before, strict=True)]
    assert moved[0] == pytest.approx(moved[1], abs=1)
    assert moved[0][0] < -50
    assert moved[0][1] > 15
    assert _place(beside) == still
    page.get_by_test_id("command-undo").click()
    expect(page.get_by_test_id("command-redo")).to_be_enabled()
    assert [_place(each) for each in framed] == before


def test_a_frame_is_moved_and_resized_by_keys_that_the_help_names(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-conv1").click()
    page.keyboard.press("g")
    page.get_by_test_id("frame-name").fill("First stage")
    page.get_by_test_id("frame-name").press("Enter")
    told, frame = page.get_by_test_id("told"), page.get_by_test_id("frame-f1")
    before, card = _place(frame), _place(page.get_by_test_id("node-conv1"))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(told).to_have_text("Frame “First stage” moved right.")
    moved = _difference(_place(frame), before)
    assert moved[0] > 10
    assert moved == pytest.approx(_difference(_place(page.get_by_test_id("node-conv1")), card), abs=1)
    page.keyboard.press("Shift+ArrowDown")
    expect(told).to_contain_text("First stage” is ")
    assert _difference(_place(frame), before) == pytest.approx(moved, abs=1)

    page.keyboard.press("?")
    help_ = page.get_by_test_id("keys")
    expect(help_).to_contain_text("Resize the selected frame or note")
    expect(help_).to_contain_text("Ctrl+Z")
    page.keyboard.press("Escape")
    expect(help_).to_have_count(0)
    expect(frame).to_have_class("ll-frame selected")


def test_states_come_out_by_ports_of_their_own(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    _add(page, "LSTM")
    expect(page.get_by_test_id("port-lstm1-out-0")).to_be_attached()
    expect(page.get_by_test_id("port-lstm1-out-2")).to_have_count(0)
    page.get_by_test_id("param-return_state-yes").click()
    expect(page.get_by_label("Output cell state")).to_be_attached()
    page.get_by_test_id("param-return_state-no").click()
    expect(page.get_by_test_id("port-lstm1-out-2")).to_have_count(0)


def test_a_formula_names_its_wires_and_says_what_is_wrong(visitor: Callable[..., Page]) -> None:
    page = visitor()
    wait_until_ready(page)
    page.get_by_test_id("node-flatten").click()
    _add(page, "Expression")
    inspector = page.get_by_test_id("inspector")
    expect(inspector.locator(".ll-letters")).to_contain_text("a Flatten")
    page.get_by_test_id("param-expression").fill("frob(a)")
    expect(inspector).to_contain_text("“frob” is no function here")
    page.get_by_test_id("param-expression").fill("tanh(a) * 2")
    expect(page.get_by_test_id("shape-expression1")).to_have_text("256")
    expect(inspector).not_to_contain_text("is no function here")


def _add(page: Page, kind: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(kind)
    page.keyboard.press("Enter")


def _difference(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return one[0] - other[0], one[1] - other[1]


def _total(page: Page) -> Locator:
    return page.get_by_test_id("total-parameters")


def _are_linked(page: Page, count: int) -> None:
    expect(page.locator(".ll-badge.link")).to_have_count(count)


def _place(card: Locator) -> tuple[float, float]:
    box = card.bounding_box()
    assert box is not None
    return box["x"], box["y"]
