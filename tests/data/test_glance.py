"""The first pictures of an upload are there before it is read, and gone with the wait."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from engine.data.glance import glance
from engine.runtime.data.jobs import inspect
from engine.words import Refusal


def _seen_first(folder: Path, content: bytes) -> list[str]:
    """Return what could be looked at when reading began to tell how far it is."""
    folder.mkdir(parents=True)
    (folder / "raw").write_bytes(content)
    seen: list[list[str]] = []
    with suppress(Refusal):
        inspect({"folder": str(folder), "id": "mine", "title": "mine"}, lambda *_: seen.append(glance(folder)))
    assert glance(folder) == []
    assert not (folder / "glance.json").exists()
    return seen[0] if seen else []


def test_pictures_from_all_over_are_seen_first(
    data_home: Path, packed: Callable[..., bytes], picture: Callable[..., bytes]
) -> None:
    files = {f"{'ab'[n % 2]}/{n}.png": picture(seed=n) for n in range(60)}
    files["a/0.png"] = b"broken"
    seen = _seen_first(data_home / "datasets" / "mine", packed(files, zipfile.ZIP_DEFLATED))
    assert 10 <= len(set(seen)) <= 12
    assert all(each.startswith("data:image/jpeg;base64,") for each in seen)


@pytest.mark.parametrize("content", [b"a,b\n1,2\n3,4\n", b"PK\x03\x04 and nothing of a ZIP", b""])
def test_what_holds_no_pictures_shows_none(content: bytes, data_home: Path) -> None:
    assert _seen_first(data_home / "datasets" / "mine", content) == []
