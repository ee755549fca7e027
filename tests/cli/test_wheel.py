"""`pip install .` brings all that `layerloom` needs, and it is found there."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.running import ROOT, running

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
NEEDED = (
    "app.py",
    "builder/main.py",
    "builder/cli.py",
    "assets/catalog.json",
    "assets/canvas/canvas.js",
    "assets/canvas/canvas.css",
    "assets/canvas/later.js",
    "engine/host/__main__.py",
)
# Named at run time rather than imported, so that nothing but the wheel's own files can answer.
PROBE = """
import json
from engine.assets import asset
from engine.catalog import catalog
from engine.cli.lists import templates
print(json.dumps([str(asset("canvas")), len(catalog().families["layers"]), len(templates().splitlines())]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel that `pip install .` would install."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*PIP, *build], check=True, stdin=subprocess.DEVNULL)
    return next(folder.glob("layerloom-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where the wheel alone is installed."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([*PIP, "install", "--no-deps", "--target", str(folder), str(wheel)], check=True)
    return folder


def test_the_wheel_holds_what_is_needed_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in NEEDED if name not in names] == []
    assert {f"assets/templates/{path.name}" for path in (ROOT / "assets/templates").glob("*.json")} <= names
    unwanted = ("tests/", "builder/frontend/", "builder/setup/", "docs/", "assets/pictures/")
    assert [name for name in names if name.startswith(unwanted) or "__pycache__" in name] == []


def test_an_installed_copy_finds_its_own_assets(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "PATH": ""}
    command = [sys.executable, "-c", PROBE]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    canvas, layers, templates = json.loads(done.stdout)
    assert Path(canvas) == installed / "assets/canvas"
    assert layers > 100
    assert templates == len(list((ROOT / "assets/templates").glob("*.json")))


def test_an_installed_copy_starts(installed: Path, tmp_path: Path) -> None:
    with running(tmp_path / "home", {"PYTHONPATH": str(installed)}, cwd=tmp_path) as app:
        assert app.process.poll() is None
