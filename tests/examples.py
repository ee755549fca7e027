"""The question that the example of a kind of layer asks of Keras."""

from engine.catalog import Entry
from engine.runtime.check.measure import Question, Tensor
from engine.words import Json


def example(entry: Entry, **other: Json) -> Question:
    """Return an entry's example: its inputs at its ports in order, the last port taking the rest; `other` settings."""
    tensors = [Tensor(shape=(None, *shape), dtype=dtype) for shape, dtype in entry.example.inputs]
    ports = [port for port in entry.inputs if not port.optional] or list(entry.inputs)
    arriving: dict[str, list[Tensor]] = {port.name: [] for port in ports}
    for place, tensor in enumerate(tensors):
        arriving[ports[min(place, len(ports) - 1)].name].append(tensor)
    params = {param.name: param.initial for param in entry.params if param.initial is not None}
    complete = {param.name: param.default for param in entry.params if not param.required}
    return Question(
        entry=entry,
        text=repr(sorted(other.items())),
        params={**complete, **params, **entry.example.params, **other},
        ports=tuple((port, tuple(each)) for port, each in arriving.items() if each),
        same=tuple(range(len(tensors))),
    )
