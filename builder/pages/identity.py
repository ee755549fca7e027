"""How others see a person: a name and a colour."""

import hashlib

from builder.store import settings
from engine.words import JsonObject

LONGEST = 40
_KEY = "name"
# Hue and lightness: letters on them are white, in both themes.
_COLORS = ((212, 47), (262, 58), (152, 31), (322, 48), (28, 40), (187, 33), (95, 31), (345, 51))
_JOINER = "\u200d"  # holds an emoji of several parts together
# Those who gave themselves no name are told apart all the same.
_GIVEN = (
    "Badger", "Crane", "Dolphin", "Eagle", "Falcon", "Gecko", "Heron", "Ibis", "Jaguar", "Koala", "Lynx", "Marten",
    "Newt", "Otter", "Puffin", "Quail", "Raven", "Seal", "Tapir", "Urchin", "Vole", "Walrus", "Yak", "Zebra",
)  # fmt: skip


def person(who: str) -> JsonObject:
    """Return what others are told of a person; the id and the colour stay, and tell nothing about the workspace."""
    digest = _digest(who)
    hue, lightness = _COLORS[digest[0] % len(_COLORS)]
    return {
        "id": digest.hex()[:12],
        "name": chosen(who) or given(who),
        "color": f"hsl({hue} 60% {lightness}%)",
    }


def chosen(who: str) -> str:
    """Return the name that a person chose, nothing where they chose none."""
    return _tidy(settings.get(who, _KEY))


def given(who: str) -> str:
    """Return what a person without a name is called."""
    return f"Guest {_GIVEN[_digest(who)[1] % len(_GIVEN)]}"


def rename(who: str, name: object) -> None:
    """Give a person the name that they chose."""
    settings.put(who, _KEY, _tidy(name))


def _tidy(name: object) -> str:
    """Return a name as one line: without what cannot be printed, such as marks that turn the writing round."""
    text = name[: 8 * LONGEST] if isinstance(name, str) else ""
    seen = (letter if letter.isprintable() or letter == _JOINER else " " for letter in text)
    return " ".join("".join(seen).split())[:LONGEST].strip()


def _digest(who: str) -> bytes:
    return hashlib.sha256(who.encode()).digest()
