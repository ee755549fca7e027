"""What the names of files say: `3_jackson_12` has a part that repeats, who spoke."""

import re
from collections import Counter
from collections.abc import Sequence

_BETWEEN = re.compile(r"[_\-.\s]+")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST = 2
_REPEATS = 3


def repeating(names: Sequence[str], classes: Sequence[str]) -> dict[str, list[str]]:
    """Return, by a name for it, each part of the files' names that puts them into groups.

    Such a part has letters (a number counts the files), each of its words stands in several names on average, and some
    word in more than one of the `classes`: else it says the class itself.
    """
    split = [_BETWEEN.split(name) for name in names]
    width, common = Counter(map(len, split)).most_common(1)[0] if split else (0, 0)
    if width < 2 or common < len(names):
        return {}
    columns = {f"name part {place + 1}": [parts[place] for parts in split] for place in range(width)}
    return {name: words for name, words in columns.items() if _groups(words, classes)}


def _groups(words: Sequence[str], classes: Sequence[str]) -> bool:
    distinct = set(words)
    if not _LEAST <= len(distinct) <= len(words) // _REPEATS or not all(map(_LETTER.search, distinct)):
        return False
    return len(set(zip(words, classes, strict=True))) > len(distinct)
