"""Numbers and people's own text on a page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages import words

_SPECIAL = r"\`*_{}[]()#+-.!|<>~$:^=&\"'"


@given(st.text())
def test_plain_text_has_no_mark_that_markdown_or_html_reads(text: str) -> None:
    shown = words.plain(text)
    bare = re.sub(r"\\.", "", shown)
    assert not set(bare) & set(_SPECIAL)
    assert "\n" not in shown
    assert re.sub(r"\\(.)", r"\1", shown) == " ".join(text.split())


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (0, "0"), (0.12345, "0.1235"), (1234.5, "1234"), (1e-7, "1.000e-07"), (float("nan"), "nan")],
)
def test_measured_numbers_keep_the_digits_that_matter(value: float | None, shown: str) -> None:
    assert words.short(value) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(5, "just now"), (61, "1 minute ago"), (7300, "2 hours ago"), (90_000, "1 day ago")]
)
def test_times_are_seen_from_now(seconds: float, shown: str) -> None:
    assert words.ago(1000.0, now=1000.0 + seconds) == shown


@pytest.mark.parametrize(("count", "shown"), [(12, "12 bytes"), (1500, "1.5 kB"), (2_500_000, "2.5 MB")])
def test_sizes_have_the_unit_that_fits(count: int, shown: str) -> None:
    assert words.size(count) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("val_sparse_categorical_accuracy", "validation accuracy"),
        ("mean_absolute_error", "mean absolute error"),
        ("val_loss", "validation loss"),
    ],
)
def test_metrics_have_names_for_people(name: str, shown: str) -> None:
    assert words.metric(name) == shown


def test_a_noun_agrees_with_its_number() -> None:
    assert [words.counted(count, "{count} row", "{count} rows") for count in (1, 1797)] == ["1 row", "1,797 rows"]
