"""The virtual environment `.venv`: whether it is current, how it is made, and how its state is remembered."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = FOLDER / "layerloom.json"
NEEDED = 4_000_000_000  # bytes of free disk: what is installed, and what pip unpacks meanwhile


def current(extras: frozenset[str]) -> bool:
    """Say whether `.venv` holds what `pyproject.toml` and `constraints.txt` ask for, `extras` included."""
    kept = _kept()
    return kept is not None and extras <= kept and _runs()


def make() -> str:
    """Make `.venv` where there is none that runs; return what is in the way as a sentence, or nothing."""
    if _runs():
        return ""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED:
        return f"The set-up needs {NEEDED / 1e9:.0f} GB of free disk, and there is {free / 1e9:.1f} GB: make room."
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=False)
    return "" if done.returncode == 0 else f"Python could not make {FOLDER}: its own words stand above."


def remember(extras: frozenset[str]) -> None:
    """Note that `.venv` is complete, so that the next start is at once."""
    before = _kept() or frozenset()
    STAMP.write_text(json.dumps({"digest": _digest(), "extras": sorted(extras | before)}))


def _kept() -> frozenset[str] | None:
    # The extras that were installed; `None` where nothing was, or the requirements have changed since.
    if not STAMP.is_file():
        return None
    kept = json.loads(STAMP.read_text())
    return frozenset(kept["extras"]) if kept["digest"] == _digest() else None


def _runs() -> bool:
    # A copied or half-made folder, or one whose Python was removed, has an interpreter that does not answer.
    if not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-c", "import pip"], check=False, capture_output=True).returncode == 0


def _digest() -> str:
    # The place belongs to it: an environment does not survive being moved.
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join([*parts, str(ROOT).encode()])).hexdigest()
