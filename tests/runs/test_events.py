"""The event file: whole lines, torn ends, strict JSON."""

import errno
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.runs import events
from engine.runs.folder import EVENTS, RESERVE

_VALUES = st.dictionaries(st.sampled_from(["loss", "val_loss", "é"]), st.floats(), max_size=3)


@given(written=st.lists(_VALUES, min_size=1, max_size=6), cut=st.integers(0, 2000), more=_VALUES)
def test_a_torn_file_gives_its_whole_lines_and_takes_new_ones(written: list, cut: int, more: dict) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        for number, values in enumerate(written):
            events.append(folder, "epoch", epoch=number, values=values)
        content = (folder / EVENTS).read_bytes()[:cut]
        (folder / EVENTS).write_bytes(content)
        whole, offset = events.read(folder)
        assert [event["epoch"] for event in whole] == list(range(content.count(b"\n")))
        assert offset == content.rfind(b"\n") + 1

        events.append(folder, "epoch", epoch=99, values=more)
        after, _ = events.read(folder, offset)
        # A torn line that was whole but for its end counts, one that is not JSON does not.
        assert after[-1]["epoch"] == 99
        assert len(after) <= 2


@given(values=_VALUES)
def test_every_line_is_strict_json(values: dict) -> None:
    with TemporaryDirectory() as place:
        events.append(Path(place), "batch", values=values)
        line = (Path(place) / EVENTS).read_text("utf-8")

        def refuse(word: str) -> None:
            raise AssertionError(word)

        read = json.loads(line, parse_constant=refuse)["values"]
        assert {name: value for name, value in read.items() if value is not None} == {
            name: value for name, value in values.items() if abs(value) < float("inf")
        }


def test_reading_goes_on_from_an_offset(tmp_path: Path) -> None:
    events.append(tmp_path, "queued")
    first, offset = events.read(tmp_path)
    events.append(tmp_path, "started", pid=1)
    second, end = events.read(tmp_path, offset)
    assert [event["event"] for event in (*first, *second)] == ["queued", "started"]
    assert events.read(tmp_path, end) == ([], end)


def test_a_long_file_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_READ_AT_ONCE", 64)
    for number in range(50):
        events.append(tmp_path, "batch", step=number, values={"loss": 0.5})
    assert [event["step"] for event in events.read_all(tmp_path)] == list(range(50))


def test_a_line_that_does_not_fit_leaves_no_piece_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events.append(tmp_path, "queued")
    before = (tmp_path / EVENTS).read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: write(handle, content[:10]))
    with pytest.raises(OSError, match="space") as caught:
        events.append(tmp_path, "started", pid=1)
    assert caught.value.errno == errno.ENOSPC
    assert (tmp_path / EVENTS).read_bytes() == before


def test_the_last_word_is_given_the_room_set_aside(tmp_path: Path) -> None:
    events.reserve(tmp_path)
    assert (tmp_path / RESERVE).stat().st_size > 10_000
    events.append_last(tmp_path, "failed", sentence="The disk is full.")
    assert not (tmp_path / RESERVE).exists()
    assert events.read_all(tmp_path)[-1]["sentence"] == "The disk is full."


def test_no_file_is_no_events(tmp_path: Path) -> None:
    assert events.read(tmp_path, 500) == ([], 0)
