"""The files of the checkout, as the tests of its quality read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def files(*suffixes: str) -> list[Path]:
    """Return every file that is or would be committed; with `suffixes`, only those that end so."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = sorted({ROOT / name for name in names if name})
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]
