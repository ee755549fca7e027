"""Fixes for layers that hand on all steps of a sequence where one is wanted, or one where all are."""

from collections.abc import Iterator

from engine.document import edits
from engine.document.model import Reference
from engine.findings import Fix
from engine.runtime.check.examine import Examined
from engine.said import say

_FARTHEST = 20


def every_step(examined: Examined, source: Reference) -> Iterator[Fix]:
    """Propose that a layer which gives its last step only hands on every step."""
    yield from _steps(examined, source.node, every=True)


def last_step(examined: Examined, key: str) -> Iterator[Fix]:
    """Propose that the layer from which an Output has its sequence hands on the last step only."""
    for _ in range(_FARTHEST):
        sources = examined.plan.document.nodes[key].sources()
        step = examined.plan.step(sources[0].node) if len(sources) == 1 else None
        if step is None:
            return
        key = step.id
        if "return_sequences" in step.params:
            yield from _steps(examined, key, every=False)
            return


def _steps(examined: Examined, key: str, *, every: bool) -> Iterator[Fix]:
    step = examined.plan.step(key)
    if step is None or step.params.get("return_sequences") is not (not every):
        return
    name = examined.plan.names.get(key, key)
    said = say("Hand on every step of {layer}", layer=name)
    title = said if every else say("Hand on only the last step of {layer}", layer=name)
    yield Fix(title=title, edits=(edits.set_param(key, "return_sequences", every),))
