"""The input pipeline alone against the step of training, on the shapes CNN with its random layers.

`python -m tests.bench.pipeline_bench`. The pipeline takes the samples of a batch and changes them at random (from
memory), or reads and prepares them as well (from disk); the step is what is left of training without random layers.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import keras
import tensorflow as tf

from engine.assets import asset
from engine.catalog import catalog
from engine.data import builtin
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import plan
from engine.plan.together import random_chain
from engine.runtime.build import build, compile_model
from engine.runtime.catalogue.make import make_layer
from engine.runtime.data.part import Streamed
from engine.runtime.data.prepare import learn, part_of_rows
from engine.runtime.devices import prepare_device
from engine.runtime.train.steps import Batches, Steps, ready, shuffled
from tests.bench.figure import report

ROUNDS = 7
INPUT = "image"


def main() -> None:
    """Print what a batch costs in each, and the ratios."""
    prepare_device(2)
    document = from_json(json.loads((asset("templates") / "shapes-cnn.json").read_text("utf-8")))
    taken = {"step": _training(_still(document)), "memory": _memory(document), "disk": _streamed(document)}
    for once in taken.values():
        next(once)
    rounds = [{name: next(once) for name, once in taken.items()} for _ in range(ROUNDS)]
    step = statistics.median(each["step"] for each in rounds)
    for name in ("memory", "disk"):
        ratio = statistics.median(each[name] / each["step"] for each in rounds)
        alone = statistics.median(each[name] for each in rounds)
        note = f"{1000 * alone:.2f} against {1000 * step:.2f} ms a batch of 32, medians of {ROUNDS} rounds"
        report(f"shapes CNN: input pipeline from {name} / step", round(ratio, 2), "", at_most=1.0, note=note)


def _still(document: Document) -> Document:
    """Return the document without its random layers."""
    random = {step.id for step in random_chain(plan(document, catalog(), builtin.schema("shapes")), INPUT)}
    nodes = {key: replace(node, disabled=key in random) for key, node in document.nodes.items()}
    return replace(document, nodes=nodes)


def _training(document: Document) -> Iterator[float]:
    """Yield the seconds that a batch takes in training."""
    known, batches = plan(document, catalog(), builtin.schema("shapes")), _batches(document)
    model = build(known)
    compile_model(model, known)
    ready(model, batches)
    steps = Steps(model, batches, model.train_step)

    def epoch() -> None:
        for piece in batches.pieces(shuffled(batches, 0, 1)):
            done = 0
            while done < piece.steps:
                done, _ = steps.run(piece, done)

    yield from _timed(epoch, batches.steps)


def _memory(document: Document) -> Iterator[float]:
    """Yield the seconds that a batch takes to be gathered and changed at random."""
    batches, change = _batches(document), _changes(document)
    (piece,) = batches.pieces(shuffled(batches, 0, 1))

    @tf.function(autograph=False)
    def total() -> Any:
        def body(step: Any, sum_: Any) -> tuple[Any, Any]:
            rows = piece.order[step * batches.batch_size : (step + 1) * batches.batch_size]
            x, _ = tf.nest.map_structure(lambda each: tf.gather(each, rows), piece.values)
            return step + 1, sum_ + tf.reduce_sum(change(x[INPUT]))

        return tf.while_loop(
            lambda step, _: step < piece.steps, body, (tf.constant(0), tf.constant(0.0)), parallel_iterations=1
        )

    def epoch() -> None:
        total()[1].numpy()

    yield from _timed(epoch, batches.steps)


def _streamed(document: Document) -> Iterator[float]:
    """Yield the seconds that a batch takes to be read from the mapped columns, prepared, and changed at random."""
    learnt = learn(builtin.schema("shapes"), document)
    rows = learnt.parts.training
    one = part_of_rows(document, learnt, rows[:1])
    streamed = Streamed(
        rows=rows, read=lambda some: part_of_rows(document, learnt, some), size=sum(x.nbytes for x in one.x.values())
    )
    batches, change = Batches(streamed, document.training.batch_size), tf.function(_changes(document), autograph=False)

    def epoch() -> None:
        for piece in batches.pieces(shuffled(batches, 0, 1)):
            for step in range(piece.steps):
                rows = piece.order[step * batches.batch_size : (step + 1) * batches.batch_size]
                change(tf.gather(piece.values[0][INPUT], rows)).numpy()

    yield from _timed(epoch, batches.steps)


def _batches(document: Document) -> Batches:
    learnt = learn(builtin.schema("shapes"), document)
    return Batches(part_of_rows(document, learnt, learnt.parts.training), document.training.batch_size)


def _changes(document: Document) -> Callable[[Any], Any]:
    """Return what applies the random layers right behind the Input."""
    chain = random_chain(plan(document, catalog(), builtin.schema("shapes")), INPUT)
    layers = [make_layer(step.entry, step.params, f"{step.id}_alone") for step in chain]

    def change(pictures: Any) -> Any:
        for layer in layers:
            assert isinstance(layer, keras.Layer)
            pictures = layer(pictures, training=True)
        return pictures

    return change


def _timed(epoch: Callable[[], object], steps: int) -> Iterator[float]:
    while True:
        began = time.perf_counter()
        epoch()
        yield (time.perf_counter() - began) / steps


if __name__ == "__main__":
    main()
