"""Writes the losses that Keras lacks: the functions that the app itself learns with, without their types."""

import ast
from functools import cache
from pathlib import Path

import engine

_FOLDER = Path(engine.__file__).parent / "runtime" / "losses"


@cache
def own_loss(function: str) -> str:
    """Return the text of a loss of ours, from the file of its name; nothing of it is run here."""
    text = (_FOLDER / f"{function}.py").read_text("utf-8")
    found = next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == function)
    lines = text.splitlines()
    # Said from its end, so that what is cut moves nothing that is still to be cut.
    for begin, end in sorted(_types(found), reverse=True):
        line = lines[end[0]]
        assert begin[0] == end[0]  # noqa: S101 - the types of a loss stand in one line
        lines[end[0]] = line[: begin[1]] + line[end[1] :]
    # What a program saves is loaded again by this name.
    return "\n".join(["@keras.saving.register_keras_serializable()", *lines[found.lineno - 1 : found.end_lineno]])


def _types(function: ast.FunctionDef) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return where a function says types: of an argument from its name on, of what it returns from the arrow on."""
    places = []
    for argument in function.args.args:
        said = argument.annotation
        if said is not None:
            begin = argument.col_offset + len(argument.arg)
            places.append(((argument.lineno - 1, begin), (said.lineno - 1, said.end_col_offset or 0)))
    if function.returns is not None:
        line = function.returns.lineno - 1
        arrow = function.returns.col_offset - len(" -> ")
        places.append(((line, arrow), (line, function.returns.end_col_offset or 0)))
    return places
