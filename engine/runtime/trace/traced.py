"""A network whose every value can be looked at, for one sample of its data."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import keras
import numpy as np

from engine.catalog import catalog
from engine.data.schema import Schema
from engine.document.dump import digest
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import Step, plan
from engine.runs.folder import BEST, DOCUMENT, folder_of, read_json
from engine.runtime.answers import answers
from engine.runtime.bring.start import start
from engine.runtime.build import network_of, refuse_problems, tensors
from engine.runtime.catalogue import imagenet
from engine.runtime.data.prepare import Learnt, learn, part_of_rows
from engine.runtime.data.raw import Array
from engine.runtime.data.samples import values as samples
from engine.runtime.trace.shown import attention, shown
from engine.said import say
from engine.words import Json, JsonObject, Refusal

PARTS = ("training", "validation", "test")


class Traced:
    """The network of a document with its data; with the weights of `run`, where that trained the very same one."""

    def __init__(self, document: Document, schema: Schema, run: str | None) -> None:
        """Build it. Raises `Refusal` with its first problem, or where its data cannot be read."""
        self._document = document
        self._plan = plan(document, catalog(), schema)
        # In the order in which a run does it, so that it is the network with which a run would begin.
        keras.utils.set_random_seed(document.training.seed % 2**32)
        self._learnt: Learnt = learn(schema, document)
        refuse_problems(self._plan)
        made = tensors(self._plan)
        network = network_of(self._plan, made)
        self.trained = run is not None and _trained(network, document, run)
        if not self.trained:
            imagenet.give(network, self._plan)
            start(network, document)
        self._layers: dict[str, keras.Layer] = {layer.name: layer for layer in network.layers}
        self._every = keras.Model(network.input, {key: list(values) for key, values in made.items()}, name="every")

    def at(self, part: str, number: int) -> JsonObject:
        """Return what sample `number` of a part (counted round and round) becomes at each node.

        `nodes` are by the path that a report gives them, each with its `outputs` and, where a layer tells what it looks
        at, its `attention`. Raises `Refusal` for a part that there is not, or that is empty.
        """
        rows: Array = getattr(self._learnt.parts, part) if part in PARTS else np.empty(0, int)
        if not len(rows):
            raise Refusal(say("There is no sample in this part of the data; take one of another part."))
        row = rows[number % len(rows) : number % len(rows) + 1]
        one = part_of_rows(self._document, self._learnt, row)
        found = {
            key: [np.asarray(value) for value in values]
            for key, values in self._every({key: np.asarray(value) for key, value in one.x.items()}).items()
        }
        (inputs,) = samples(self._learnt.used, self._learnt.raw, row)
        read = answers(self._plan, self._learnt.preparation)
        return {
            "row": int(row[0]),
            "number": int(number % len(rows)),
            "count": len(rows),
            "part": part,
            "trained": self.trained,
            "inputs": inputs,
            "truth": {each.target: each.truth(one.y[each.node][0]) for each in read},
            "answers": {each.node: each.to_json(found[each.node][0][0]) for each in read},
            "nodes": dict(self._nodes(found)),
        }

    def _nodes(self, found: Mapping[str, list[Array]]) -> Iterator[tuple[str, Json]]:
        expanded = self._plan.expanded
        for key, origin in expanded.origin.items():
            if not origin.first:
                continue
            if key in expanded.passed:
                sources = [source for _, source in sorted(expanded.passed[key].outputs.items())]
                values = [found[s.node][s.output] for s in sources if s.output < len(found.get(s.node, ()))]
            else:
                values = found.get(key, [])
            if values:
                yield key, {"outputs": [self._shown(key, value) for value in values], **self._attention(key, found)}

    def _shown(self, key: str, values: Array) -> JsonObject:
        given = self._plan.inputs.get(key)
        pictures = given is not None and {feature.type for feature in given.features} in ({"image"}, {"video"})
        return shown(values[0] if values.ndim else values, picture=pictures)

    def _attention(self, key: str, found: Mapping[str, list[Array]]) -> JsonObject:
        step = self._plan.step(key)
        layer = self._layers.get(step.shares or step.id) if step else None
        if step is None or layer is None or not _tells_attention(layer):
            return {}
        _, scores = layer(**_arguments(step, found), return_attention_scores=True)
        return {"attention": attention(np.asarray(scores)[0])}


def _trained(network: keras.Model, document: Document, run: str) -> bool:
    """Give the network what a run has learnt, if it trained the same one."""
    folder = folder_of(run)
    if not (folder / BEST).exists():
        return False
    # How it was trained makes no other network.
    before = replace(from_json(read_json(folder, DOCUMENT)), training=document.training)
    if digest(before) != digest(document):
        return False
    network.load_weights(folder / BEST)
    return True


def _tells_attention(layer: keras.Layer) -> bool:
    return "return_attention_scores" in inspect.signature(layer.call).parameters


def _arguments(step: Step, found: Mapping[str, list[Array]]) -> dict[str, Any]:
    """Return what comes to the ports of a step, by the name that its layer knows them by."""
    return {port: found[wires[0].node][wires[0].output] for port, wires in step.inputs.items() if wires}
