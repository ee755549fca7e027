"""What `make run` costs on a fresh machine: time until the page answers, and disk."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figure import report
from tests.running import ROOT, running


def main() -> None:
    """Clone the checkout, set it up with an empty download cache, and start it."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "layerloom"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {**os.environ, "PIP_NO_CACHE_DIR": "1"}
        started = time.perf_counter()
        subprocess.run(["make", "setup"], cwd=clone, env=environment, stdout=sys.stderr, check=True)
        set_up = time.perf_counter() - started
        python = clone / ".venv/bin/python"
        with running(Path(folder) / "home", cwd=clone, python=python):
            first = time.perf_counter() - started
        report("make run on a fresh machine: set-up", set_up, "s", note="download included")
        report("make run on a fresh machine: until the page answers", first, "s")
        report("make run on a fresh machine: disk", _size(clone) / 1e9, "GB")


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))


if __name__ == "__main__":
    main()
