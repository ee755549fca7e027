"""Operations of `keras.ops` in a network, and layers of Keras's own applications, said by kinds of the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from engine.runtime.bring.calls import Arguments, tensor, tensors
from engine.runtime.bring.parts import Call, Tensor
from engine.words import Json

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SIGNS = {
    "Add": "+", "Subtract": "-", "Multiply": "*", "TrueDivide": "/", "Divide": "/", "Power": "**",
    "Greater": ">", "GreaterEqual": ">=", "Less": "<", "LessEqual": "<=", "Equal": "==", "NotEqual": "!=",
}  # fmt: skip
_MERGES = {"Add": "Add", "Subtract": "Subtract", "Multiply": "Multiply", "Maximum": "Maximum", "Minimum": "Minimum"}
_FUNCTIONS = {
    "Abs": "abs", "Absolute": "abs", "Ceil": "ceil", "Clip": "clip", "Cos": "cos", "Cosh": "cosh", "Elu": "elu",
    "Erf": "erf", "Exp": "exp", "Expm1": "expm1", "Floor": "floor", "Gelu": "gelu", "HardSigmoid": "hard_sigmoid",
    "HardSilu": "hard_silu", "LeakyRelu": "leaky_relu", "Log": "log", "Log10": "log10", "Log1p": "log1p",
    "Log2": "log2", "LogSigmoid": "log_sigmoid", "Max": "max", "Maximum": "maximum", "Mean": "mean", "Min": "min",
    "Minimum": "minimum", "OnesLike": "ones_like", "Prod": "prod", "Reciprocal": "reciprocal", "Relu": "relu",
    "Relu6": "relu6", "Round": "round", "Rsqrt": "rsqrt", "Selu": "selu", "Sigmoid": "sigmoid", "Sign": "sign",
    "Silu": "silu", "Sin": "sin", "Sinh": "sinh", "Softplus": "softplus", "Softsign": "softsign", "Sqrt": "sqrt",
    "Square": "square", "Std": "std", "Sum": "sum", "Tan": "tan", "Tanh": "tanh", "Var": "var", "Where": "where",
    "ZerosLike": "zeros_like",
}  # fmt: skip
_REDUCING = frozenset({"max", "mean", "min", "prod", "std", "sum", "var"})
_OLD_FUNCTIONS = {
    "__operators__.add": "Add", "math.add": "Add", "add": "Add", "__operators__.subtract": "Subtract",
    "math.subtract": "Subtract", "subtract": "Subtract", "math.multiply": "Multiply", "multiply": "Multiply",
    "math.truediv": "TrueDivide", "truediv": "TrueDivide", "math.divide": "TrueDivide", "math.exp": "Exp",
    "math.log": "Log", "math.sqrt": "Sqrt", "math.square": "Square", "math.abs": "Absolute", "math.tanh": "Tanh",
    "math.sigmoid": "Sigmoid", "nn.relu": "Relu", "nn.silu": "Silu", "nn.sigmoid": "Sigmoid", "nn.tanh": "Tanh",
    "math.maximum": "Maximum", "math.minimum": "Minimum", "math.pow": "Power",
}  # fmt: skip
"""What TensorFlow's Keras 2 wrote for an operation (`TFOpLambda`)."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A kind with its settings, and how it is called."""

    kind: str
    params: Mapping[str, Json]
    call: Call


def operation(made: str, config: Mapping[str, Json], given: Arguments) -> Said | None:
    """Return what says an operation of the class `made`; `None` where nothing here does."""
    wired: list[Tensor] = []
    args, kwargs = given
    options = {**config, **kwargs}
    if made in _MERGES and len(args) == 2 and all(tensor(value) for value in args):
        found = tensors(args)
        wires = {"first": found[:1], "second": found[1:]} if made == "Subtract" else {"inputs": found}
        return Said(kind=_MERGES[made], params={}, call=Call(wires=wires))
    words = [_word(value, wired) for value in args]
    if not wired or any(word is None for word in words):
        return None
    if made in _SIGNS and len(words) == 2:
        return _expression(f"{words[0]} {_SIGNS[made]} {words[1]}", wired)
    if made == "Negative" and len(words) == 1:
        return _expression(f"-{words[0]}", wired)
    name = _FUNCTIONS.get(made)
    more = _options(name, options) if name else None
    return _expression(f"{name}({', '.join([*map(str, words), *more])})", wired) if more is not None else None


def old_operation(config: Mapping[str, Json], given: Arguments) -> Said | None:
    """Return what says a `TFOpLambda` of Keras 2, whose second value is a named argument `y`."""
    args, kwargs = given
    made = _OLD_FUNCTIONS.get(str(config.get("function")))
    values = [*args, *([kwargs["y"]] if "y" in kwargs else [])]
    return operation(made, {}, (values, {})) if made else None


def of_applications(made: str, config: Mapping[str, Json], given: Arguments) -> Said | None:
    """Return what says the two layers that `keras.applications` defines for itself."""
    args, _ = given
    found = tensors(args)
    if made == "LayerScale" and len(found) == 1:
        shape = _shape(args[0])
        width = config.get("projection_dim")
        axes = _LETTERS[: len(shape)]
        # One learned factor a channel, no bias.
        params: dict[str, Json] = {
            "equation": f"{axes},{axes[-1:]}->{axes}",
            "output_shape": [*([None] * max(0, len(shape) - 2)), width],
            "kernel_initializer": {"kind": "Constant", "params": {"value": config.get("init_values", 1e-6)}},
        }
        return Said(kind="EinsumDense", params=params, call=Call(wires={"inputs": found})) if len(shape) > 1 else None
    if made == "CustomScaleLayer" and len(found) == 2 and (scale := _number(config.get("scale"))):
        return _expression(f"a + b * {scale}", list(found))
    return None


def _expression(text: str, wired: list[Tensor]) -> Said:
    return Said(kind="Expression", params={"expression": text}, call=Call(wires={"inputs": tuple(wired)}))


def _word(value: Json, wired: list[Tensor]) -> str | None:
    """Return a value as it stands in an expression: the letter of an input, or a number."""
    found = tensor(value)
    if found is None:
        return _number(value)
    if found not in wired:
        wired.append(found)
    place = wired.index(found)
    return _LETTERS[place] if place < len(_LETTERS) else None


def _number(value: Json) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return repr(value) if value >= 0 else f"({value!r})"


def _options(name: str, options: Mapping[str, Json]) -> list[str] | None:
    """Return the named arguments of a function; `None` where one cannot be said."""
    said = []
    for key, value in options.items():
        if key in ("name", "dtype") or value is None or value is False:
            continue
        if name in _REDUCING and key == "axis":
            axes = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
            if len(axes) != 1 or (number := _number(axes[0])) is None:
                return None
            said.append(f"axis={number.strip('()')}")
        elif name in _REDUCING and key == "keepdims" and value is True:
            said.append("keepdims=True")
        elif (number := _number(value)) is not None and key in ("x_min", "x_max", "negative_slope", "alpha"):
            said.append(number)
        elif not (key == "approximate" and value is True):
            return None
    return said


def _shape(value: Json) -> Sequence[Json]:
    match value:
        case [only]:
            return _shape(only)
        case {"config": {"shape": [*shape]}}:
            return shape
    return ()
