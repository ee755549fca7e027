"""`Document` + catalogue + data set → `Plan`: everything that can be said of a network without building it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from engine.catalog import Catalog
from engine.data.apply import apply
from engine.data.schema import Schema
from engine.document.graph import predecessors
from engine.document.model import Document, Node
from engine.findings import Finding, problems
from engine.plan.binding import data_findings
from engine.plan.block_findings import block_findings
from engine.plan.drafts import Drafts
from engine.plan.drawn import Drawn
from engine.plan.expand import Expanded, expand
from engine.plan.fold import folded
from engine.plan.formulas import formula_findings
from engine.plan.names import names
from engine.plan.part import drawn_part, taking_part, weighed
from engine.plan.settings import optimizer, setting_findings
from engine.plan.shares import share_findings
from engine.plan.splitting import split_findings
from engine.plan.steps import Plan
from engine.plan.wires import bypass_findings, cycle_findings, depth_findings, unused_findings, wire_findings
from engine.said import say


def plan(document: Document, catalog: Catalog, schema: Schema | None = None) -> Plan:
    """Return the plan of a document with every finding there is; never raises. `schema`: of its data set, as stored."""
    applied = apply(schema, document.data) if schema else None
    best, wrong = optimizer(document, catalog)
    expanded = expand(document)
    drawn = Drawn(document=document, catalog=catalog, scopes=expanded.scopes, names=names(document, catalog))
    seen = tuple(_drawn_findings(drawn))
    drafts = Drafts(expanded, catalog, applied, frozenset(each.node for each in problems(seen) if each.node))
    made = tuple(step for key in expanded.document.nodes if (step := drafts.step(key)))
    before = predecessors(expanded.document.nodes)
    part, leading = taking_part(expanded.document, before), drawn_part(expanded.scopes)
    about = (
        *document.faults,
        *_whole(document),
        *data_findings(document, applied),
        *setting_findings(document),
        *split_findings(document.data.split, applied.rows if applied else None),
        *wrong,
    )
    as_drawn = (*about, *seen, *expanded.findings)
    as_built = (*drafts.findings, *depth_findings(expanded.document, before))
    return Plan(
        document=document,
        expanded=expanded,
        catalog=catalog,
        stored=schema,
        schema=applied,
        steps=made,
        inputs=drafts.inputs,
        outputs=drafts.outputs,
        optimizer=best,
        part=part,
        names=drawn.names,
        findings=(
            *(weighed(_placed(finding, document, expanded), leading) for finding in as_drawn),
            *folded(as_built, expanded, part),
        ),
    )


def _drawn_findings(drawn: Drawn) -> Iterator[Finding]:
    """Yield what is wrong with the nodes as they are drawn: kinds, wires, shared layers, blocks."""
    for scope in drawn.scopes.values():
        yield from cycle_findings(scope, drawn.names)
    yield from block_findings(drawn)
    for key, node, entry in drawn.nodes():
        if node.disabled:
            yield from bypass_findings(drawn, key, node)
        elif entry is None:
            yield _unknown(key, node, drawn.catalog)
        elif node.kind != "Block" or drawn.used(node):
            yield from wire_findings(drawn, key, entry)
            if node.shares is not None:
                yield from share_findings(drawn.document, key, entry)
            if entry.calculates:
                yield from formula_findings(drawn, key, entry)
    yield from unused_findings(drawn)


def _placed(finding: Finding, document: Document, expanded: Expanded) -> Finding:
    """Return a finding on a node in a block with the place where that block stands first."""
    node = document.nodes.get(finding.node) if finding.node else None
    if node is None or node.block is None or finding.path:
        return finding
    return replace(finding, path=expanded.paths.get(node.block, ""))


def _unknown(key: str, node: Node, catalog: Catalog) -> Finding:
    near = _near(node.kind, tuple(catalog.layers))
    hint = say("; “{near}” may be meant", near=near) if near else ""
    kind = (
        say("“{kind}” is no kind of layer known here{hint}.", kind=node.kind[:60], hint=hint)
        if node.kind
        else say("This node has no kind.")
    )
    return Finding(code="unknown-kind", node=key, sentence=kind)


@lru_cache(maxsize=256)
def _near(kind: str, known: tuple[str, ...]) -> str | None:
    return next(iter(get_close_matches(kind[:60], known, n=1)), None)


def _whole(document: Document) -> Iterator[Finding]:
    """Yield what is wrong with the nodes as a whole."""
    kinds = {node.kind for node in document.nodes.values() if node.block is None and not node.disabled}
    if "Input" not in kinds:
        yield Finding(code="no-input", sentence=say("There is no Input yet, where the data comes in; add one."))
    if "Output" not in kinds:
        yield Finding(code="no-output", sentence=say("There is no Output yet, where the answer comes out; add one."))
    count = Counter((node.block, node.name) for node in document.nodes.values() if node.name)
    for key, node in document.nodes.items():
        if (same := count[node.block, node.name]) > 1:
            sentence = say(
                "{same} nodes are called “{node}”; another name tells them apart.", same=same, node=node.name[:40]
            )
            yield Finding(code="duplicate-name", node=key, sentence=sentence, severity="advice")
