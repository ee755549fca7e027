"""Sentences for people that can be read in any language: English text that remembers its message and its values."""

import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from engine.words import Json, JsonObject

Value: TypeAlias = str | int | float
Values: TypeAlias = Mapping[str, Value]

SAID = "said"
_PLACE = re.compile(r"\{(\w+)\}")
_SMALL, _LARGE = 1e-4, 1e15
_DEEPEST, _LONGEST = 8, 1000  # of what a file may say


class Said(str):
    """An English sentence, made of a message such as `{node} needs {count} inputs.` and its values.

    A value may itself be one. It stays whole through `str()` and through an exception; gluing it to other text makes
    plain English of it.
    """

    text: str
    values: Values

    def __new__(cls, text: str, values: Values) -> "Said":
        """Fill the message with its values, in English."""
        said = super().__new__(cls, filled(text, values, written))
        said.text, said.values = text, MappingProxyType(dict(values))
        return said

    def __str__(self) -> str:
        """Return itself: `str(Refusal(say(…)))` still knows its message."""
        return self

    def __reduce__(self) -> tuple[type["Said"], tuple[str, dict[str, Value]]]:
        """Be copied as message and values."""
        return Said, (self.text, dict(self.values))


def say(message: str, /, **values: Value) -> Said:
    """Return the sentence of a message, its places `{name}` filled with `values`."""
    return Said(message, values)


def counted(count: int, one: str, many: str, /, **values: Value) -> Said:
    """Return the message `one` or `many`, as `count` asks for; both may hold `{count}`."""
    return Said(one if count == 1 else many, {"count": count, **values})


def filled(text: str, values: Values, write: Callable[[Value], str]) -> str:
    """Return a message with its places filled; one without a value stays as it is."""
    return _PLACE.sub(lambda place: write(values[place[1]]) if place[1] in values else place[0], text)


def written(value: Value) -> str:
    """Return a value as English writes it: `1,797`, `0.0125`, `1e-5`; a text as it is."""
    if isinstance(value, (str, bool)):
        return str(value)
    if isinstance(value, int) or (value.is_integer() and abs(value) < _LARGE):
        return f"{int(value):,}"
    if math.isfinite(value) and not _SMALL <= abs(value) < _LARGE:
        mantissa, _, power = f"{value:.8g}".partition("e")
        return f"{mantissa}e{int(power)}"
    return f"{value:,.8g}"


def message_of(sentence: str) -> JsonObject:
    """Return a sentence as it travels: `{"text", "values"}`; one that was never a message is its own text."""
    if not isinstance(sentence, Said):
        return {"text": sentence, "values": {}}
    values = {name: message_of(value) if isinstance(value, Said) else value for name, value in sentence.values.items()}
    return {"text": sentence.text, "values": values}


def plain(text: str) -> str:
    """Return the English text alone, for what is a name and no sentence: the same in every language."""
    return str.__str__(text)


def carried(value: JsonObject) -> JsonObject:
    """Return JSON in which every object says what messages its sentences were: `"said": {"sentence": {…}}`."""
    said = {key: _said(item) for key, item in value.items() if _says(item)}
    return {**{key: _carried(item) for key, item in value.items()}, **({SAID: said} if said else {})}


def heard(value: Mapping[str, object], key: str = "sentence") -> str:
    """Return the sentence under `key` of an object that `carried` it, with its message where that came along."""
    match value.get(SAID):
        case {**said} if isinstance(message := said.get(key), Mapping):
            return _sentence(message)
    return str(value.get(key) or "")


def heard_all(value: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Return the list of sentences under `key`, each as `heard` does."""
    plain, said = value.get(key), value.get(SAID)
    messages = said.get(key) if isinstance(said, Mapping) else None
    given = messages if isinstance(messages, list) else plain if isinstance(plain, (list, tuple)) else ()
    return tuple(_sentence(each) if isinstance(each, Mapping) else str(each) for each in given)


def _says(value: Json) -> bool:
    # A message without values is its own text.
    if isinstance(value, (list, tuple)):
        return any(isinstance(each, Said) and each.values for each in value)
    return isinstance(value, Said) and bool(value.values)


def _said(value: Json) -> Json:
    return message_of(value) if isinstance(value, str) else [message_of(str(each)) for each in value]  # type: ignore[union-attr]


def _carried(value: Json) -> Json:
    if isinstance(value, Mapping):
        return carried(value)
    return [_carried(item) for item in value] if isinstance(value, (list, tuple)) else value


def _sentence(message: Mapping[str, object], depth: int = _DEEPEST) -> Said:
    values = message.get("values")
    known = values if isinstance(values, Mapping) else {}
    return Said(str(message.get("text")), {str(name): _value(value, depth) for name, value in known.items()})


def _value(value: object, depth: int) -> Value:
    if isinstance(value, Mapping):
        return _sentence(value, depth - 1) if depth else ""
    return value if isinstance(value, (str, int, float)) else str(value)[:_LONGEST]
