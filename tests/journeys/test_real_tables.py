"""Real tables and pictures that nobody here wrote: from upload to a trained network in at most five clicks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import LONG, strip, train, wait_until_ready

WHOLE = 720_000  # ms: every epoch that is proposed, by a worker that gives way to all else on the machine
pytestmark = [pytest.mark.journey, pytest.mark.realdata, pytest.mark.slow]


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "file",
    [
        "titanic.csv",
        "penguins.csv",
        "mpg.csv",
        "winequality-red.csv",
        "airline-passengers.csv",
        "blood-cell-types.zip",
        "blood-cells-voc.zip",
        "movie-reviews.zip",
        "spoken-digits.zip",
    ],
)
def test_from_upload_to_a_trained_network(visitor: Callable[..., Page], real_data: Path, file: str) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(real_data / file)
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    train(page, WHOLE)
    expect(strip(page)).to_contain_text("kept")
