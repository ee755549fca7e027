"""Plain JSON values: brought into one canonical form, and read as what a field needs."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.findings import Finding, Severity
from engine.words import Json

DEEPEST = 16
LONGEST_TEXT = 100_000
CODE = re.compile(r"[a-z][a-z0-9-]{0,63}")
MOST_CODES = 200


@dataclass(kw_only=True)
class Faults:
    """Collects what a reader had to leave out or put right."""

    found: list[Finding] = field(default_factory=list)

    def say(
        self,
        sentence: str,
        *,
        node: str | None = None,
        param: str | None = None,
        code: str = "unreadable",
        severity: Severity = "problem",
    ) -> None:
        """Keep one fault; it is mere advice where the network means the same without what was left out."""
        self.found.append(Finding(code=code, sentence=sentence, node=node, param=param, severity=severity))


def canonical(value: object, depth: int = 0) -> Json:
    """Return `value` as JSON in one form: whole floats are integers, what JSON cannot say is `None`."""
    # In the order of what is most: every edit of a network reads all of it.
    match value:
        case str():
            return value[:LONGEST_TEXT]
        case dict() | Mapping() if depth < DEEPEST:
            return {str(key): canonical(item, depth + 1) for key, item in value.items()}
        case None | bool() | int():
            return value if not isinstance(value, int) or abs(value) < 2**63 else None
        case float():
            return _number(value)
        case list() | tuple() if depth < DEEPEST:
            return [canonical(item, depth + 1) for item in value]
        case _:
            return None


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    # JavaScript has one kind of number: 32 may come back as 32.0.
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def text_of(value: Json, default: str = "") -> str:
    """Return `value` where it is text, else `default`."""
    return value if isinstance(value, str) else default


def number_of(value: Json, default: float) -> float:
    """Return `value` where it is a number, else `default`."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else default


def object_of(value: Json) -> Mapping[str, Json]:
    """Return `value` where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def codes(value: Json) -> tuple[str, ...]:
    """Return the codes of rules in a list, each once and in their order; what is none is left out."""
    if not isinstance(value, list):
        return ()
    return tuple(sorted({each for each in value if isinstance(each, str) and CODE.fullmatch(each)})[:MOST_CODES])
