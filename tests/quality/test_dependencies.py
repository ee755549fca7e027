"""Every dependency is declared, and what is declared is used."""

import ast
import re
import sys
import tomllib

from tests.quality.source import ROOT, files

# Modules whose distribution has another name, and distributions that no module of ours imports.
NAMES = {"PIL": "pillow", "sklearn": "scikit-learn", "streamlit_elements": "streamlit-elements"}
UNSEEN = {"defusedxml"}
OURS = {"engine", "builder", "app"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^A-Za-z0-9-]", line)[0] for line in project["dependencies"]}
    sources = [path for path in files(".py") if path.relative_to(ROOT).parts[0] in {*OURS, "app.py"}]
    modules = {name for path in sources for name in _imported(ast.parse(path.read_text("utf-8")))}
    imported = {NAMES.get(name, name) for name in modules - OURS - set(sys.stdlib_module_names)}
    # The rooms come from a part of pycrdt that is a distribution of its own.
    assert imported | UNSEEN | {"pycrdt-websocket"} == declared


def _imported(tree: ast.AST) -> list[str]:
    nodes = list(ast.walk(tree))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    parts = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return [name.split(".")[0] for name in [*plain, *parts]]
