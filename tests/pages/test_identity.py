"""How others see a person: a name that harms nobody, and a colour on which it can be read."""

import colorsys
import re
from pathlib import Path

import pytest

from builder.pages import identity
from builder.store import people


def _contrast_with_white(color: str) -> float:
    hue, saturation, lightness = map(int, re.findall(r"\d+", color))
    channels = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 1.05 / (sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


@pytest.fixture
def ann(home: Path) -> str:
    """Return a person."""
    people.remember("ann")
    return "ann"


def test_letters_can_be_read_on_every_color(home: Path) -> None:
    seen = {str(identity.person(f"somebody {number}")["color"]) for number in range(200)}
    assert len(seen) == 8
    assert min(map(_contrast_with_white, seen)) >= 4.5


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann \n Bell ", "Ann Bell"),
        ("\u202eAnn", "Ann"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("x" * 10_000, "x" * 40),
        (["forged"], ""),
        ("", ""),
    ],
)
def test_a_name_is_one_short_line(ann: str, typed: object, kept: str) -> None:
    identity.rename(ann, typed)
    assert identity.chosen(ann) == kept
    assert identity.person(ann)["name"] == (kept or identity.given(ann))


def test_those_without_a_name_are_told_apart(home: Path) -> None:
    assert len({identity.given(f"somebody {number}") for number in range(200)}) == 24
