"""Instances of blocks: how often they are repeated, what their expressions can name, and how much they open into."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.document.expressions import worked_out
from engine.document.model import Document, Node
from engine.plan.blocks import Scope, circular, scopes, unused
from engine.said import say
from engine.words import JsonObject, Refusal

DEEPEST = 32


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """A document with its scopes. `circular` are the instances by which a block stands in itself."""

    document: Document
    scopes: Mapping[str | None, Scope]
    circular: frozenset[str]

    def opens(self, key: str) -> bool:
        """Whether an instance stands for a block that can be opened."""
        uses = self.document.nodes[key].uses
        return uses is not None and uses in self.scopes and key not in self.circular

    def names(self, node: Node, given: JsonObject) -> JsonObject:
        """Return what the expressions inside an instance can name, but `i`; `given`: its own settings."""
        params = self.document.blocks[str(node.uses)].params
        return {name: given.get(name, param.default) for name, param in params.items()}

    def size(self, key: str, repeat: int, names: JsonObject, room: int, depth: int = 1) -> int:
        """Return how many nodes an instance opens into, counted until that is more than `room`.

        `names` are what can be named inside.
        """
        total = 0
        scope = self.scopes[self.document.nodes[key].uses]
        inner = [name for name, node in scope.nodes.items() if node.kind == "Block" and not node.disabled]
        for repetition in range(repeat):
            total += max(1, len(scope.nodes))
            for name in inner:
                if total <= room and depth < DEEPEST and self.opens(name):
                    total += self.size_of(name, {**names, "i": repetition}, room - total, depth + 1)
            if total > room:
                break
        return total

    def size_of(self, key: str, names: JsonObject, room: int, depth: int = 1) -> int:
        """Return the same of an instance with its own settings and repeat, 0 where these make no sense.

        `names` are what they can name.
        """
        node = self.document.nodes[key]
        try:
            given = {name: worked_out(value, names) for name, value in node.params.items()}
            return self.size(key, repeat_of(node, names), self.names(node, given), room, depth)
        except Refusal:
            return 0


def opens_into(document: Document, room: int) -> int:
    """Return how many nodes a document opens into, counted until that is more than `room`; without opening it."""
    blocks = Blocks(document=document, scopes=scopes(document), circular=circular(document))
    total = sum(len(blocks.scopes[each].nodes) for each in (None, *unused(blocks.scopes)))
    for key, node in blocks.scopes[None].nodes.items():
        if total <= room and node.kind == "Block" and not node.disabled and blocks.opens(key):
            total += blocks.size_of(key, {}, room - total)
    return total


def repeat_of(node: Node, names: JsonObject) -> int:
    """Return how often an instance is repeated. Raises `Refusal` with one sentence."""
    repeat = worked_out(node.repeat, names)
    if isinstance(repeat, float) and repeat.is_integer():
        repeat = int(repeat)
    if isinstance(repeat, bool) or not isinstance(repeat, int) or repeat < 1:
        shown = f"{repeat:g}" if isinstance(repeat, int | float) else say("what is said here")
        raise Refusal(
            say("A block is repeated a whole number of times, at least once; {shown} is none such.", shown=shown)
        )
    return repeat
