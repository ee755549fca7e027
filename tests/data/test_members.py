"""No name in an archive leads out of it: the rule against an independent oracle."""

import os
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.members import hidden, member

_ROOT = "/safe/root"
_PIECES = st.sampled_from(
    ["..", ".", "a", "b.png", "", "C:", "c:x", "~", "con", "\\", "..\\..", "a\\b", "\0", "\u202e", "…", "/"]
)
_NAMES = st.one_of(
    st.lists(_PIECES, max_size=6).map("/".join),
    st.text(alphabet=st.sampled_from(list("./\\:abC\0\n\u202e ")), max_size=20),
    st.text(max_size=260),
)


@settings(max_examples=3000)
@given(_NAMES)
def test_what_is_taken_stays_below_the_root(name: str) -> None:
    path = member(name)
    if path is None:
        return
    placed = os.path.normpath(f"{_ROOT}/{path}")
    assert placed.startswith(_ROOT + "/")
    windows = PureWindowsPath("D:/safe") / PureWindowsPath(str(path))
    assert windows.drive == "D:"
    assert ".." not in windows.parts
    assert windows.is_relative_to("D:/safe")
    assert not any(
        ord(letter) < 32 or letter in "\x7f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200f" for letter in name
    )


@settings(max_examples=2000)
@given(st.lists(st.from_regex(r"[\w][\w .()\-]{0,12}", fullmatch=True), min_size=1, max_size=4))
def test_ordinary_names_are_taken_as_they_are(parts: list[str]) -> None:
    assert member("/".join(parts)) == PurePosixPath(*parts)


@pytest.mark.parametrize(
    "name",
    [
        "../x.png",
        "a/../../x.png",
        "/etc/passwd",
        "C:/x.png",
        "c:x.png",
        "a\\b.png",
        "a/\0.png",
        "a/\u202egnp.exe",
        "",
        "./",
        "x" * 241,
    ],
)
def test_refused(name: str) -> None:
    assert member(name) is None


def test_what_systems_put_in_is_hidden() -> None:
    assert hidden(PurePosixPath("__MACOSX/a/._x.png"))
    assert hidden(PurePosixPath("a/.DS_Store"))
    assert not hidden(PurePosixPath("a/x.png"))
