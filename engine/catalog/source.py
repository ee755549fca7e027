"""The Python source of what a kind with its settings means, as a person would write it."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.catalog.arguments import Call, Code, Value, call_arguments, construction
from engine.catalog.entries import Catalog, Entry, Pretrained
from engine.catalog.formula import LETTERS, python
from engine.catalog.formula_reader import read
from engine.catalog.pretrained import arguments, network_arguments
from engine.catalog.read import catalog as shipped
from engine.words import JsonObject


def source(entry: Entry, params: JsonObject, name: str | Code | None = None, catalog: Catalog | None = None) -> str:
    """The expression that makes an entry: `keras.layers.Dense(10, activation="softmax", name="digit")`.

    Settings must be valid. Required arguments are written without their names; only what differs from Keras's defaults
    is written.
    """
    known = catalog or shipped()
    if entry.pretrained:
        return _pretrained(entry, params, entry.pretrained, name)
    if entry.function:
        return entry.function
    return _call(construction(entry, params, known), known, {} if name is None else {"name": name})


def call_source(entry: Entry, params: JsonObject, catalog: Catalog | None = None) -> str:
    """The arguments besides the inputs when a layer is called, such as `use_causal_mask=True`, or nothing."""
    known = catalog or shipped()
    return ", ".join(f"{name}={literal(value, known)}" for name, value in call_arguments(entry, params, known).items())


def formula(expression: str, variables: Sequence[str]) -> str:
    """The Python of a valid expression over `keras.ops`, with a variable for each wire, its letter for none."""
    return python(read(expression), lambda wire: (*variables, *LETTERS[len(variables) :])[wire])


def literal(value: Value, catalog: Catalog | None = None) -> str:
    """A value as Python source; a short name where Keras knows one and nothing is set."""
    known = catalog or shipped()
    match value:
        case Call():
            entry = known.families[value.family][value.kind]
            short = next((alias for alias in entry.aliases if alias.islower()), None)
            return literal(short) if short and not value.arguments else _call(value, known, {})
        case Code():
            return value.text
        case str():
            return _quoted(value)
        case tuple():
            inner = ", ".join(literal(each, known) for each in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case list():
            return f"[{', '.join(literal(each, known) for each in value)}]"
        case _:
            return repr(value)


def _call(call: Call, catalog: Catalog, more: dict[str, Value]) -> str:
    entry = catalog.families[call.family][call.kind]
    parts = []
    for place, (name, value) in enumerate({**call.arguments, **more}.items()):
        bare = place < len(entry.params) and entry.params[place].name == name and entry.params[place].required
        parts.append(literal(value, catalog) if bare else f"{name}={literal(value, catalog)}")
    return f"{call.path}({', '.join(parts)})"


def _pretrained(entry: Entry, params: JsonObject, known: Pretrained, name: str | Code | None) -> str:
    """A network of `keras.applications`, given to the function `engine.catalog.pretrained.FUNCTION`."""
    said: dict[str, Any] = {param.name: params.get(param.name, param.default) for param in entry.params}
    weights = None if said["weights"] == "none" else said["weights"]
    given = {"weights": weights, **network_arguments(said, entry.kind, known.side)}
    network = f"keras.applications.{entry.kind}({_named(given)})"
    return f"pretrained({network}, {_named({'name': name or 'pretrained', **arguments(said, known.pixels)})})"


def _named(said: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={literal(_coded(value))}" for name, value in said.items())


def _coded(value: Any) -> Value:  # noqa: ANN401 — a setting, or what stands for it in a block
    match value:
        case {"expr": str(text)}:
            return Code(text=text)
        case _:
            return value  # type: ignore[no-any-return]


def _quoted(text: str) -> str:
    """The text in double quotes where no escape is needed for them."""
    written = repr(text)
    return f'"{written[1:-1]}"' if written.startswith("'") and '"' not in text else written
