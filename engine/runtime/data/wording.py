"""Looks at texts: how long they are, of how many words they are made, and which words tell their classes apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from engine.data.schema import Feature, Histogram
from engine.data.texts import Wording
from engine.runtime.data.raw import Array

_ENOUGH = 20_000
_MOST_DIFFERENT = 200_000
_BINS = 24
_TELLING = 8
_FEWEST = 5
_LONGEST_WORD = 40
# What Keras takes out of a text by default.
_PUNCTUATION = re.compile(r"""[!"#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~']""")


def described(name: str, texts: Array, classes: Array | None = None, **known: object) -> Feature:
    """Return the feature of a column of whole texts; `classes` names that of each row, where there is one."""
    missing = int((texts == "").sum())
    feature = Feature(name=name, type="text", missing=missing, distinct=len(set(texts.tolist())) - (missing > 0))
    return replace(feature, wording=wording(texts, classes), **known)  # type: ignore[arg-type]


def wording(texts: Array, classes: Array | None = None) -> Wording:
    """Return what is known of texts; of very many, of some all over them."""
    rows = np.unique(np.linspace(0, len(texts) - 1, min(len(texts), _ENOUGH)).astype(int))
    vocabulary: set[str] = set()
    alphabet: set[str] = set()
    lengths = np.zeros((len(rows), 2), dtype=np.int64)
    for place, words in enumerate(_words(texts[rows])):
        lengths[place] = len(words), sum(map(len, words)) + max(0, len(words) - 1)
        if len(vocabulary) < _MOST_DIFFERENT:
            vocabulary.update(words)
        alphabet.update(*words)
    most = np.percentile(lengths, 95, axis=0)
    return Wording(
        words=max(1, int(most[0])),
        characters=max(1, int(most[1])),
        vocabulary=max(1, len(vocabulary)),
        alphabet=len(alphabet) + 1,
        lengths=_histogram(lengths[:, 0]),
        telling=() if classes is None else telling(texts[rows], classes[rows]),
    )


def telling(texts: Array, classes: Array) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each class the words that stand in more of its texts than in others, the surest first.

    How sure is the z-score of two shares: how far they are apart, in standard errors of their difference.
    """
    names, codes = np.unique(classes.astype(str), return_inverse=True)
    if not 2 <= len(names) <= _ENOUGH // 1000:
        return ()
    found = [Counter[str]() for _ in names]
    for code, words in zip(codes, _words(texts), strict=True):
        found[code].update({word for word in words if 1 < len(word) <= _LONGEST_WORD})
    everywhere = sum(found, Counter[str]())
    words = [word for word, count in everywhere.items() if count >= _FEWEST]
    if not words:
        return ()
    sizes = np.bincount(codes, minlength=len(names))
    counts = np.asarray([[one[word] for word in words] for one in found])
    return tuple((str(name), _surest(words, counts, sizes, place)) for place, name in enumerate(names))


def _surest(words: Sequence[str], counts: Array, sizes: Array, place: int) -> tuple[str, ...]:
    here, there = counts[place], counts.sum(axis=0) - counts[place]
    some, others = sizes[place], sizes.sum() - sizes[place]
    share = (here + there) / (some + others)
    error = np.sqrt(share * (1 - share) * (1 / some + 1 / others))
    score = np.divide(here / some - there / others, error, out=np.zeros(len(words)), where=error > 0)
    return tuple(words[at] for at in np.argsort(-score, kind="stable")[:_TELLING] if score[at] > 0)


def _words(texts: Array) -> Iterator[list[str]]:
    return (_PUNCTUATION.sub("", str(text).lower()).split() for text in texts)


def _histogram(words: Array) -> Histogram:
    counts, edges = np.histogram(words, bins=min(_BINS, max(1, len(np.unique(words)))))
    return Histogram(edges=tuple(map(float, edges.round(1))), counts=tuple(map(int, counts)))
