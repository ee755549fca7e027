"""Texts of one's own: pairs that a network learns to answer, from upload to an answer."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready

pytestmark = pytest.mark.journey

_WORDS = {"red": "rot", "green": "grün", "house": "haus", "tree": "baum", "is here": "ist hier", "was there": "war da"}


def _pairs(path: Path) -> Path:
    """Write sentences with their translation, word by word, without a header."""
    draw = random.Random(0)
    found: dict[str, str] = {}
    for number in range(120):
        words = [*draw.choices([*_WORDS], k=draw.randint(2, 5))]
        found[f"{' '.join(words)} {number}."] = f"{' '.join(_WORDS[each] for each in words)} {number}."
    path.write_text("\n".join("\t".join(pair) for pair in found.items()), "utf-8")
    return path


def test_pairs_of_texts_to_an_answer(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(_pairs(tmp_path / "pairs.txt"))
    expect(page.get_by_text("A text is answered with a text")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    page.get_by_label("column 1").fill("red house is here.")
    page.get_by_label("column 1").blur()
    expect(page.get_by_text("Write something, and the network answers it.")).to_be_hidden(timeout=LONG)
    expect(page.get_by_text("BLEU").first).to_be_visible(timeout=LONG)
