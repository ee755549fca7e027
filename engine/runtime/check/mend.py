"""Gives findings their fixes: each is carried out on a copy and checked before it is offered."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from engine.document.edits import apply
from engine.document.model import reference
from engine.document.values import object_of
from engine.findings import Finding, Fix, problems
from engine.plan import plan
from engine.runtime.check.budget import Budget
from engine.runtime.check.examine import Examined, examine
from engine.runtime.check.fixes import (
    again,
    blocks,
    boxes,
    fitting,
    formulas,
    masks,
    pretrained,
    settings,
    sizes,
    wiring,
)
from engine.runtime.check.view import seen_from
from engine.runtime.check.walk import Memory
from engine.said import say
from engine.words import Json, JsonObject

MOST_OFFERED = 3
MOST_TRIED = 12
MOST_FOLLOWING = 5
# Steps that may be planned again for all fixes of one check, so that a large document with many faults stays quick.
MOST_STEPS = 30_000
# The same for fixes of advice, which is there at every edit: about 0.1 s of a processor, 30 to 40 µs a step.
MOST_ADVISED_STEPS = 3_100

Propose = Callable[[Examined, Finding], Iterator[Fix]]

PROPOSALS: Mapping[str, Propose] = {
    "missing-input": wiring.missing_input,
    "too-few-inputs": wiring.too_few,
    "dangling-wire": wiring.loose_wire,
    "too-many-inputs": wiring.too_many,
    "unknown-port": wiring.unknown_port,
    "cycle": wiring.circle,
    "rank-mismatch": sizes.wrong_axes,
    "size-mismatch": sizes.wrong_sizes,
    "window-too-large": sizes.too_small,
    "picture-channels": pretrained.three_channels,
    "picture-size": pretrained.another_size,
    "classifier-weights": pretrained.without_classifier,
    "weights-missing": pretrained.at_random,
    "weights-not-here": pretrained.without_weights,
    "open-size": sizes.open_size,
    "over-budget": sizes.over_budget,
    "output-rank": fitting.fit,
    "output-units": fitting.fit,
    "output-input": again.shaped,
    "output-mask": masks.shaped,
    "output-boxes": boxes.placed,
    "mask-moved": masks.still,
    "activation-loss": fitting.fit,
    "loss-target": fitting.fit,
    "metric-target": fitting.fit,
    "no-loss": fitting.fit,
    "no-output": fitting.add_output,
    "no-input": fitting.add_input,
    "no-weights": fitting.add_weights,
    "invalid-param": settings.invalid_param,
    "unknown-kind": settings.unknown_kind,
    "feature-unknown": settings.all_features,
    "feature-mix": settings.all_features,
    "duplicate-name": settings.another_name,
    "unused-output": settings.remove,
    "invalid-setting": settings.usual_optimizer,
    "block-lost": blocks.lost,
    "block-in-itself": settings.remove,
    "unknown-block": settings.remove,
    "end-misplaced": blocks.other_end,
    "port-twice": blocks.own_number,
    "wire-over-border": blocks.stray_wire,
    "too-many-nodes": blocks.fewer,
    "invalid-repeat": blocks.fewer,
    "repeat-nothing": blocks.once,
    "repeat-unchained": blocks.once,
    "unread-input": formulas.without_unread,
    "invalid-expression": blocks.without_expression,
    "bypass-nothing": blocks.bypass,
    "shares-nothing": blocks.own_layer,
    "shares-elsewhere": blocks.own_layer,
    "shares-other-kind": blocks.own_layer,
    "shares-other-shape": blocks.own_layer,
}


def mended(examined: Examined, memory: Memory, budget: Budget) -> Examined:
    """Return the same with fixes at the findings, the best first. Each mends its finding and breaks nothing else."""
    trial = _Trial(examined, memory, budget)
    fixed = {place: trial.with_fixes(examined.findings[place]) for place in _turns(examined.findings)}
    return replace(examined, findings=tuple(_without_echoes(tuple(fixed[place] for place in sorted(fixed)))))


def _turns(findings: Sequence[Finding]) -> list[int]:
    """Return the places of findings as fixes are tried: problems first, of advice the first of each kind first."""
    seen: Counter[str] = Counter()
    turns = []
    for place, finding in enumerate(findings):
        turns.append((finding.severity != "problem", seen[finding.code], place))
        seen[finding.code] += 1
    return [place for _, _, place in sorted(turns)]


def _without_echoes(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield all but advice on a node that leads nowhere which a problem's first fix wires: one gap, one word."""
    edits = [edit for finding in problems(findings) for fix in finding.fixes[:1] for edit in fix.edits]
    wired = {found.node for edit in edits for source in _sources(edit) if (found := reference(str(source)))}
    yield from (each for each in findings if each.code != "unused-output" or each.node not in wired)


def _sources(edit: JsonObject) -> Iterator[Json]:
    """Yield what an edit wires something to."""
    if edit["edit"] == "connect":
        yield edit["source"]
    for sources in object_of(object_of(edit.get("node")).get("inputs")).values():
        yield from sources if isinstance(sources, Sequence) else ()


@dataclass(frozen=True, kw_only=True)
class _Way:
    """A fix that mends its finding, and what is there after it."""

    fix: Fix
    after: Examined

    @property
    def left(self) -> int:
        """How many problems there are still."""
        return len(problems(self.after.findings))


