"""Nothing that is committed names a package registry, or a place on somebody's machine."""

import json
import re
from pathlib import Path

import pytest

from tests.quality.source import ROOT, files

# Put together here, so that this file itself is clean.
REGISTRIES = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("yarnpkg", "com"))
]
PERSONAL = re.compile("/" + r"(?:root|Users|home)/[a-z]\w*")
PIN = re.compile(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.]*")


def _texts() -> list[tuple[Path, str]]:
    raw = ((path, path.read_bytes()) for path in files())
    return [(path.relative_to(ROOT), content.decode()) for path, content in raw if b"\0" not in content[:8192]]


@pytest.mark.parametrize("forbidden", [*REGISTRIES, f"{ROOT}/", f"{Path.home()}/"])
def test_no_file_names_a_registry_or_a_place_of_this_machine(forbidden: str) -> None:
    assert [str(path) for path, text in _texts() if forbidden in text] == []


def test_no_file_names_a_personal_folder() -> None:
    assert {str(path): found for path, text in _texts() if (found := PERSONAL.findall(text))} == {}


def test_constraints_are_plain_pins() -> None:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert lines == sorted(set(lines))


def test_the_node_lock_has_no_addresses() -> None:
    lock = json.loads((ROOT / "builder/frontend/package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
