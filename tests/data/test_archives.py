"""Hostile archives are refused in one sentence, and nothing is ever written from one."""

import io
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.data.schema import Schema
from engine.runtime.data import archive as archives
from engine.words import Refusal

Upload = Callable[..., Schema]


def _refusal(upload: Upload, content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        upload(content)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    return sentence


@pytest.mark.parametrize("name", ["../../evil.png", "/tmp/evil.png", "C:\\evil.png", "a\\..\\b.png", "a/\u202egnp.png"])
def test_unsafe_names(
    upload: Upload, packed: Callable[..., bytes], picture: Callable[..., bytes], data_home: Path, name: str
) -> None:
    content = packed({name: picture(), "cats/a.png": picture(), "dogs/a.png": picture()})
    assert "unsafe name" in _refusal(upload, content)
    assert not list(data_home.rglob("evil*"))


def test_a_link(upload: Upload, picture: Callable[..., bytes]) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        entry = zipfile.ZipInfo("cats/link.png")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("dogs/a.png", picture())
    assert "link" in _refusal(upload, file.getvalue())


@pytest.mark.parametrize("second", ["cats/a.png", "CATS/A.png"])
def test_a_name_twice(upload: Upload, picture: Callable[..., bytes], second: str) -> None:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of what this test is about
        archive.writestr("cats/a.png", picture())
        archive.writestr(second, picture())
    assert "twice" in _refusal(upload, file.getvalue())


def test_a_bomb_that_says_so(upload: Upload, packed: Callable[..., bytes]) -> None:
    bomb = packed({"cats/a.png": b"\0" * 30_000_000, "dogs/a.png": b"\0"}, zipfile.ZIP_DEFLATED)
    assert "unpacks to far more" in _refusal(upload, bomb)


def test_a_bomb_that_lies(upload: Upload) -> None:
    assert "a.png" in _refusal(upload, _lying("cats/a.png", b"\0" * 30_000_000, says=100))


def test_too_much_in_all(upload: Upload, packed: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    assert "unpacks to more than" in _refusal(upload, packed({f"cats/{n}.png": b"\0" * 300 for n in range(5)}))


def test_too_many_members(upload: Upload, packed: Callable[..., bytes]) -> None:
    content = packed({f"cats/{number}.png": b"" for number in range(archives.MOST_MEMBERS + 1)})
    assert "20,001 files" in _refusal(upload, content)


@pytest.mark.parametrize("content", [b"PK\x03\x04 but no more", b"PK\x05\x06"])
def test_no_archive(upload: Upload, content: bytes) -> None:
    assert "no ZIP archive" in _refusal(upload, content)


def test_a_cut_archive(upload: Upload, packed: Callable[..., bytes], picture: Callable[..., bytes]) -> None:
    content = packed({"cats/a.png": picture(), "dogs/a.png": picture()})
    assert _refusal(upload, content[: len(content) // 2])


def _lying(name: str, plain: bytes, *, says: int) -> bytes:
    """Return a ZIP whose header says that a member has `says` bytes, while it unpacks to all of `plain`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, plain)
        archive.writestr("dogs/a.png", b"")
    content = bytearray(file.getvalue())
    size, wrong = struct.pack("<I", len(plain)), struct.pack("<I", says)
    assert zlib.crc32(plain)
    return bytes(content.replace(size, wrong))
