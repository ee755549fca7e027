"""A project file with trained weights: saved by one person, opened by another, ready to answer."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, draw, step, train_a_little, wait_until_ready

pytestmark = pytest.mark.journey


@pytest.mark.timeout(600)
def test_a_trained_project_opens_ready_to_try(visitor: Callable[..., Page], tmp_path: Path) -> None:
    owner = visitor()
    wait_until_ready(owner)
    train_a_little(owner)
    step(owner, "Export")
    owner.get_by_role("button", name="Make the Project file").click()
    expect(owner.get_by_text("Checked: on held-out samples")).to_be_visible(timeout=2 * LONG)
    link = owner.get_by_role("link", name="Download the Project file")
    file = tmp_path / "project.zip"
    file.write_bytes(owner.request.get(link.get_attribute("href") or "").body())

    other = visitor("/projects")
    other.get_by_text("Open from file").click()
    other.get_by_test_id("upload-file").set_input_files(file)
    other.get_by_test_id("pad").wait_for()
    draw(other, (0.5, 0.15), (0.5, 0.85))
    expect(other.get_by_test_id("answer-digit")).to_have_text(re.compile("^[0-9]$"))
    # Its score and its held-out samples came along.
    expect(other.get_by_text("it did not learn from")).to_be_visible()
    expect(other.get_by_text("the wrong ones first")).to_be_visible()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "not complete JSON"),
        (b'{"format": "layerloom", "version": 999}', "version 999"),
        (b"\xff\xfe\x00", "project"),
    ],
    ids=["torn", "newer", "binary"],
)
def test_a_file_that_is_no_project_is_refused_in_a_sentence(
    visitor: Callable[..., Page], tmp_path: Path, content: bytes, sentence: str
) -> None:
    page = visitor("/projects")
    file = tmp_path / "broken.json"
    file.write_bytes(content)
    page.get_by_text("Open from file").click()
    page.get_by_test_id("upload-file").set_input_files(file)
    expect(page.get_by_test_id("upload").get_by_role("alert")).to_contain_text(sentence)
