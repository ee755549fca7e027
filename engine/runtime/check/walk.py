"""Carries shapes through a plan, step by step, asking Keras only what it has not answered before."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from engine.document.model import Reference
from engine.plan import InputSpec, Plan, Step
from engine.remembered import Remembered
from engine.runtime.check.measure import Answer, Question, Tensor, measure

MOST_REMEMBERED = 20_000

Visit: TypeAlias = tuple[Question, Answer]


class Memory:
    """Answers of Keras that were given before, the latest used ones, in bounded number.

    Of a step that gets the very same as before it is not even asked what the question was.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self.asked = 0
        self._visits = Remembered(self._visited, most)

    def visit(self, step: Step, first: Question | None, answers: Sequence[Answer]) -> Visit:
        """Return what becomes of a step, from what its sources answer; `first`: how its owner was called."""
        return self._visits.of(None, step, first, *answers)

    def _ask(self, question: Question) -> Answer:
        """Answer a question, from memory where it was asked before."""
        key = question.key()
        answer = self._answers.get(key)
        if answer is None:
            self.asked += 1
            answer = self._answers[key] = measure(question)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        else:
            self._answers.move_to_end(key)
        return answer

    def _visited(self, _: None, step: Step, first: Question | None, *answers: Answer) -> Visit:
        question = _question(step, first, answers)
        answer = self._ask(question)
        return question, _frozen(answer) if step.frozen else answer


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What became of each step: the questions asked, and the answers. A step without all its sources has neither."""

    questions: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def tensor(self, source: Reference) -> Tensor | None:
        """Return what comes out of a node's output, where it is known."""
        answer = self.answers.get(source.node)
        return answer.outputs[source.output] if answer and source.output < len(answer.outputs) else None

    def arriving(self, step: Step) -> list[Answer] | None:
        """Return the answers to which the wires of a step lead, or `None` where not all are known."""
        answers = []
        for source in step.sources():
            answer = self.answers.get(source.node)
            if answer is None or source.output >= len(answer.outputs):
                return None
            answers.append(answer)
        return answers


def walk(plan: Plan, memory: Memory) -> Walk:
    """Ask for every step that can be reached."""
    walked = Walk()
    firsts: dict[str, Question] = {}
    for step in plan.steps:
        given = plan.inputs.get(step.id)
        if given is not None:
            walked.answers[step.id] = Answer(outputs=(_given(given),))
            continue
        answers = walked.arriving(step)
        if answers is None:
            continue
        owner = step.shares or step.id
        if step.id in plan.outputs:
            question = walked.questions[step.id] = _question(step, firsts.get(owner), answers)
            walked.answers[step.id] = Answer(outputs=question.tensors())
            continue
        question, walked.answers[step.id] = memory.visit(step, firsts.get(owner), answers)
        walked.questions[step.id] = question
        firsts.setdefault(owner, question)
    return walked


def _frozen(answer: Answer) -> Answer:
    return replace(answer, trainable=0, frozen=answer.trainable + answer.frozen)


def _given(spec: InputSpec) -> Tensor:
    return Tensor(shape=(None, *spec.shape), dtype=spec.dtype)


def _question(step: Step, first: Question | None, answers: Sequence[Answer]) -> Question:
    """Return what is asked of a step to which these answers lead, in the order of its wires."""
    sources = step.sources()
    arriving = iter([answer.outputs[source.output] for source, answer in zip(sources, answers, strict=True)])
    return Question(
        entry=step.entry,
        params=step.params,
        text=step.text,
        ports=tuple((port, tuple(next(arriving) for _ in wires)) for port, wires in step.inputs.items()),
        same=tuple(sources.index(source) for source in sources),
        first=first,
    )
