"""Pictures of a microscope: two channels in 16 bits and a stack of slices, from the upload to the export."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.data.tiffs import tiff
from tests.journeys.steps import LONG, step, train_a_little, wait_until_ready

pytestmark = [pytest.mark.journey, pytest.mark.slow]

_OME = (
    b'<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image><Pixels '
    b'DimensionOrder="XYCZT" SizeC="2" SizeZ="3" SizeT="1">'
    b'<Channel Name="DAPI"/><Channel Name="GFP"/></Pixels></Image></OME>'
)


def volume(kind: str, seed: int) -> bytes:
    """Return cells `(2 channels, 3 slices)`: in dividing ones the second channel is bright where the first is."""
    draw = np.random.default_rng(seed)
    y, x = np.mgrid[:64, :64]
    spots = [(draw.uniform(10, 54, 2), draw.uniform(4, 8)) for _ in range(5)]
    cells = sum(np.exp(-((y - at[0]) ** 2 + (x - at[1]) ** 2) / (2 * size**2)) for at, size in spots)
    second = cells if kind == "dividing" else np.roll(cells, 32, axis=1) * 0.3
    pages = [
        draw.poisson(120 + 1800 * channel * share).astype(np.uint16)[..., np.newaxis]
        for share in (0.5, 1.0, 0.6)
        for channel in (cells, second)
    ]
    return tiff(pages, description=_OME, packed=True)


def pack(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40):
            kind = ("dividing", "resting")[number % 2]
            archive.writestr(f"{kind}/{number}.tif", volume(kind, number))
    return path


def test_channels_are_chosen_and_a_file_is_answered(visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visitor()
    page.get_by_role("button", name="Use my data").click()
    page.get_by_test_id("upload-file").set_input_files(pack(tmp_path / "cells.zip"))
    expect(page.get_by_text("Channels: 1 · DAPI, 2 · GFP. Of 3 slices: Largest value.")).to_be_visible(timeout=LONG)
    page.get_by_text("Channels, slices and brightness").click()
    shown = page.get_by_alt_text("A picture as it would be read")
    expect(shown).to_have_count(4, timeout=LONG)
    before = shown.first.get_attribute("src")
    page.get_by_role("combobox", name="Of a stack").click()
    page.get_by_role("option", name="One slice").click()
    expect(page.get_by_role("slider", name="Slice")).to_be_visible(timeout=LONG)
    expect(shown.first).not_to_have_attribute("src", str(before), timeout=LONG)
    page.get_by_role("button", name="Read again so").click()
    expect(page.get_by_text("Of 3 slices: One slice.")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Build a network that fits").click(timeout=LONG)
    wait_until_ready(page)
    train_a_little(page)
    step(page, "Test")
    own = tmp_path / "own.tif"
    own.write_bytes(volume("dividing", 99))
    page.get_by_test_id("picture-file").set_input_files(own)
    expect(page.get_by_test_id("answer-class")).to_have_text(re.compile("dividing|resting"), timeout=LONG)
    flat = io.BytesIO()
    Image.new("L", (8, 8)).save(flat, "PNG")
    own.with_suffix(".png").write_bytes(flat.getvalue())
    page.get_by_test_id("picture-file").set_input_files(own.with_suffix(".png"))
    expect(page.get_by_text("It has 1 channel; 2 are needed.")).to_be_visible(timeout=LONG)
