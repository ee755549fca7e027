"""Texts are cut between lines and parsed by several threads: nothing is lost, doubled or put in another order."""

import io
import time
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data.schema import Schema
from engine.home import home
from engine.runtime.data.readers import delimited
from engine.runtime.data.readers.ahead import LongLineError, parsed, whole_lines
from engine.runtime.data.stored import stored

LINES = st.lists(st.binary(max_size=6).map(lambda line: line.replace(b"\r", b"").replace(b"\n", b"")), max_size=30)


@given(LINES, st.sampled_from([b"\n", b"\r\n", b"\r"]), st.booleans(), st.integers(9, 40))
def test_pieces_end_where_lines_do(lines: list[bytes], end: bytes, last: bool, size: int) -> None:
    content = end.join(lines) + (end if last else b"")
    pieces = list(whole_lines(io.BytesIO(content), size))
    assert b"".join(pieces) == content
    assert all(piece.endswith((b"\n", b"\r")) for piece in pieces[:-1])


def test_a_line_without_an_end_is_not_gathered() -> None:
    with pytest.raises(LongLineError):
        list(whole_lines(io.BytesIO(b"a\n" + b"x" * 100), 16))


def test_what_is_slow_comes_in_its_turn() -> None:
    def parse(number: int) -> int:
        time.sleep(0.002 * (number % 3))
        return number

    assert list(parsed(iter(range(20)), parse)) == list(range(20))


def test_what_cannot_be_parsed_is_told_after_what_came_before_it() -> None:
    found = parsed(iter([1, 2, 0, 3]), lambda number: 6 // number)
    assert (next(found), next(found)) == (6, 3)
    with pytest.raises(ZeroDivisionError):
        next(found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("odd", ["", "about ten"])
def test_a_table_in_pieces_is_the_same_table(
    end: str, odd: str, upload: Callable[..., Schema], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(0)
    numbers = draw.normal(size=400)
    # From the middle on a column of numbers holds a word, which only a later piece shows.
    cells = [odd or repr(float(n)) if place == 300 else repr(float(n)) for place, n in enumerate(numbers)]
    rows = [f"{cell},{['red', 'blue'][place % 2]},{place}" for place, cell in enumerate(cells)]
    rows.insert(50, "1,2")
    content = end.join(["number,word,place", *rows, ""]).encode()
    whole = upload(content)
    kept = {name: np.array(values) for name, values in stored(home() / "datasets" / "mine").items()}
    monkeypatch.setattr(delimited, "BLOCK", 256)
    assert upload(content) == whole
    for name, values in stored(home() / "datasets" / "mine").items():
        np.testing.assert_array_equal(values, kept[name])
    if not odd:
        np.testing.assert_array_equal(kept["number"], numbers)
    assert any("line 52" in note for note in whole.notes)
