"""Carries shapes through a plan, step by step, asking Keras only what it has not answered before."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace

from engine.document.model import Reference
from engine.plan import InputSpec, Plan, Step
from engine.runtime.check.measure import Answer, Question, Tensor, measure

MOST_REMEMBERED = 20_000


class Memory:
    """Answers of Keras that were given before, the latest used ones, in bounded number."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self.asked = 0

    def ask(self, question: Question) -> Answer:
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


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What became of each step: the questions asked, and the answers. A step without all its sources has neither."""

    questions: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def tensor(self, source: Reference) -> Tensor | None:
        """Return what comes out of a node's output, where it is known."""
        answer = self.answers.get(source.node)
        return answer.outputs[source.output] if answer and source.output < len(answer.outputs) else None


def walk(plan: Plan, memory: Memory) -> Walk:
    """Ask for every step that can be reached."""
    walked = Walk()
    firsts: dict[str, Question] = {}
    for step in plan.steps:
        given = plan.inputs.get(step.id)
        if given is not None:
            walked.answers[step.id] = Answer(outputs=(_given(given),))
            continue
        question = _question(step, walked, firsts)
        if question is None:
            continue
        walked.questions[step.id] = question
        if step.id in plan.outputs:
            walked.answers[step.id] = Answer(outputs=question.tensors())
            continue
        answer = memory.ask(question)
        walked.answers[step.id] = _frozen(answer) if step.frozen else answer
        firsts.setdefault(step.shares or step.id, question)
    return walked


def _frozen(answer: Answer) -> Answer:
    return replace(answer, trainable=0, frozen=answer.trainable + answer.frozen)


def _given(spec: InputSpec) -> Tensor:
    return Tensor(shape=(None, *spec.shape), dtype=spec.dtype)


def _question(step: Step, walked: Walk, firsts: dict[str, Question]) -> Question | None:
    ports: dict[str, list[Tensor]] = {port: [] for port in step.inputs}
    for port, sources in step.inputs.items():
        for source in sources:
            tensor = walked.tensor(source)
            if tensor is None:
                return None
            ports[port].append(tensor)
    sources = step.sources()
    return Question(
        entry=step.entry,
        params=step.params,
        text=step.text,
        ports=tuple((port, tuple(tensors)) for port, tensors in ports.items()),
        same=tuple(sources.index(source) for source in sources),
        first=firsts.get(step.shares or step.id),
    )
