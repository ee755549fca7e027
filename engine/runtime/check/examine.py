"""Everything that is wrong with a plan, once Keras was asked for its shapes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.advice import Measured, advise
from engine.advice.hiding import parted
from engine.brought import WEIGHTS_NOT_HERE, folder_of
from engine.document.graph import reach
from engine.findings import Finding
from engine.plan import Plan, Step
from engine.plan.fold import folded
from engine.remembered import Remembered
from engine.runtime.catalogue import imagenet
from engine.runtime.check.budget import Budget
from engine.runtime.check.measure import Answer, Question, Tensor
from engine.runtime.check.outputs import output_findings
from engine.runtime.check.refusals import refusal, text_finding
from engine.runtime.check.walk import Memory, Walk, walk
from engine.said import say


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Sums over the nodes that take part: parameters (a shared layer once), and what one sample takes.

    `memory` are bytes of outputs; a shared layer multiplies and adds at each of its places. `layers` and
    `columns` count what an export holds, and what it prepares.
    """

    parameters: int
    trainable: int
    memory: int
    multiply_adds: int
    layers: int
    columns: int


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A plan with what Keras made of it, step by step. `findings` are the plan's and those that come with shapes.

    `hidden` is the advice that a person does not want to see.
    """

    plan: Plan
    walk: Walk
    totals: Totals
    findings: tuple[Finding, ...]
    hidden: tuple[Finding, ...] = ()


def examine(plan: Plan, memory: Memory, budget: Budget, *, advised: bool = True) -> Examined:
    """Walk through a plan and gather what is wrong, and, where that is wanted, what rules advise."""
    walked = walk(plan, memory)
    totals = _totals(plan, walked)
    found = [*_refused(plan, walked), *_outputs(plan, walked), *_weights(plan)]
    found += _whole(plan, walked, totals, budget)
    found += advise(plan, _measured(plan, walked, totals)) if advised else ()
    shown, hidden = parted((*plan.findings, *folded(found, plan.expanded, plan.part)), plan.document)
    return Examined(plan=plan, walk=walked, totals=totals, findings=shown, hidden=hidden)


def _measured(plan: Plan, walked: Walk, totals: Totals) -> Measured:
    answers = walked.answers.items()
    return Measured(
        shapes={key: tuple(tensor.shape for tensor in answer.outputs) for key, answer in answers if answer.outputs},
        trainable={key: answer.trainable for key, answer in answers},
        frozen={key: answer.frozen for key, answer in answers},
        parameters=totals.parameters,
        unmasked=dict(_masks(walked)),
        steady=frozenset(_steady(plan, walked)),
    )


def _totals(plan: Plan, walked: Walk) -> Totals:
    reached = _reached(plan, walked)
    owned = {step.shares or step.id: walked.answers[step.id] for step in reached}
    trainable = sum(answer.trainable for answer in owned.values())
    return Totals(
        parameters=trainable + sum(answer.frozen for answer in owned.values()),
        trainable=trainable,
        memory=sum(walked.answers[step.id].memory() for step in reached if step.id not in plan.outputs),
        multiply_adds=sum(walked.answers[step.id].multiply_adds for step in reached),
        layers=len(owned),
        columns=sum(len(spec.features) for spec in plan.inputs.values()),
    )


def _reached(plan: Plan, walked: Walk) -> list[Step]:
    return [step for step in plan.steps if step.id in plan.part and step.id in walked.answers]


def _refused(plan: Plan, walked: Walk) -> Iterator[Finding]:
    for step in plan.steps:
        answer = walked.answers.get(step.id)
        question = walked.questions.get(step.id)
        if answer is None or question is None or step.id in plan.outputs:
            continue
        if wrong := _refusals.of(step.id, question, answer):
            yield wrong


def _refusal(node: str, question: Question, answer: Answer) -> Finding | None:
    return refusal(node, question, answer) if answer.error else text_finding(node, question, answer)


_refusals = Remembered(_refusal)


def _masks(walked: Walk) -> Iterator[tuple[str, bool]]:
    """Yield the steps at which a mask is lost, and whether they just do not hand it on."""
    for key, answer in walked.answers.items():
        question = walked.questions.get(key)
        if question is None:
            continue
        if answer.lost_mask:
            yield key, False
        # Operations carry no mask on, and Keras says nothing about it.
        elif question.entry.calculates and _masked(question.tensors()) and not _masked(answer.outputs):
            yield key, True


def _masked(tensors: Iterable[Tensor]) -> bool:
    return any(tensor.mask is not None for tensor in tensors)


def _weights(plan: Plan) -> Iterator[Finding]:
    if plan.document.weights is not None and folder_of(plan.document.weights) is None:
        yield Finding(code="weights-not-here", sentence=WEIGHTS_NOT_HERE, severity="advice")
    for step in imagenet.wanted(plan).values():
        if imagenet.is_missing(step):
            sentence = imagenet.missing_sentence(step)
            yield Finding(code="weights-missing", node=step.id, param="weights", sentence=sentence)


def _outputs(plan: Plan, walked: Walk) -> Iterator[Finding]:
    for step in plan.steps:
        if step.id in plan.outputs and step.id in walked.answers:
            yield from output_findings(plan, step, walked.questions[step.id].tensors()[0])


def _steady(plan: Plan, walked: Walk) -> Iterator[str]:
    """Yield the Outputs that make a value small to which nothing that learns leads."""
    for key, spec in plan.outputs.items():
        if spec.is_value and key in walked.answers and not _learns(plan, walked, key):
            yield key


def _learns(plan: Plan, walked: Walk, key: str) -> bool:
    """Whether a layer with weights that learn stands on a way to an Output."""
    before = {step.id: tuple(source.node for source in step.sources()) for step in plan.steps}
    leading = reach(before, {key})
    return any(answer.trainable for each, answer in walked.answers.items() if each in leading)


def _whole(plan: Plan, walked: Walk, totals: Totals, budget: Budget) -> Iterator[Finding]:
    batch = plan.document.training.batch_size
    if sentence := budget.over(totals.parameters, totals.memory, batch):
        yield Finding(code="over-budget", node=_largest(plan, walked, budget), sentence=sentence)
    whole = plan.outputs and all(key in walked.answers for key in plan.part)
    if whole and not totals.trainable and not any(answer.error for answer in walked.answers.values()):
        sentence = say("Nothing in this network can learn: no layer on the way to an Output has weights; add a Dense.")
        yield Finding(code="no-weights", sentence=sentence)


def _largest(plan: Plan, walked: Walk, budget: Budget) -> str | None:
    """Return the node that takes most, of parameters where those are too many, else of memory."""
    reached = _reached(plan, walked)
    counts = {step.id: walked.answers[step.id].trainable + walked.answers[step.id].frozen for step in reached}
    if sum(counts.values()) * 8 < budget.parameters:
        counts = {step.id: walked.answers[step.id].memory() for step in reached}
    return max(counts, key=counts.__getitem__, default=None)
