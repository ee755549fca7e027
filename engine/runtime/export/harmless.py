"""What a program may say that an export runs: only what our own writer says, whatever names people gave.

The writer quotes every text of a document; should it ever fail to, what slips through is not run.
"""

import ast
import builtins
import functools
from collections.abc import Iterator

from engine.catalog import catalog
from engine.said import say
from engine.words import Refusal

_MODULES = {"keras", "np"}
_KERAS = frozenset(
    {
        *("Input", "Model", "layers", "losses", "optimizers", "metrics", "regularizers", "initializers", "constraints"),
        *(
            "activations",
            "callbacks.EarlyStopping",
            "ops",
            "applications",
            "random",
            "utils.set_random_seed",
            "utils.PyDataset",
            "backend.get_uid",
            "saving.register_keras_serializable",
        ),
    }
)
_NUMPY = frozenset(
    {
        *("newaxis", "flatnonzero", "isfinite", "median", "where", "asarray", "array", "diff", "floor", "eye"),
        *("arange", "argsort", "concatenate", "zeros", "ones", "stack", "random.default_rng", "float32", "int32"),
        *("append", "swapaxes", "log", "maximum", "sin", "cos", "pi", "inf", "unique", "searchsorted", "bincount"),
        *(
            "full",
            "linspace",
            "outer",
            "add.at",
            "argmax",
            "clip",
            "repeat",
            "tile",
            "cumsum",
            "rot90",
            "sort",
            "rint",
            "lib.stride_tricks.sliding_window_view",
        ),
    }
)
_BUILTINS = frozenset(
    {
        *("print", "range", "len", "zip", "enumerate", "reversed", "sorted", "int", "float", "bool", "str", "tuple"),
        *("list", "dict", "set", "min", "max", "sum", "abs", "all", "any", "map", "round", "next", "iter"),
    }
)
_IMPORTS = {"import keras", "import numpy as np"}
_WHOLE = {"np.load('data.npz')", "super().__init__()"}
"""Calls that may be made so and in no other way."""


def refuse_strange(text: str) -> None:
    """Raise `Refusal` where a program says anything else than programs of ours do."""
    strange = next(_strange(ast.parse(text)), None)
    if strange is not None:
        raise Refusal(
            say(
                "The program says something that programs of ours do not ({strange}), so it is not offered.",
                strange=strange[:80],
            )
        )


def _strange(tree: ast.Module) -> Iterator[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node) in _WHOLE]
    known = {part for call in calls for part in ast.walk(call.func)}
    for node in (node for node in ast.walk(tree) if node not in known):
        match node:
            case ast.Import() | ast.ImportFrom() if ast.unparse(node) not in _IMPORTS:
                yield ast.unparse(node)
            case ast.Name(id=name) if _is_builtin(name) and name not in _BUILTINS:
                yield name
            case ast.Attribute(attr=name) if name.startswith("_") or not _is_known(node):
                yield ast.unparse(node)


def _is_builtin(name: str) -> bool:
    return (hasattr(builtins, name) or name.startswith("__")) and name != "__name__"


def _is_known(node: ast.Attribute) -> bool:
    """Whether an attribute is of a value, or one of a module's that programs use."""
    names = [node.attr]
    while isinstance(node.value, ast.Attribute):
        node = node.value
        names.insert(0, node.attr)
    if not isinstance(node.value, ast.Name) or node.value.id not in _MODULES:
        return True
    known, said = (_KERAS if node.value.id == "keras" else _NUMPY), ".".join(names)
    if node.value.id == "keras" and any(name[:1].isupper() and name not in _kinds() for name in names):
        return False
    # `utils` alone is on the way to `utils.set_random_seed`.
    return any(f"{said}.".startswith(f"{one}.") or one.startswith(f"{said}.") for one in known)


@functools.cache
def _kinds() -> frozenset[str]:
    """Return every class of Keras that a program may name: what the catalogue leaves out is not among them."""
    return frozenset(
        {kind for family in catalog().families.values() for kind in family} | {"Model", "EarlyStopping", "PyDataset"}
    )
