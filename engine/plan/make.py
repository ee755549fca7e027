"""`Document` + catalogue + data set → `Plan`: everything that can be said of a network without building it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from engine.catalog import Catalog, Entry
from engine.data.apply import apply
from engine.data.schema import Schema
from engine.document.graph import order
from engine.document.model import Document, Node
from engine.findings import Finding
from engine.plan.binding import bind_input, bind_output, data_findings
from engine.plan.complete import Settings, complete
from engine.plan.names import names
from engine.plan.part import taking_part, weighed
from engine.plan.settings import optimizer, setting_findings
from engine.plan.shares import owner, share_findings
from engine.plan.steps import InputSpec, OutputSpec, Plan, Step
from engine.plan.wires import cycle_findings, depth_findings, unused_findings, wire_findings
from engine.words import Json


def plan(document: Document, catalog: Catalog, schema: Schema | None = None) -> Plan:
    """Return the plan of a document with every finding there is; never raises. `schema`: of its data set, as stored."""
    applied = apply(schema, document.data) if schema else None
    best, wrong = optimizer(document, catalog)
    called = names(document, catalog)
    findings = [*document.faults, *_whole(document), *data_findings(document, applied)]
    findings += [*setting_findings(document), *wrong]
    drafts = _Drafts(document, catalog, applied, called)
    ordered, stuck = order(document.nodes)
    if stuck:
        findings += cycle_findings(document, called)
    made = [step for key in ordered if (step := drafts.step(key))]
    for key in sorted(stuck):
        drafts.step(key)
    findings += [*drafts.findings, *unused_findings(document, catalog, called)]
    findings += depth_findings(document, ordered)
    part = taking_part(document)
    return Plan(
        document=document,
        catalog=catalog,
        stored=schema,
        schema=applied,
        steps=tuple(made),
        inputs=drafts.inputs,
        outputs=drafts.outputs,
        optimizer=best,
        part=part,
        names=called,
        findings=tuple(weighed(finding, part) for finding in findings),
    )


class _Drafts:
    """Makes the steps of one document, one node after the other, and gathers what is wrong."""

    def __init__(self, document: Document, catalog: Catalog, schema: Schema | None, called: Mapping[str, str]) -> None:
        self._document, self._catalog, self._schema, self._called = document, catalog, schema, called
        self.inputs: dict[str, InputSpec] = {}
        self.outputs: dict[str, OutputSpec] = {}
        self.findings: list[Finding] = []

    def step(self, key: str) -> Step | None:
        """Return the step of one node, or `None` where it cannot be built."""
        node = self._document.nodes[key]
        entry = self._catalog.entry(node.kind)
        if entry is None:
            self.findings.append(_unknown(key, node, self._catalog))
            return None
        settings, found = self._settings(key, node, entry)
        found += wire_findings(self._document, key, entry, self._catalog, self._called)
        found += share_findings(self._document, key, entry)
        if entry.kind in ("Input", "Output") and not any(finding.param for finding in found):
            found += self._bind(key, entry, settings.params)
        self.findings += found
        if found and any(finding.severity == "problem" for finding in found):
            return None
        inputs = {port.name: node.inputs[port.name] for port in entry.inputs if port.name in node.inputs}
        shares = owner(self._document, key) if node.shares else None
        return Step(id=key, entry=entry, params=settings.params, text=settings.text, inputs=inputs, shares=shares)

    def _settings(self, key: str, node: Node, entry: Entry) -> tuple[Settings, list[Finding]]:
        # A node that shares has the settings of the node that owns the layer.
        owning = self._document.nodes.get(owner(self._document, key) or key, node) if node.shares else node
        source = owning if owning.kind == node.kind else node
        settings = complete(entry, source.params, self._catalog)
        wrong = settings.wrong if source is node else ()
        return settings, [Finding(code="invalid-param", node=key, param=name, sentence=text) for name, text in wrong]

    def _bind(self, key: str, entry: Entry, params: Mapping[str, Json]) -> list[Finding]:
        if entry.kind == "Input":
            given, found = bind_input(key, params, self._schema)
            self.inputs |= {key: given} if given else {}
            return found
        learned, found = bind_output(key, params, self._schema)
        self.outputs |= {key: learned} if learned else {}
        return found


def _unknown(key: str, node: Node, catalog: Catalog) -> Finding:
    near = _near(node.kind, tuple(catalog.layers))
    hint = f"; “{near}” may be meant" if near else ""
    kind = f"“{node.kind[:60]}” is no kind of layer known here{hint}." if node.kind else "This node has no kind."
    return Finding(code="unknown-kind", node=key, sentence=kind)


@lru_cache(maxsize=256)
def _near(kind: str, known: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(kind[:60], known, n=1)), None)


def _whole(document: Document) -> Iterator[Finding]:
    """Yield what is wrong with the nodes as a whole."""
    kinds = {node.kind for node in document.nodes.values()}
    if "Input" not in kinds:
        yield Finding(code="no-input", sentence="There is no Input yet, where the data comes in; add one.")
    if "Output" not in kinds:
        yield Finding(code="no-output", sentence="There is no Output yet, where the answer comes out; add one.")
    count = Counter(node.name for node in document.nodes.values() if node.name)
    for key, node in document.nodes.items():
        if count[node.name] > 1:
            sentence = f"{count[node.name]} nodes are called “{node.name[:40]}”; another name tells them apart."
            yield Finding(code="duplicate-name", node=key, sentence=sentence, severity="advice")
