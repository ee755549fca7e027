"""Makes the steps of an expanded document: each node with complete valid settings, Inputs and Outputs bound to data."""

from collections.abc import Mapping
from typing import NamedTuple

from engine.catalog import Catalog, Entry
from engine.data.schema import Feature, Schema
from engine.document.model import Node, Reference
from engine.findings import Finding
from engine.plan.again import as_target, input_of, itself
from engine.plan.binding import bind_input, bind_output
from engine.plan.complete import Settings, complete
from engine.plan.expand import Expanded
from engine.plan.steps import InputSpec, OutputSpec, Step
from engine.plan.written import Written, is_written_by
from engine.remembered import Remembered
from engine.words import Json


class Drafts:
    """Makes one step after the other, and gathers what is wrong. `faulty` are drawn nodes with a problem already."""

    def __init__(self, expanded: Expanded, catalog: Catalog, schema: Schema | None, faulty: frozenset[str]) -> None:
        self._expanded, self._catalog, self._schema, self._faulty = expanded, catalog, schema, faulty
        self._unread = {(finding.node, finding.param) for finding in expanded.findings}
        self._known: dict[int, Settings] = {}
        self.inputs: dict[str, InputSpec] = {}
        self.outputs: dict[str, OutputSpec] = {}
        self.findings: list[Finding] = []

    def step(self, key: str) -> Step | None:
        """Return the step of one expanded node, or `None` where it cannot be built."""
        node = self._expanded.document.nodes[key]
        entry = self._catalog.entry(node.kind)
        if entry is None:
            return None
        settings = self._settings(key, node, entry)
        found = self._wrong(key, entry, settings) if settings.wrong else []
        if node.kind in ("Input", "Output") and not found and not self._expanded.origin[key].path:
            found = self._bind(key, node.kind, settings.params)
        if found:
            self.findings += found
            return None
        if settings.wrong or key in self._expanded.faulty or self._expanded.origin[key].node in self._faulty:
            return None
        return _steps.of(_Wired(key, tuple(node.inputs.items()), node.shares, node.frozen), settings)

    def _wrong(self, key: str, entry: Entry, settings: Settings) -> list[Finding]:
        """Return what is wrong with settings, but what was said already: of an expression, or at the layer's owner."""
        drawn, shares = self._expanded.origin[key].node, key in self._expanded.own
        called = _called(entry)
        return [
            Finding(code="invalid-param", node=key, param=name, sentence=sentence)
            for name, sentence in settings.wrong
            if (drawn, name) not in self._unread and (not shares or name in called)
        ]

    def _settings(self, key: str, node: Node, entry: Entry) -> Settings:
        own = self._expanded.own.get(key)
        if own is not None:
            # How a shared layer is called is each node's own; how it is made is its owner's.
            called = _called(entry)
            made = {name: value for name, value in node.params.items() if name not in called}
            return complete(entry, {**made, **{name: own[name] for name in own if name in called}}, self._catalog)
        # Most repetitions of a block have the very same settings; the object is held by the document.
        settings = self._known.get(id(node.params))
        if settings is None or settings.entry is not entry:
            settings = self._known[id(node.params)] = complete(entry, node.params, self._catalog)
        return settings

    def _bind(self, key: str, kind: str, params: Mapping[str, Json]) -> list[Finding]:
        if kind == "Input":
            given, found = bind_input(key, params, self._schema)
            self.inputs |= {key: given} if given else {}
            return found
        learned, found = bind_output(
            key, params, self._schema, self._again(input_of(params)), self._written(params.get("target"))
        )
        self.outputs |= {key: learned} if learned else {}
        return found

    def _again(self, key: str | None) -> Feature | None:
        """Return what the Input `key` gives as something to be learnt, or `None` where it gives nothing."""
        flat = self._expanded.document
        node, entry = flat.nodes.get(key or ""), self._catalog.entry("Input")
        if key is None or node is None or node.kind != "Input" or entry is None:
            return None
        given = self._given(key, node, entry)
        return as_target(itself(flat, key), given) if given else None

    def _written(self, target: Json) -> Written | None:
        """Return the Input that reads a target as far as it is written, and what it gives."""
        entry = self._catalog.entry("Input")
        for key, node in self._expanded.document.nodes.items():
            if entry and node.kind == "Input" and is_written_by(node.params, target):
                given = self._given(key, node, entry)
                return (key, given) if given else None
        return None

    def _given(self, key: str, node: Node, entry: Entry) -> InputSpec | None:
        settings = complete(entry, node.params, self._catalog)
        return None if settings.wrong else bind_input(key, settings.params, self._schema)[0]


class _Wired(NamedTuple):
    """Where a step stands, and what is wired to it."""

    key: str
    inputs: tuple[tuple[str, tuple[Reference, ...]], ...]
    shares: str | None
    frozen: bool


def _step(wired: _Wired, settings: Settings) -> Step:
    inputs = dict(wired.inputs)
    return Step(
        id=wired.key,
        entry=settings.entry,
        params=settings.params,
        text=settings.text,
        inputs={port.name: inputs[port.name] for port in settings.entry.inputs if port.name in inputs},
        shares=wired.shares,
        frozen=wired.frozen,
    )


# What comes later can ask whether it is the very same step as before.
_steps = Remembered(_step)


def _called(entry: Entry) -> set[str]:
    return {param.name for param in entry.params if param.call}
