"""The journal: what was said to be written is read back, whatever happens after."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.store import journal

updates = st.lists(st.binary(max_size=40), min_size=1, max_size=8)


def _path(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("journal", numbered=True) / "state.yjs"


@given(updates)
def test_what_was_appended_is_read_back(tmp_path_factory: pytest.TempPathFactory, content: list[bytes]) -> None:
    path = _path(tmp_path_factory)
    end = 0
    for update in content:
        end = journal.append(path, [update], end)
    assert journal.read(path) == (content, end)


@given(updates, st.data())
def test_a_torn_end_costs_only_what_was_torn(
    tmp_path_factory: pytest.TempPathFactory, content: list[bytes], data: st.DataObject
) -> None:
    path = _path(tmp_path_factory)
    ends = [0]
    for update in content:
        ends.append(journal.append(path, [update], ends[-1]))
    cut = data.draw(st.integers(0, ends[-1]))
    os.truncate(path, cut)
    whole = sum(end <= cut for end in ends[1:])
    assert journal.read(path) == (content[:whole], ends[whole])
    journal.append(path, [b"after"], ends[whole])
    assert journal.read(path)[0] == [*content[:whole], b"after"]


@given(updates, st.data())
def test_a_damaged_byte_is_never_read_as_an_update(
    tmp_path_factory: pytest.TempPathFactory, content: list[bytes], data: st.DataObject
) -> None:
    path = _path(tmp_path_factory)
    end = journal.append(path, content, 0)
    damaged = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, end - 1))
    damaged[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(damaged)
    found = journal.read(path)[0]
    assert found == content[: len(found)]
    assert len(found) < len(content)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "state.yjs"
    end = journal.append(path, [b"first"], 0)
    write = os.write

    def half(handle: int, content: bytes) -> int:
        if len(content) < 10:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, bytes(content[: len(content) // 2]))

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="No space"):
        journal.append(path, [b"second" * 100], end)
    monkeypatch.undo()
    assert path.stat().st_size == end
    assert journal.read(path) == ([b"first"], end)


def test_rewriting_puts_one_update_in_the_place_of_all(tmp_path: Path) -> None:
    path = tmp_path / "state.yjs"
    journal.append(path, [b"a", b"b"], 0)
    end = journal.rewrite(path, b"ab")
    assert journal.read(path) == ([b"ab"], end)
