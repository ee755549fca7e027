"""`python -m builder.setup.pins`: write `constraints.txt` from the versions that `.venv` holds.

Only what Layerloom needs is written, found by walking the requirements from `pyproject.toml`: plain `name==version`
lines, valid on every system, with no address of any registry.
"""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from builder.setup.environment import ROOT

# Needed on Windows only, so that an environment made elsewhere cannot tell its version.
ELSEWHERE = {"colorama": "0.4.6"}
NAME = re.compile(r"[A-Za-z0-9._-]+")


def pins() -> dict[str, str]:
    """Return name → version of everything that `pyproject.toml` asks for, directly or through others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    waiting = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    waiting += project["project"]["optional-dependencies"]["dev"]
    found = dict(ELSEWHERE)
    while waiting:
        name = _name(waiting.pop())
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or another Python
        found[name] = package.version
        waiting += _required(package.requires or ())
    return found


def _required(requirements: Iterable[str]) -> Iterable[str]:
    return (requirement for requirement in requirements if "extra ==" not in requirement)


def _name(requirement: str) -> str:
    match = NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""


def main() -> None:
    """Write the file."""
    lines = sorted(f"{name}=={version}\n" for name, version in pins().items())
    (ROOT / "constraints.txt").write_text("".join(lines))


if __name__ == "__main__":
    main()
