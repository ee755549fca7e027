"""Files and functions stay small enough to be read at once."""

import ast
from pathlib import Path

from tests.quality.source import ROOT, files

LONGEST_FILE = 350
LONGEST_FUNCTION = 40


def test_no_file_has_outgrown_its_purpose() -> None:
    sources = [path for path in files(".py", ".ts", ".tsx", ".css") if ROOT / "assets" not in path.parents]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in sources}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {name: length for path in files(".py") for name, length in _functions(path) if length > LONGEST_FUNCTION}
    assert long == {}


def _functions(path: Path) -> list[tuple[str, int]]:
    text = path.read_text("utf-8")
    lines = text.splitlines()
    found = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(f"{path.relative_to(ROOT)}: {function.name}", _code(function, lines)) for function in found]


def _code(function: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> int:
    # Lines of code: no signature, docstring, comment or blank line.
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    if not body:
        return 0
    span = lines[body[0].lineno - 1 : function.end_lineno]
    return sum(1 for line in span if line.strip() and not line.strip().startswith("#"))
