"""How a layer is called in a file, of any version of Keras: which values go to which port, and with which settings."""

from collections.abc import Iterator, Mapping, Sequence

from engine.catalog import Entry
from engine.runtime.bring.parts import Call, Tensor
from engine.runtime.bring.settings import Say
from engine.words import Json

ANY = "inputs"
"""The port of an opaque node, which has no other."""

_PICTURES = frozenset({"augmentation", "pictures"})

Arguments = tuple[Sequence[Json], Mapping[str, Json]]


def arguments(node: Json) -> Arguments:
    """Return positional and named arguments of one call, tensors as `tensor` reads them."""
    match node:
        case {"args": list(args), "kwargs": Mapping() as kwargs}:
            return args, kwargs
        case [str(), *_]:
            return [_plain(node)], _named(node)
        case [only]:
            return [_plain(only)], _named(only)
        case [first, *rest]:
            return [[_plain(each) for each in (first, *rest)]], _named(first)
    return [], {}


def tensor(value: Json) -> Tensor | None:
    """Return the value in the network that an argument stands for, `None` where it is none."""
    match value:
        case {"class_name": "__keras_tensor__", "config": {"keras_history": [str(name), int(call), int(output)]}}:
            return name, call, output
        case [str(name), int(call), int(output)] | [str(name), int(call), int(output), None | {}]:
            return name, call, output
    return None


def tensors(value: Json) -> tuple[Tensor, ...]:
    """Return every value in the network inside an argument, in order."""
    return tuple(_inside(value, 0))


def call(entry: Entry, given: Arguments, say: Say) -> Call:
    """Return the call of a layer of the catalogue; what cannot be said here is left out, and said."""
    args, kwargs = given
    wires: dict[str, tuple[Tensor, ...]] = {}
    ports = [port.name for port in entry.inputs]
    params: dict[str, Json] = {}
    if args:
        wires |= _first(entry, tensors(args[0]))
    named = {**dict(zip(ports[1:], args[1:], strict=False)), **kwargs}
    for name, value in named.items():
        param = entry.param(name)
        found = tensors(value)
        if name in ports and found:
            wires[name] = found
        elif param is not None and param.call and isinstance(value, bool):
            params |= {name: value} if value != param.default else {}
        elif value is not None and not _as_ever(entry, name, value):
            say(f"{entry.title} is called with “{name[:40]}”, which cannot be said here; it was left out.")
    return Call(wires=wires, params=params)


def opaque(given: Arguments) -> Call:
    """Return the call of a node of which nothing is known: all that comes in comes in at one port."""
    args, kwargs = given
    found = tuple(each for value in (*args, *kwargs.values()) for each in tensors(value))
    return Call(wires={ANY: found} if found else {})


def nested(given: Arguments, names: Sequence[str]) -> Call:
    """Return the call of a nested model, whose inputs have these `names`: wires by the inputs' numbers."""
    args, kwargs = given
    values = [*args, *(value for name, value in kwargs.items() if name == "inputs")]
    first = values[0] if values else None
    if isinstance(first, Mapping) and tensor(first) is None:
        found = [each for name in names for each in tensors(first.get(name))]
    else:
        found = list(tensors(first))
    return Call(wires={str(number): (each,) for number, each in enumerate(found)})


def _first(entry: Entry, found: tuple[Tensor, ...]) -> dict[str, tuple[Tensor, ...]]:
    """Share what comes in first place among the ports: one each, a port of many takes the rest."""
    wires: dict[str, tuple[Tensor, ...]] = {}
    for port in entry.inputs:
        count = len(found) if port.many else 1
        if taken := found[:count]:
            wires[port.name] = taken
        found = found[count:]
    return wires


def _as_ever(entry: Entry, name: str, value: Json) -> bool:
    # Keras notes for layers that change pictures that they were told to, which they do anyhow while training.
    return name == "training" and (not value or entry.group in _PICTURES)


def _plain(node: Json) -> Json:
    return list(node[:3]) if isinstance(node, list) else None


def _named(node: Json) -> Mapping[str, Json]:
    last = node[3] if isinstance(node, list) and len(node) > 3 else None
    return last if isinstance(last, Mapping) else {}


def _inside(value: Json, depth: int) -> Iterator[Tensor]:
    found = tensor(value)
    if found is not None:
        yield found
    elif isinstance(value, Mapping) and depth < 4:
        for each in value.values():
            yield from _inside(each, depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str) and depth < 4:
        for each in value:
            yield from _inside(each, depth + 1)
