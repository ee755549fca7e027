"""What is said about a document: findings, and the fixes that mend them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from engine.said import carried
from engine.words import JsonObject

Severity: TypeAlias = Literal["problem", "advice"]


@dataclass(frozen=True, kw_only=True)
class Fix:
    """Edits that mend a finding, with a title of a few plain words for the button."""

    title: str
    edits: tuple[JsonObject, ...]

    def to_json(self) -> JsonObject:
        """Return the fix as the report carries it."""
        return carried({"title": self.title, "edits": list(self.edits)})


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong (`problem`: cannot train) or unwise (`advice`) in a document.

    `node` and `param` say where, `None` where it is about the whole document; `path` is where the node's block is
    opened (`res1.0`), empty at the top level. `detail` keeps the words of an exception. `ways` proposes fixes that were
    not tried yet.
    """

    code: str
    sentence: str
    node: str | None = None
    path: str = ""
    param: str | None = None
    severity: Severity = "problem"
    detail: str = ""
    fixes: tuple[Fix, ...] = ()
    ways: Callable[[], Iterable[Fix]] | None = field(default=None, compare=False, repr=False)

    def to_json(self) -> JsonObject:
        """Return the finding as the report carries it."""
        finding: JsonObject = {
            "node": self.node,
            "path": self.path,
            "param": self.param,
            "severity": self.severity,
            "code": self.code,
            "sentence": self.sentence,
            "detail": self.detail,
        }
        return {**carried(finding), "fixes": [fix.to_json() for fix in self.fixes]}


def problems(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that keep a document from training."""
    return tuple(finding for finding in findings if finding.severity == "problem")