class _Trial:
    """Tries fixes on one examined plan."""

    def __init__(self, examined: Examined, memory: Memory, budget: Budget) -> None:
        self._examined, self._memory, self._budget = examined, memory, budget
        nodes = len(examined.plan.expanded.origin) + 1
        self._left, self._advised = MOST_STEPS // nodes, MOST_ADVISED_STEPS // nodes
        self._before = {_key(finding) for finding in examined.findings}
        self._known = set(_known(examined))

    def with_fixes(self, finding: Finding) -> Finding:
        """Return the finding with the fixes that mend it."""
        propose = _proposal(finding)
        if self._left <= 0:
            return finding
        if finding.ways:
            fixes = (_standing(self._examined, finding, fix) for fix in finding.ways())
            return replace(finding, fixes=tuple(way.fix for way in self._ways(finding, islice(fixes, MOST_OFFERED))))
        if propose is None:
            return finding
        ways = self._ways(finding, islice(_proposed(propose, self._examined, finding), MOST_TRIED))
        others = len(problems(self._examined.findings)) - (finding.severity == "problem")
        if ways and min(way.left for way in ways) > others:
            ways = [*self._longer_ways(finding, ways), *ways]
        cost = {way.fix.title: (way.left, 0 if finding.code in _CHOICES else len(way.fix.edits)) for way in ways}
        # Alternatives are those that leave as little wrong and change as little; others would only be longer ways.
        best = [way.fix for way in ways if cost[way.fix.title] == min(cost.values())]
        return replace(finding, fixes=tuple(best[:MOST_OFFERED]))

    def _ways(self, finding: Finding, fixes: Iterable[Fix]) -> list[_Way]:
        ways: dict[str, _Way] = {}
        for fix in fixes:
            if fix.title not in ways and (after := self._tried(finding, fix)):
                ways[fix.title] = _Way(fix=fix, after=after)
        return list(ways.values())

    def _longer_ways(self, finding: Finding, ways: list[_Way]) -> list[_Way]:
        """Return ways that go on with a fix for the first problem that shows once the finding itself is mended."""
        longer: list[Fix] = []
        for way in ways[:MOST_OFFERED]:
            shown = (each for each in problems(way.after.findings) if each.node and _key(each) not in self._before)
            following = next(((each, propose) for each in shown if (propose := _NEXT.get(each.code))), None)
            if following:
                new, propose = following
                more = _proposed(propose, way.after, new)
                longer += [_joined(way.fix, fix) for fix in islice(more, MOST_FOLLOWING)]
        return self._ways(finding, longer)

    def _tried(self, finding: Finding, fix: Fix) -> Examined | None:
        """Return what is there after a fix, or `None` where it does not mend its finding or breaks something else."""
        if not fix.edits or self._left <= 0:
            return None
        self._left -= 1
        old = self._examined.plan
        document = apply(old.document, fix.edits)
        # What rules would say of a mend is nothing to keep it back for, but where they asked for it themselves.
        advised = finding.ways is not None
        if advised and self._advised <= 0:
            return None
        self._advised -= advised
        new = examine(plan(document, old.catalog, old.stored), self._memory, self._budget, advised=advised)
        after = {_key(each) for each in new.findings}
        fresh = after - self._before
        broken = any(severity == "problem" and self._was_fine(node) for node, *_, severity in fresh)
        unmended = _key(finding) in after or finding.node in {node for node, *_ in fresh}
        # Advice is no reason to bring other advice about.
        worse = advised and bool(fresh)
        return None if broken or unmended or worse else new

    def _was_fine(self, node: str | None) -> bool:
        """Whether a problem at a node would be new: not one that only shows because what feeds it is known now."""
        return node is None or node not in self._examined.plan.document.nodes or node in self._known


def _known(examined: Examined) -> Iterator[str]:
    """Yield the drawn nodes of which it is known what goes out."""
    expanded, walk = examined.plan.expanded, examined.walk
    for key, origin in expanded.origin.items():
        passed = expanded.passed.get(key)
        if key in walk.answers or (passed and all(walk.tensor(source) for source in passed.outputs.values())):
            yield origin.node


def _proposed(propose: Propose, examined: Examined, finding: Finding) -> Iterator[Fix]:
    """Yield the fixes for a finding; what they add stands in the block in which the finding is."""
    for fix in propose(seen_from(examined, finding), finding):
        yield _standing(examined, finding, fix)


def _standing(examined: Examined, finding: Finding, fix: Fix) -> Fix:
    """Return a fix that puts what it adds into the block in which the finding is."""
    node = examined.plan.document.nodes.get(finding.node) if finding.node else None
    block = node.block if node else None
    return fix if block is None else replace(fix, edits=tuple(_placed(edit, block) for edit in fix.edits))


def _placed(edit: JsonObject, block: str) -> JsonObject:
    if edit["edit"] != "add_node":
        return edit
    return {**edit, "node": {"block": block, **object_of(edit["node"])}}


def _proposal(finding: Finding) -> Propose | None:
    if finding.code in _AT_NODE:
        return _AT_NODE[finding.code] if finding.node else fitting.choose_target
    return PROPOSALS.get(finding.code)


def _joined(one: Fix, other: Fix) -> Fix:
    title = say("{one} → {other}", one=one.title, other=other.title)
    if len(title) > _LONGEST_TITLE:
        title = say("{one}, and mend what follows", one=one.title)
    return Fix(title=title, edits=(*one.edits, *other.edits))


def _key(finding: Finding) -> tuple[str | None, str, str | None, str]:
    return finding.node, finding.code, finding.param, finding.severity


# What a button has room for.
_LONGEST_TITLE = 79

# Findings where ways of different length are equally good.
_CHOICES = frozenset({"too-many-inputs", "unknown-kind", "mask-moved"})

# What may show behind a mended node and be mended with the same click: wires and shapes, not size.
_NEXT: Mapping[str, Propose] = {code: propose for code, propose in PROPOSALS.items() if code != "over-budget"}

# About one Output, or about the document as a whole.
_AT_NODE: Mapping[str, Propose] = {"no-target": fitting.fit, "target-unknown": fitting.fit}
