"""`make run` finds a fitting Python, or says in one sentence how to get one."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "find-python"
Find = Callable[..., subprocess.CompletedProcess[str]]

# Answers only the question for its version, as an interpreter does that is too old or cannot make environments.
UNFIT = '#!/bin/sh\ncase "$*" in *stdout*) printf {version} ;; *) exit 1 ;; esac\n'
UV = '#!/bin/sh\n[ "$2" = find ] && echo /brought/by/uv/python3.13\nexit 0\n'


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Return a function that runs the script on a machine that has only the programs given as name → text."""

    def run(programs: dict[str, str]) -> subprocess.CompletedProcess[str]:
        programs_folder = tmp_path / "bin"
        programs_folder.mkdir()
        for name, text in programs.items():
            (programs_folder / name).write_text(text)
            (programs_folder / name).chmod(0o755)
        shell = shutil.which("sh")
        assert shell
        environment = {"PATH": str(programs_folder)}
        command = [shell, str(SCRIPT)]
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def test_a_fitting_python_is_taken(find: Find) -> None:
    found = find({"python3": f'#!/bin/sh\nexec {sys.executable} "$@"\n'})
    assert (found.returncode, found.stdout, found.stderr) == (0, "python3\n", "")


@pytest.mark.parametrize(
    ("programs", "words"),
    [
        ({}, ["has none", "install Python 3.13"]),
        ({"python3": UNFIT.format(version="3.9")}, ["3.9", "install Python 3.13"]),
        ({"python3": UNFIT.format(version="3.14")}, ["3.14", "install Python 3.13"]),
        ({"python": UNFIT.format(version="2.7")}, ["2.7", "install Python 3.13"]),
        ({"python3": UNFIT.format(version="3.12")}, ["python3.12-venv"]),
    ],
    ids=["none", "too old", "too new", "ancient", "no venv"],
)
def test_a_missing_or_unfit_python_gets_one_sentence_with_the_mend(
    find: Find, programs: dict[str, str], words: list[str]
) -> None:
    found = find(programs)
    assert found.returncode == 1
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1
    assert all(word in found.stderr for word in words)


def test_uv_brings_one(find: Find) -> None:
    found = find({"python3": UNFIT.format(version="3.9"), "uv": UV})
    assert (found.returncode, found.stdout) == (0, "/brought/by/uv/python3.13\n")
