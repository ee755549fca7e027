"""The command line's light half: what it lists, what it refuses, and that it imports nothing heavy."""

import json
import subprocess
import sys

import pytest

from builder import cli
from engine.assets import asset
from engine.cli.arguments import VERBS

TEMPLATES = sorted(path.stem for path in asset("templates").glob("*.json"))


def test_without_a_verb_the_app_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {}
    monkeypatch.setattr("builder.launch.launch", lambda **given: asked.update(given) or 0)
    assert cli.main(["--port", "8777"]) == 0
    assert asked == {"host": "127.0.0.1", "port": 8777}


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        cli.main([f"--port={port}"])
    assert refused.value.code == 2
    assert "a number from 1 to 65535" in capsys.readouterr().err


def test_the_catalog_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["catalog"]) == 0
    assert "Dense" in json.loads(capsys.readouterr().out)["layers"]


def test_the_templates_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["templates"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == TEMPLATES


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_printed_as_a_project(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["templates", name]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "layerloom"


@pytest.mark.parametrize(
    "words",
    [["templates", "no-such"], ["templates", "../catalog"], ["resume", "x"]],
)
def test_what_cannot_be_done_gets_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        cli.main([verb, "--help"])
    assert done.value.code == 0
    assert f"layerloom {verb}" in capsys.readouterr().out


def test_the_command_starts_light() -> None:
    code = "import sys, builder.cli; print({'streamlit', 'keras', 'numpy', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
