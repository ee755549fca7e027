"""Some pictures of an upload, seen as they would be read."""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.runtime.data.look import look
from engine.words import Refusal
from tests.data.tiffs import tiff


def volume(seed: int) -> bytes:
    draw = np.random.default_rng(seed)
    pages = [draw.integers(100, 4000, (400, 30, 1), dtype=np.uint16) for _ in range(6)]
    return tiff(pages, description=b"ImageJ=1\nimages=6\nchannels=2\nslices=3\n")


@pytest.fixture
def looked(data_home: Path, packed: Callable[..., bytes]) -> Callable[..., Any]:
    def ask(files: dict[str, bytes], **read: Any) -> Any:
        (data_home / "raw").write_bytes(packed(files))
        return look({"folder": str(data_home), "id": "mine", "title": "mine", "read": read}, lambda *_: None)

    return ask


def test_channels_are_in_colours_of_their_own_and_small(looked: Callable[..., Any]) -> None:
    found = looked({f"{name}/{n}.tif": volume(n) for name in "ab" for n in range(4)}, stack="mean")
    assert len(found["pictures"]) == 4
    assert len(found["range"]) == len(found["hues"]) == 2
    picture = Image.open(io.BytesIO(base64.b64decode(found["pictures"][0].partition(",")[2])))
    assert (picture.mode, max(picture.size) <= 160) == ("RGB", True)
    one = looked({"a/1.tif": volume(1)}, channels=[1], percentiles=[20, 30])
    assert (one["hues"], len(one["range"])) == ([], 1)
    assert one["range"][0][0] > found["range"][0][0]


def test_masks_are_not_looked_at(looked: Callable[..., Any]) -> None:
    file = io.BytesIO()
    Image.new("L", (30, 400)).save(file, "PNG")
    found = looked({"images/1.tif": volume(1), "masks/1.png": file.getvalue()}, stack="max")
    assert len(found["pictures"]) == 1


@pytest.mark.parametrize(
    ("files", "read", "words"),
    [
        ({"a/1.tif": b"II*\0"}, {}, "None of the pictures"),
        ({"a/1.tif": volume(1)}, {"stack": "slice", "slice": 7}, "3 slices"),
    ],
)
def test_what_cannot_be_seen_is_said(looked: Callable[..., Any], files: Any, read: Any, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        looked(files, **read)
