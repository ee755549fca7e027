"""Networks that give their input again: opened, trained, tried; and one from a paper bound to data by one press."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import draw, step, train_a_little, wait_until_ready

pytestmark = pytest.mark.journey


def test_a_variational_autoencoder_is_trained_and_draws_again_what_is_drawn(visitor: Callable[..., Page]) -> None:
    page = visitor("/projects")
    page.get_by_role("button", name="Open Digits, made anew").click()
    wait_until_ready(page)

    page.get_by_test_id("node-again").click()
    target = page.get_by_test_id("param-target")
    expect(target.locator("option:checked")).to_have_text("picture itself")
    expect(page.get_by_test_id("node-again")).to_contain_text("the input itself")
    page.get_by_test_id("node-divergence").click()
    expect(page.get_by_test_id("param-loss").locator("option:checked")).to_have_text("The value itself")
    expect(target).to_have_count(0)
    expect(page.get_by_test_id("param-metrics")).to_have_count(0)

    train_a_little(page)
    expect(page.get_by_test_id("curve-divergence_loss")).to_be_visible()
    step(page, "Test")
    expect(page.get_by_text("always giving the mean picture")).to_be_visible()
    draw(page, (0.5, 0.15), (0.5, 0.85))
    given, made = page.get_by_test_id("given-picture itself"), page.get_by_test_id("answer-picture itself")
    expect(made).to_be_visible()
    assert given.get_attribute("src") != made.get_attribute("src")


def test_an_autoencoder_from_its_paper_is_bound_to_data_by_one_press(visitor: Callable[..., Page]) -> None:
    page = visitor("/projects")
    page.get_by_text("From LeNet to GPT").click()
    page.get_by_role("button", name="Open Autoencoder", exact=True).click()
    page.get_by_test_id("node-answer").wait_for()
    step(page, "Data")
    page.get_by_role("button", name="Use Digits", exact=True).click()
    page.get_by_role("button", name="Other data").wait_for()
    step(page, "Design")
    expect(page.get_by_test_id("finding-answer")).to_contain_text("“picture itself” is 8 × 8 places with 1 channel")
    page.get_by_test_id("fix-answer-0").press("Enter")
    wait_until_ready(page)
    expect(page.get_by_test_id("shape-drawn")).to_have_text("8 × 8 × 1")
