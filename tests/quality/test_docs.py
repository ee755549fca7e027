"""What the documents name exists, and what exists is named."""

import ast
import re
from pathlib import Path

import pytest
from starlette.routing import Mount

from engine.cli.arguments import VERBS
from tests.quality.source import ROOT, files

DOCUMENTS = [path for path in files(".md") if path.parent == ROOT]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
PAGES = README + (ROOT / "CONTRIBUTING.md").read_text("utf-8") + ARCHITECTURE
CODE = re.compile(r"`([^`\n]+)`")


def _section(heading: str) -> str:
    return re.split(r"\n## ", ARCHITECTURE.split(f"\n## {heading}", 1)[1])[0]


def _first_cells(heading: str) -> list[str]:
    rows = [line.split("|")[1] for line in _section(heading).splitlines() if line.startswith("|")]
    return [name for row in rows[2:] for name in CODE.findall(row)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)|<img [^>]*src=\"([^\"]+)\"|srcset=\"([^\"]+)\"", document.read_text("utf-8"))
    local = [name for found in targets for name in found if name and "://" not in name]
    assert [name for name in local if not (document.parent / name).exists()] == []


def test_pictures_are_shown_and_small() -> None:
    pictures = sorted((ROOT / "assets/pictures").glob("*.png"))
    assert [path.name for path in pictures if f"assets/pictures/{path.name}" not in README] == []
    assert [path.name for path in pictures if path.stat().st_size > 200_000] == []


def test_make_targets_are_documented_and_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    documented = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", PAGES))
    assert named - {"help"} <= documented
    assert documented - {"help"} <= named


def test_verbs_are_documented_and_exist() -> None:
    assert set(re.findall(r"\blayerloom ([a-z]+)(?= |`|$)", README, re.MULTILINE)) == set(VERBS)


def test_settings_are_documented_and_exist() -> None:
    setting = re.compile(r"\bLAYERLOOM_[A-Z_]+\b")
    used = {
        name
        for path in files(".py")
        if path.name != Path(__file__).name
        for name in setting.findall(path.read_text("utf-8"))
    }
    assert set(setting.findall(PAGES)) == used


def test_places_exist() -> None:
    missing = [name for name in _first_cells("Where things are") if not (ROOT / name).exists()]
    assert missing == []


def test_every_package_has_its_place() -> None:
    places = set(_first_cells("Where things are"))
    packages = {
        f"{path.parent.relative_to(ROOT)}/"
        for path in [*ROOT.glob("engine/*/__init__.py"), *ROOT.glob("builder/*/__init__.py")]
    }
    assert sorted(packages - places) == []


def test_components_are_documented_and_exist() -> None:
    source = "".join((ROOT / "builder/frontend/src" / name).read_text("utf-8") for name in ("main.ts", "later.ts"))
    tables = re.findall(r"(?:FIRST|LATER): [^=]*= \{(.*?)\}", source, re.DOTALL)
    assert len(tables) == 2
    named = re.search(r"Names: (.*?)\.", _section("Components"))
    assert named
    assert set(re.findall(r"(\w+):", " ".join(tables))) == set(CODE.findall(named[1]))


def test_events_are_documented_and_written() -> None:
    sources = [path.read_text("utf-8") for path in files(".py") if ROOT / "engine" in path.parents]
    written = {name for text in sources for name in _events(ast.parse(text))}
    assert written == set(_first_cells("Runs"))


def _events(tree: ast.AST) -> list[str]:
    # The second argument of `append(folder, "epoch", …)` and `append_last(…)`.
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) >= 2)
    named = ((call.func, call.args[1]) for call in calls)
    writers = {"append", "append_last"}
    return [
        str(event.value)
        for function, event in named
        if getattr(function, "id", getattr(function, "attr", "")) in writers and isinstance(event, ast.Constant)
    ]


def test_routes_are_documented_and_served() -> None:
    from builder.server.routes import ROUTES

    documented = {_plain(path) for cell in _first_cells("Web routes") for path in re.findall(r"/[^\s`?]*", cell)}
    served = {
        _plain(
            f"{route.path}/*"
            if isinstance(route, Mount) and not route.path.startswith(("/sync", "/live"))
            else route.path
        )
        for route in ROUTES
    }
    assert served == documented


def _plain(path: str) -> str:
    # `/api/jobs/{id}` and `/api/jobs/<id>` are one path.
    return re.sub(r"[{<][^}>]*[}>]", "<>", path).rstrip("/")


def test_host_requests_are_documented_and_answered() -> None:
    served = set(re.findall(r'Route\("([^"]+)"', (ROOT / "engine/host/routes.py").read_text("utf-8")))
    documented = {cell.split()[1] for cell in _first_cells("Engine host") if cell.startswith(("GET", "POST"))}
    assert {_plain(path) for path in served} == {_plain(path) for path in documented}
