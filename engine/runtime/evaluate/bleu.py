"""BLEU: how much of what texts say, in runs of one to four words, right texts say too."""

import math
from collections import Counter
from collections.abc import Sequence

_LONGEST = 4


def bleu(right: Sequence[str], said: Sequence[str]) -> float:
    """Return the score of texts against one right text each, from 0 to 1, over all of them.

    K. Papineni et al., BLEU: a method for automatic evaluation of machine translation, 2002.
    """
    pairs = [(one.split(), other.split()) for one, other in zip(right, said, strict=True)]
    spoken, wanted = sum(len(words) for _, words in pairs), sum(len(words) for words, _ in pairs)
    precisions = [_precision(pairs, count) for count in range(1, _LONGEST + 1)]
    # Texts of fewer words have no longer runs.
    known = [each for each in precisions if each is not None]
    if not spoken or not known or not all(known):
        return 0.0
    brevity = min(0.0, 1 - wanted / spoken)
    return math.exp(brevity + sum(map(math.log, known)) / len(known))


def _precision(pairs: Sequence[tuple[list[str], list[str]]], count: int) -> float | None:
    """Return how many runs of so many words are also in the right text, each as often as there."""
    found = total = 0
    for right, said in pairs:
        runs = _runs(said, count)
        total += runs.total()
        found += (runs & _runs(right, count)).total()
    return found / total if total else None


def _runs(words: Sequence[str], count: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[start : start + count]) for start in range(len(words) - count + 1))
