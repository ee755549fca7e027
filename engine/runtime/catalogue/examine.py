"""What only a built layer tells: whether it learns, and how many axes its inputs have."""

from dataclasses import replace

import keras

from engine.catalog.entries import Catalog, Entry, InputPort
from engine.runtime.catalogue.calculation import Calculation
from engine.runtime.catalogue.make import call_layer, make_layer

MOST_AXES = 8


def examined(entry: Entry, catalog: Catalog) -> Entry:
    """The entry with `trainable` and the ranks of its ports as Keras has them."""
    layer, _ = built(entry, catalog)
    return replace(entry, trainable=bool(layer.trainable_weights), inputs=_ranked(entry, catalog))


def built(entry: Entry, catalog: Catalog) -> tuple[keras.Layer | Calculation, tuple[keras.KerasTensor, ...]]:
    """The layer of an entry's example and its outputs; allocates nothing."""
    example = entry.example
    with keras.StatelessScope(initialize_variables=False):
        layer = make_layer(entry, example.params, catalog=catalog)
        tensors = [keras.Input(shape, dtype=dtype) for shape, dtype in example.inputs]
        return layer, call_layer(entry, layer, _wired(entry, tensors), example.params, catalog)


def _wired(entry: Entry, tensors: list[keras.KerasTensor]) -> dict[str, list[keras.KerasTensor]]:
    """Example inputs go to the ports in order; a port of many that is not optional takes all that are left."""
    wired: dict[str, list[keras.KerasTensor]] = {}
    for port in entry.inputs:
        count = len(tensors) if port.many and not port.optional else min(1, len(tensors))
        wired[port.name], tensors = tensors[:count], tensors[count:]
    return wired


def _ranked(entry: Entry, catalog: Catalog) -> tuple[InputPort, ...]:
    """Keras says how many axes the first input has, before it has seen one; the rest is left as described."""
    first, *others = entry.inputs
    spec = getattr(make_layer(entry, entry.example.params, catalog=catalog), "input_spec", None)
    if not isinstance(spec, keras.layers.InputSpec):
        return entry.inputs
    low, high = first.rank
    rank = (max(low, spec.ndim or spec.min_ndim or low), min(high, spec.ndim or spec.max_ndim or MOST_AXES))
    return (replace(first, rank=rank), *others)
