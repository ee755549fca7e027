"""The closed list of what an expression can calculate: functions of `keras.ops`, and what Keras calls them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A function of `keras.ops`: how many values it takes, of which the last `numbers` are plain numbers.

    `axis`: an axis can be given, `needed` where it must. `axes`: several can. `keepdims`: the axes can stay, with
    length 1.
    """

    values: int = 1
    numbers: int = 0
    axis: bool = False
    needed: bool = False
    axes: bool = False
    keepdims: bool = False


_EACH = Operation()
_TWO = Operation(values=2)
_OVER = Operation(axis=True, needed=True, axes=True, keepdims=True)
_BEST = Operation(axis=True, needed=True, keepdims=True)
_ALONG = Operation(axis=True, needed=True)

_PLAIN = (
    *("abs", "sign", "negative", "reciprocal", "square", "sqrt", "rsqrt", "floor", "ceil", "round", "stop_gradient"),
    *("exp", "expm1", "log", "log1p", "log2", "log10", "erf", "zeros_like", "ones_like", "isnan", "isfinite"),
    *("sin", "cos", "tan", "arcsin", "arccos", "arctan", "logical_not", "nan_to_num"),
    *("sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"),
    *("relu", "relu6", "sigmoid", "hard_sigmoid", "log_sigmoid", "softplus", "softsign", "silu", "gelu", "elu"),
    *("selu", "leaky_relu"),
)
_PAIRS = (
    *("maximum", "minimum", "mod", "arctan2", "divide_no_nan", "logical_and", "logical_or", "logical_xor"),
    *("add", "subtract", "multiply", "divide", "power", "equal", "matmul"),
)

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        **dict.fromkeys(_PLAIN, _EACH),
        **dict.fromkeys(_PAIRS, _TWO),
        **dict.fromkeys(("mean", "sum", "prod", "max", "min", "std", "var", "any", "all", "logsumexp"), _OVER),
        **dict.fromkeys(("argmax", "argmin"), _BEST),
        **dict.fromkeys(("cumsum", "cumprod", "flip", "expand_dims", "squeeze"), _ALONG),
        **dict.fromkeys(("softmax", "log_softmax", "normalize"), Operation(axis=True)),
        "clip": Operation(values=3, numbers=2),
        "where": Operation(values=3),
    }
)
"""By name; none reads anything but its values, makes something random, or takes text."""

ELEMENTWISE = frozenset({*_PAIRS, "where"} - {"matmul"})
"""Those that lay several values on each other, place by place."""

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "+": "add",
        "-": "subtract",
        "*": "multiply",
        "/": "true_divide",
        "**": "power",
        "<": "less",
        "<=": "less_equal",
        ">": "greater",
        ">=": "greater_equal",
        "==": "equal",
        "!=": "not_equal",
    }
)
"""The operators between two values, and what Keras calls an operation that one of them makes."""

_CALLED = {"abs": "absolute"}
NAMES = frozenset({_CALLED.get(name, name) for name in OPERATIONS} | set(SYMBOLS.values()))
"""What Keras calls the operations that an expression makes: the first `exp`, the next `exp_1`."""

MOST_CLAIMED = 10_000


def claimed(ids: Iterable[str]) -> dict[str, int]:
    """How often each of Keras's names must be passed over because nodes are called so.

    Layers are called by their node's id, operations by Keras, and no two things in a network may share a name.
    """
    counts: dict[str, int] = {}
    for name, number in (_split(each) for each in sorted(ids)):
        if name in NAMES and number < MOST_CLAIMED:
            counts[name] = max(counts.get(name, 0), number + 1)
    return counts


def _split(name: str) -> tuple[str, int]:
    numbered = re.fullmatch(r"(.+)_([1-9][0-9]{0,5})", name)
    return (numbered[1], int(numbered[2])) if numbered and name not in NAMES else (name, 0)
