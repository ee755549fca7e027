"""How others see a person: a name and a colour."""

import hashlib

from builder.store import settings
from engine.words import JsonObject

LONGEST = 40
_KEY = "name"
_HUES = (212, 262, 152, 322, 28, 187, 95, 345)
_JOINER = "\u200d"  # holds an emoji of several parts together
# Those who gave themselves no name are told apart all the same.
_GIVEN = (
    "Badger", "Crane", "Dolphin", "Eagle", "Falcon", "Gecko", "Heron", "Ibis", "Jaguar", "Koala", "Lynx", "Marten",
    "Newt", "Otter", "Puffin", "Quail", "Raven", "Seal", "Tapir", "Urchin", "Vole", "Walrus", "Yak", "Zebra",
)  # fmt: skip


def person(who: str) -> JsonObject:
    """Return what others are told of a person; the id and the colour stay, and tell nothing about the workspace."""
    digest = _digest(who)
    return {
        "id": digest.hex()[:12],
        "name": chosen(who) or given(who),
        "color": f"hsl({_HUES[digest[0] % len(_HUES)]} 60% 42%)",
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
