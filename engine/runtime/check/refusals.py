"""Why Keras refuses a layer, in a sentence with shapes and named axes."""

import math
import re
from collections.abc import Mapping

from engine.findings import Finding
from engine.runtime.check.measure import Answer, Question, Tensor
from engine.runtime.check.shapes import takes, words
from engine.said import say
from engine.words import Json

LONGEST_DETAIL = 2_000
# Refusals of our own, which say what is wrong, and their codes.
_SAID = {
    "Refusal": "size-mismatch",
    "ChannelsRefusal": "picture-channels",
    "SizeRefusal": "picture-size",
    "ClassifierRefusal": "classifier-weights",
}


def refusal(node: str, question: Question, answer: Answer) -> Finding:
    """Return the finding for a layer that Keras refuses."""
    kind, _, said = answer.error.partition(": ")
    if kind in _SAID:
        return Finding(code=_SAID[kind], node=node, sentence=said)
    code, sentence = _shared(question) or _sentence(question, answer.error)
    return Finding(code=code, node=node, sentence=sentence, detail=answer.error[:LONGEST_DETAIL])


def text_finding(node: str, question: Question, answer: Answer) -> Finding | None:
    """Return the finding for text where numbers are needed or the reverse: Keras looks at that only when it trains."""
    example = question.entry.example
    if example is None or any(tensor.dtype == "string" for tensor in answer.outputs):
        return None
    wanted = any(dtype == "string" for _, dtype in example.inputs)
    if all((tensor.dtype == "string") == wanted for tensor in question.tensors()):
        return None
    needs, gets = ("text", "numbers") if wanted else ("numbers", "text")
    sentence = say("{title} takes {needs}; it gets {gets}.", title=question.entry.title, needs=needs, gets=gets)
    return Finding(code="dtype-mismatch", node=node, sentence=sentence)


def _sentence(question: Question, error: str) -> tuple[str, str]:
    title, tensors = question.entry.title, question.tensors()
    if rank := _wrong_rank(question, error):
        return "rank-mismatch", f"{title} {rank}"
    if window := _too_small(question.params, tensors, error):
        return "window-too-large", f"{title}: {window}"
    got = " and ".join(dict.fromkeys(words(tensor.shape) for tensor in tensors))
    if len(tensors) > 1:
        return "size-mismatch", say("{title} cannot join {got}; their sizes do not fit together.", title=title, got=got)
    if "fully-defined" in error:
        return "open-size", say(
            "{title} must know beforehand how many numbers come in; it gets {got}.", title=title, got=got
        )
    if isinstance(target := question.params.get("target_shape"), list) and "total size" in error:
        count, made = math.prod(size or 1 for size in tensors[0].shape[1:]), " × ".join(map(str, target))
        return "size-mismatch", say(
            "{title} cannot make {made} of the {count} numbers that come in.", title=title, made=made, count=count
        )
    return "size-mismatch", say("{title} cannot work with {got}: {reason}", title=title, got=got, reason=_reason(error))


def _shared(question: Question) -> tuple[str, str] | None:
    if question.first is None:
        return None
    made, here = ([words(tensor.shape) for tensor in each.tensors()] for each in (question.first, question))
    if made == here:
        return None
    sentence = say(
        "The layer shared here was made for {made}; it cannot take {here}.",
        made=" and ".join(made),
        here=" and ".join(here),
    )
    return "shares-other-shape", sentence


def _wrong_rank(question: Question, error: str) -> str | None:
    ranks = {port.name: port.rank for port in question.entry.inputs}
    for port, arriving in question.ports:
        for tensor in arriving:
            low, high = ranks[port]
            if not low <= len(tensor.shape) <= high:
                return say("takes {takes}; it gets {words}.", takes=takes((low, high)), words=words(tensor.shape))
    expected = re.search(r"expected (?:min_)?ndim=(\d+), found ndim=(\d+)", error)
    if expected and len(question.tensors()) == 1:
        wanted = int(expected[1])
        return say(
            "takes, as it is set, {takes}; it gets {words}.",
            takes=takes((wanted, wanted)),
            words=words(question.tensors()[0].shape),
        )
    return None


def _too_small(params: Mapping[str, Json], tensors: tuple[Tensor, ...], error: str) -> str | None:
    if not re.search(r"negative dimension|size would be (zero|negative)|output size.*(negative|zero)", error, re.I):
        return None
    window = next((params[name] for name in ("kernel_size", "pool_size") if name in params), None)
    sizes = " × ".join(str(size) for size in (window if isinstance(window, list) else [window]))
    return say("its window of {sizes} does not fit into {words}.", sizes=sizes, words=words(tensors[0].shape))


def _reason(error: str) -> str:
    """Return the first sentence of an exception that says something, without Keras's own names around it."""
    kind, _, text = error.partition(": ")
    if kind not in {"ValueError", "TypeError", "InvalidArgumentError"}:
        return say("one of its settings does not go with that.")
    text = re.sub(r"\x1b?\[[0-9;]*m", "", text)
    text = re.sub(r"Exception encountered when calling \S+\(\)\.|Input \d+ with name .*? the layer:", "", text)
    first = re.split(r"(?<=[.!?:]) |(?<=\.)\n|\n\n", text.strip(), maxsplit=1)[0]
    return f"{' '.join(first.split())[:200].rstrip('.:')}."
