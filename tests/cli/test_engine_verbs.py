"""The verbs of the command line that run the engine: what they print, where they write, how they end."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from engine.assets import asset

Template = Callable[..., str]


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def last(self) -> dict[str, Any]:
        return json.loads(self.out.splitlines()[-1])


@pytest.fixture
def layerloom(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Return the command line's engine half, in this process, so that Keras is imported once."""
    from engine.runtime.command.__main__ import main

    def run(*words: object) -> Said:
        monkeypatch.setattr("sys.argv", ["layerloom", *map(str, words)])
        capfd.readouterr()
        status = main()
        said = capfd.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def apart(home: Path) -> Callable[..., Said]:
    """Return the same in a process of its own: training sets the threads of its process."""

    def run(*words: object) -> Said:
        command = [sys.executable, "-m", "engine.runtime.command", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def iris(tmp_path: Path) -> Template:
    """Return a function that writes the iris template, trained for two epochs, changed as asked."""

    def write(change: Callable[[dict[str, Any]], object] = lambda document: None) -> str:
        document = json.loads(asset("templates/iris-mlp.json").read_text("utf-8"))
        document["training"]["epochs"] = 2
        change(document)
        path = tmp_path / "iris.json"
        path.write_text(json.dumps(document), "utf-8")
        return str(path)

    return write


def _without_units(document: dict[str, Any]) -> None:
    for node in document["nodes"].values():
        node["params"].pop("units", None)


def _newer(document: dict[str, Any]) -> None:
    document["version"] = 999


def test_a_good_project_is_checked(layerloom: Callable[..., Said], iris: Template) -> None:
    said = layerloom("check", iris())
    assert said.status == 0
    assert json.loads(said.out)["ready"]


def test_findings_are_told_by_the_exit_status(layerloom: Callable[..., Said], iris: Template) -> None:
    said = layerloom("check", iris(_without_units))
    assert said.status == 1
    assert not json.loads(said.out)["ready"]


@pytest.mark.parametrize("verb", ["check", "code"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"[]", b'{"format": "layerloom"', b"{}"])
def test_what_is_no_project_gets_one_sentence(
    layerloom: Callable[..., Said], tmp_path: Path, verb: str, content: bytes | None
) -> None:
    file = tmp_path / "project.json"
    if content is not None:
        file.write_bytes(content)
    said = layerloom(verb, file)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1


def test_a_newer_version_is_refused(layerloom: Callable[..., Said], iris: Template) -> None:
    assert layerloom("check", iris(_newer)).status == 2


def test_the_code_is_a_program(layerloom: Callable[..., Said], iris: Template) -> None:
    said = layerloom("code", iris())
    assert said.status == 0
    assert "import keras" in said.out
    assert "engine" not in said.out
    compile(said.out, "program.py", "exec")


def test_training_leaves_a_run_where_it_was_asked_for(
    apart: Callable[..., Said], layerloom: Callable[..., Said], iris: Template, tmp_path: Path, home: Path
) -> None:
    out = tmp_path / "runs" / "first"
    said = apart("train", iris(), "--out", out)
    assert said.status == 0
    assert said.last["run"] == str(out)
    assert said.last["state"] == "finished"
    assert [line.split()[1] for line in said.err.splitlines() if line.startswith("epoch")] == ["1", "2"]
    assert {"document.json", "program.py", "events.jsonl", "best.weights.h5", "results.json"} <= {
        path.name for path in out.iterdir()
    }
    assert list((home / "runs").iterdir()) == []
    exported = layerloom("export", out, "--format", "program", "--out", tmp_path / "away")
    assert exported.status == 0
    assert "program.py" in zipfile.ZipFile(exported.last["file"]).namelist()


@pytest.mark.slow
@pytest.mark.parametrize("form", ["savedmodel", "keras", "project"])
def test_every_format_is_exported_and_compared(
    apart: Callable[..., Said], layerloom: Callable[..., Said], iris: Template, tmp_path: Path, form: str
) -> None:
    assert apart("train", iris(), "--out", tmp_path / "run").status == 0
    said = layerloom("export", tmp_path / "run", "--format", form, "--out", tmp_path)
    assert said.status == 0
    assert Path(said.last["file"]).stat().st_size == said.last["bytes"] > 0
    assert said.last["difference"] <= 1e-5


def test_a_network_with_problems_is_not_trained(layerloom: Callable[..., Said], iris: Template, tmp_path: Path) -> None:
    said = layerloom("train", iris(_without_units), "--out", tmp_path / "run")
    assert said.status == 1
    assert said.last["findings"]
    assert not (tmp_path / "run").exists()


def test_what_lies_at_the_place_of_a_run_is_kept(
    layerloom: Callable[..., Said], iris: Template, tmp_path: Path
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "mine.txt").write_text("mine")
    said = layerloom("train", iris(), "--out", tmp_path / "run")
    assert (said.status, said.out) == (2, "")
    assert (tmp_path / "run" / "mine.txt").read_text() == "mine"


def test_a_table_of_ones_own_takes_the_place_of_the_data(
    apart: Callable[..., Said], iris: Template, tmp_path: Path
) -> None:
    table = tmp_path / "flowers.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["length", "width", "species"])
        writer.writerows(
            [index % 7, index % 5, ["setosa", "versicolor", "virginica"][index % 3]] for index in range(90)
        )

    def on_length(document: dict[str, Any]) -> None:
        for node in document["nodes"].values():
            if node["kind"] == "Input":
                node["params"]["features"] = []

    said = apart("train", iris(on_length), "--data", table, "--out", tmp_path / "run")
    assert said.status == 0, said.err
    document = json.loads((tmp_path / "run" / "document.json").read_text("utf-8"))
    assert document["data"]["source"].startswith("flowers-")


@pytest.mark.parametrize("data", ["no-such-data", "notes.txt"])
def test_data_that_is_none_gets_one_sentence(layerloom: Callable[..., Said], iris: Template, data: str) -> None:
    said = layerloom("check", iris(), "--data", data)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
