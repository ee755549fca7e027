"""Gives findings their fixes: each is carried out on a copy and checked before it is offered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from engine.document.edits import apply
from engine.findings import Finding, Fix
from engine.plan import plan
from engine.runtime.check.budget import Budget
from engine.runtime.check.examine import Examined, examine
from engine.runtime.check.fixes import fitting, settings, sizes, wiring
from engine.runtime.check.walk import Memory

MOST_OFFERED = 3
MOST_TRIED = 12
# Steps that may be planned again for all fixes of one check, so that a large document with many faults stays quick.
MOST_STEPS = 30_000

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
    "over-budget": sizes.over_budget,
    "output-rank": fitting.fit,
    "output-units": fitting.fit,
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
}


def mended(examined: Examined, memory: Memory, budget: Budget) -> Examined:
    """Return the same with fixes at the findings, the best first. Each mends its finding and breaks nothing else."""
    trial = _Trial(examined, memory, budget)
    return replace(examined, findings=tuple(trial.with_fixes(finding) for finding in examined.findings))


class _Trial:
    """Tries fixes on one examined plan."""

    def __init__(self, examined: Examined, memory: Memory, budget: Budget) -> None:
        self._examined, self._memory, self._budget = examined, memory, budget
        self._left = MOST_STEPS // (len(examined.plan.document.nodes) + 1)
        self._before = {_key(finding) for finding in examined.findings}

    def with_fixes(self, finding: Finding) -> Finding:
        """Return the finding with the fixes that mend it."""
        propose = PROPOSALS.get(finding.code)
        if propose is None and finding.code in _AT_NODE:
            propose = _AT_NODE[finding.code] if finding.node else fitting.choose_target
        if propose is None:
            return finding
        mending: dict[str, tuple[tuple[int, int], Fix]] = {}
        for fix in islice(propose(self._examined, finding), MOST_TRIED):
            if fix.title not in mending and (left := self._tried(finding, fix)) is not None:
                mending[fix.title] = ((left, 0 if finding.code in _CHOICES else len(fix.edits)), fix)
        # Alternatives are those that leave as little wrong and change as little; others would only be longer ways.
        least = min((cost for cost, _ in mending.values()), default=None)
        return replace(finding, fixes=tuple(fix for cost, fix in mending.values() if cost == least)[:MOST_OFFERED])

    def _tried(self, finding: Finding, fix: Fix) -> int | None:
        """Return how many problems are left after a fix, or `None` where it does not mend its finding."""
        if not fix.edits or self._left <= 0:
            return None
        self._left -= 1
        old = self._examined.plan
        document = apply(old.document, fix.edits)
        new = examine(plan(document, old.catalog, old.stored), self._memory, self._budget)
        after = {_key(each) for each in new.findings}
        broken = {node for node, *_, severity in after - self._before if severity == "problem" and self._was_fine(node)}
        if _key(finding) in after or broken or finding.node in {node for node, *_ in after - self._before}:
            return None
        return sum(severity == "problem" for *_, severity in after)

    def _was_fine(self, node: str | None) -> bool:
        """Whether a problem at a node would be new: not one that only shows because what feeds it is known now."""
        return node is None or node not in self._examined.plan.document.nodes or node in self._examined.walk.answers


def _key(finding: Finding) -> tuple[str | None, str, str | None, str]:
    return finding.node, finding.code, finding.param, finding.severity


# Findings where ways of different length are equally good.
_CHOICES = frozenset({"too-many-inputs", "unknown-kind"})

# About one Output, or about the document as a whole.
_AT_NODE: Mapping[str, Propose] = {"no-target": fitting.fit, "target-unknown": fitting.fit}
