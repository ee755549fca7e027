"""The tasks that are done in a child of their own, and what each may use; their code is imported in the child only."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TypeAlias

from engine.host.limits import MEGABYTE, Limits
from engine.said import say
from engine.words import Json, JsonObject, Refusal

Report: TypeAlias = Callable[[float, str], None]
"""Tells how far a task is (0 to 1), and what it does, in a few words."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do once: `function(request, report) → result`, found in `module`, under `limits`.

    `prompt`: it is short, and a page stays empty until it is done; it waits for nothing that takes long, and gives way
    to nothing.
    """

    module: str
    function: str
    limits: Limits
    prompt: bool = False

    def run(self, request: JsonObject, report: Report) -> Json:
        """Import and call the task's function."""
        result: Json = getattr(import_module(self.module), self.function)(request, report)
        return result


_SMALL = Limits(memory=2000 * MEGABYTE, file_size=2000 * MEGABYTE, seconds=300)
_STRANGE = Limits(memory=500 * MEGABYTE, file_size=5000 * MEGABYTE, open_files=64, seconds=300)
_LONG = Limits(memory=3000 * MEGABYTE, file_size=4000 * MEGABYTE, seconds=900)

TASKS = {
    "inspect": Task(module="engine.runtime.data.jobs", function="inspect", limits=_LONG),
    "weights": Task(module="engine.runtime.catalogue.weights", function="fetch_weights", limits=_LONG),
    "fetch": Task(module="engine.runtime.data.jobs", function="fetch", limits=_LONG),
    "change": Task(module="engine.runtime.data.changing", function="change", limits=_SMALL, prompt=True),
    "browse": Task(module="engine.runtime.data.changing", function="browse", limits=_SMALL, prompt=True),
    "grow": Task(module="engine.runtime.data.growing", function="grow", limits=_LONG),
    "look": Task(module="engine.runtime.data.look", function="look", limits=_SMALL, prompt=True),
    "samples": Task(module="engine.runtime.data.jobs", function="samples", limits=_SMALL, prompt=True),
    "course": Task(module="engine.runtime.data.coursed", function="run_course", limits=_SMALL),
    "parts": Task(module="engine.runtime.data.parted", function="parts", limits=_SMALL, prompt=True),
    "evaluate": Task(module="engine.runtime.evaluate.job", function="evaluate_run", limits=_SMALL),
    "export": Task(module="engine.runtime.export.job", function="export_run", limits=_LONG),
    "bring": Task(module="engine.runtime.bring.job", function="bring_model", limits=_STRANGE),
    "layers": Task(module="engine.runtime.bring.layers", function="open_layers", limits=_LONG),
    "open": Task(module="engine.runtime.export.reopen", function="open_project", limits=_SMALL),
}


def task(name: str) -> Task:
    """Return the task called `name`; raises `Refusal` where there is none."""
    if name not in TASKS:
        raise Refusal(say("The engine knows no task “{name}”.", name=name[:40]))
    return TASKS[name]


def run_job(request: JsonObject, report: Report) -> JsonObject:
    """Do what a request asks, in this process, and return `{"result": …}` or `{"refused": sentence}`."""
    from engine.runtime.border import said

    return said(lambda: task(str(request["task"])).run(request, report))
