"""Why Keras refuses a layer, in a sentence with shapes and named axes."""

import re
from collections.abc import Mapping

from engine.findings import Finding
from engine.runtime.check.measure import Answer, Question, Tensor
from engine.runtime.check.shapes import takes, words
from engine.words import Json

LONGEST_DETAIL = 2_000


def refusal(node: str, question: Question, answer: Answer) -> Finding:
    """Return the finding for a layer that Keras refuses."""
    code, sentence = _sentence(question, answer.error)
    return Finding(code=code, node=node, sentence=sentence, detail=answer.error[:LONGEST_DETAIL])


def _sentence(question: Question, error: str) -> tuple[str, str]:
    title, tensors = question.entry.title, question.tensors()
    ranks = {port.name: port.rank for port in question.entry.inputs}
    for port, arriving in question.ports:
        for tensor in arriving:
            low, high = ranks[port]
            if not low <= len(tensor.shape) <= high:
                return "rank-mismatch", f"{title} takes {takes((low, high))}; it gets {words(tensor.shape)}."
    if window := _too_small(question.params, tensors, error):
        return "window-too-large", f"{title}: {window}"
    got = " and ".join(dict.fromkeys(words(tensor.shape) for tensor in tensors))
    if len(tensors) > 1:
        return "size-mismatch", f"{title} cannot join {got}; their sizes do not fit together."
    return "size-mismatch", f"{title} cannot work with {got}: {_first_sentence(error)}"


def _too_small(params: Mapping[str, Json], tensors: tuple[Tensor, ...], error: str) -> str | None:
    if not re.search(
        r"negative dimension|size would be (zero|negative)|output size.*(negative|zero)|<= ?0", error, re.I
    ):
        return None
    window = next((params[name] for name in ("kernel_size", "pool_size") if name in params), None)
    sizes = " × ".join(str(size) for size in (window if isinstance(window, list) else [window]))
    return f"its window of {sizes} does not fit into {words(tensors[0].shape)}."


def _first_sentence(error: str) -> str:
    """Return what an exception says first, without its class and without Keras's own names."""
    text = error.partition(": ")[2] or error
    text = re.sub(r"\s+", " ", re.sub(r"\[1m|\x1b\[[0-9;]*m", "", text)).strip()
    first = re.split(r"(?<=[.!?:]) ", text, maxsplit=1)[0]
    return f"{first[:200].rstrip('.:')}."
