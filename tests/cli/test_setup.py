"""The set-up knows when `.venv` is current, and asks for what is missing in one sentence."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from builder.setup import __main__ as command
from builder.setup import environment

Usage = namedtuple("Usage", "free")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout whose environment's interpreter answers, though nothing was installed."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 0\n")
    python.chmod(0o755)
    (tmp_path / "pyproject.toml").write_text("one")
    (tmp_path / "constraints.txt").write_text("two")
    for name, value in {"ROOT": tmp_path, "PYTHON": python, "STAMP": tmp_path / ".venv" / "layerloom.json"}.items():
        monkeypatch.setattr(environment, name, value)
    return tmp_path


def test_an_environment_is_current_once_it_is_remembered(checkout: Path) -> None:
    assert not environment.current(frozenset())
    environment.remember(frozenset({"dev"}))
    assert environment.current(frozenset())
    assert environment.current(frozenset({"dev"}))
    assert not environment.current(frozenset({"gpu"}))
    environment.remember(frozenset({"gpu"}))
    assert environment.current(frozenset({"dev", "gpu"}))


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_requirement_makes_it_stale(checkout: Path, name: str) -> None:
    environment.remember(frozenset())
    (checkout / name).write_text("changed")
    assert not environment.current(frozenset())


def test_an_interpreter_that_does_not_answer_makes_it_stale(checkout: Path) -> None:
    environment.remember(frozenset())
    environment.PYTHON.write_text("#!/bin/sh\nexit 1\n")
    assert not environment.current(frozenset())


def test_too_little_disk_is_said_before_anything_is_made(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(checkout / ".venv")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free=10**9))
    assert environment.make() == "The set-up needs 4 GB of free disk, and there is 1.0 GB: make room."
    assert not (checkout / ".venv").exists()


def test_a_failed_installation_is_tried_again_next_time(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["setup"])
    monkeypatch.setattr(command, "install", lambda extras: "No network.")
    assert command.main() == 1
    assert capsys.readouterr().err == "No network.\n"
    assert not environment.current(frozenset())
    monkeypatch.setattr(command, "install", lambda extras: "")
    assert command.main() == 0
    assert environment.current(frozenset())
