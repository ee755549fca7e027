"""Turns a plan into a plain Keras program that runs with its data beside it and knows nothing of Layerloom."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.plan import Plan
from engine.program.data import write_data
from engine.program.network import write_network
from engine.program.training import write_compile, write_fit
from engine.program.writer import Writer, shown


@dataclass(frozen=True, kw_only=True)
class Program:
    """The text of a Python program, and for each node the first and the last line, from 1, that are about it."""

    text: str
    lines: Mapping[str, tuple[int, int]]


def program(plan: Plan) -> Program:
    """Return the program of a plan; never raises. Without data it builds and compiles only."""
    writer = Writer()
    learns = all(spec.target or spec.is_value for spec in plan.outputs.values())
    trains = plan.schema is not None and bool(plan.inputs) and learns
    beside = "Put data.npz beside this file and run it." if trains else "It has no data yet: it builds the network."
    writer.write(
        f'"""{shown(plan.document.name) or "Network"}: a network in plain Keras. {beside}"""', "", "import keras"
    )
    if trains:
        writer.write("import numpy as np")
    writer.write("", f"keras.utils.set_random_seed({plan.document.training.seed})")
    if trains and plan.schema:
        write_data(plan, plan.schema, writer)
    write_network(plan, writer)
    write_compile(plan, writer)
    if trains:
        write_fit(plan, writer)
    return Program(text="\n".join(writer.text) + "\n", lines=writer.lines)
