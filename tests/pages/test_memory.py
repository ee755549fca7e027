"""What modules hold is taken out of the searches for garbage once for each time that modules came."""

import gc
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from builder import memory


@pytest.fixture
def searched() -> Iterator[None]:
    """Give back to the searches what a test took out of them."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("searched")
def test_what_is_there_is_searched_no_more_and_what_comes_is(monkeypatch: pytest.MonkeyPatch) -> None:
    _load(monkeypatch, "new")
    memory.settle()
    frozen = gc.get_freeze_count()
    assert frozen > 10_000
    later = [[number] for number in range(1000)]
    memory.settle()
    assert gc.get_freeze_count() <= frozen
    _load(monkeypatch, "newer")
    memory.settle()
    assert gc.get_freeze_count() >= frozen + len(later) / 2


def _load(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    # Many, so that no earlier test saw as many modules.
    for number in range(1000):
        monkeypatch.setitem(sys.modules, f"{name}{number}", ModuleType(name))
