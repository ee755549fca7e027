"""What a rule is: how it is found, what it says and why, who showed it, and an example of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from engine.advice.network import Network
from engine.document.model import Document
from engine.findings import Fix
from engine.said import Said, say

Group: TypeAlias = Literal[
    "activations", "regularisation", "pictures", "sequences", "weights", "outputs", "data", "training"
]

GROUPS: Mapping[Group, Said] = {
    "activations": say("Activations"),
    "regularisation": say("Normalisation and dropout"),
    "pictures": say("Convolution and pooling"),
    "sequences": say("Sequences and text"),
    "weights": say("Weights and sharing"),
    "outputs": say("What comes out"),
    "data": say("What goes in"),
    "training": say("Training"),
}


Figures: TypeAlias = Mapping[str, str | int | float]


@dataclass(frozen=True, kw_only=True)
class Noted:
    """One place where a rule applies: an expanded node, or the document where `node` is `None`.

    `figures` fill the rule's sentence. `ways` proposes edits that may mend it, as late as somebody asks.
    """

    node: str | None
    figures: Figures = field(default_factory=dict)
    param: str | None = None
    ways: Callable[[], Iterable[Fix]] | None = None


Find: TypeAlias = Callable[[Network], Iterator[Noted]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a rule comes from: a paper, a book, or a page of Keras's documentation."""

    authors: str
    title: str
    year: int


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One piece of advice. `code` names it everywhere, `sentence` is a template with the node's own figures.

    `wrong` is a small network that shows it, `right` the same network mended. `find` is nothing where the plan or the
    check finds it with what else they look at, under the same code.
    """

    code: str
    group: Group
    title: Said
    sentence: Said
    why: Said
    source: Source
    wrong: Callable[[], Document]
    right: Callable[[], Document]
    find: Find | None = None
