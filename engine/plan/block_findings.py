"""What is wrong with blocks as they are drawn: with their ports, their instances, and what stands in them."""

from collections.abc import Iterator

from engine.document.model import Document, Node
from engine.findings import Finding
from engine.plan.blocks import Scope, circular, number
from engine.plan.drawn import Drawn
from engine.plan.shares import owner
from engine.said import counted, say

_PORTS = ("BlockInput", "BlockOutput")


def block_findings(drawn: Drawn) -> Iterator[Finding]:
    """Yield what is wrong with every block and every instance."""
    yield from _lost(drawn.document)
    for scope in drawn.scopes.values():
        yield from _misplaced(scope)
        yield from _ports(scope)
    around = circular(drawn.document)
    for key, node, _ in drawn.nodes():
        if node.kind == "Block" and not node.disabled:
            yield from _instance(drawn, key, node)
            if key in around:
                yield from _circle(drawn, key, node)
        yield from _repeated(drawn, key, node)


def _lost(document: Document) -> Iterator[Finding]:
    """Yield one finding for each block that is gone while nodes stand in it still."""
    lost: dict[str, list[str]] = {}
    for key, node in document.nodes.items():
        if node.block and node.block not in document.blocks:
            lost.setdefault(node.block, []).append(key)
    for block, keys in lost.items():
        sentence = counted(
            len(keys),
            "One node stands in the block “{block}”, which is not there any more, and so in no network.",
            "{count} nodes stand in the block “{block}”, which is not there any more, and so in no network.",
            block=block[:40],
        )
        yield Finding(code="block-lost", node=keys[0], sentence=sentence, severity="advice")


def _misplaced(scope: Scope) -> Iterator[Finding]:
    for key, node in scope.nodes.items():
        if scope.block is None and node.kind in _PORTS:
            sentence = say("This is an end of a block, and here is none; outside of blocks stand Input and Output.")
            yield Finding(code="end-misplaced", node=key, sentence=sentence)
        if scope.block is not None and node.kind in ("Input", "Output"):
            sentence = say(
                "An {kind} stands outside of blocks; in a block it is a block {lower}.",
                kind=node.kind,
                lower=node.kind.lower(),
            )
            yield Finding(code="end-misplaced", node=key, sentence=sentence)


def _ports(scope: Scope) -> Iterator[Finding]:
    if scope.block is None:
        return
    for kind, direction in (("BlockInput", "inputs"), ("BlockOutput", "outputs")):
        taken: set[int] = set()
        for key in sorted(scope.nodes):
            if scope.nodes[key].kind != kind:
                continue
            if (place := number(scope.nodes[key])) in taken:
                sentence = say(
                    "Two {direction} of this block have the number {place}; give each one its own.",
                    direction=direction,
                    place=place,
                )
                yield Finding(code="port-twice", node=key, param="number", sentence=sentence)
            taken.add(place)


def _instance(drawn: Drawn, key: str, node: Node) -> Iterator[Finding]:
    if node.uses is None:
        sentence = say("It is not chosen yet for which block this stands.")
        yield Finding(code="unknown-block", node=key, sentence=sentence)
        return
    if node.uses not in drawn.document.blocks:
        sentence = say("The block “{uses}”, for which this stands, is not there any more.", uses=node.uses[:40])
        yield Finding(code="unknown-block", node=key, sentence=sentence)
        return
    if node.shares and owner(drawn.document, key):
        return
    params = drawn.document.blocks[node.uses].params
    for name in node.params:
        if name not in params:
            known = ", ".join(params) or say("none at all")
            sentence = say("This block has no parameter “{name}”; it has {known}.", name=name[:40], known=known)
            yield Finding(code="invalid-param", node=key, param=name, sentence=sentence)


def _repeated(drawn: Drawn, key: str, node: Node) -> Iterator[Finding]:
    """Yield a word of advice where a repeat makes no difference."""
    if node.repeat == 1 or node.disabled:
        return
    if node.kind != "Block":
        sentence = say("Only a block is repeated; this is there once, whatever its “repeat” says.")
        yield Finding(code="repeat-nothing", node=key, sentence=sentence, severity="advice")
        return
    scope = drawn.used(node)
    if scope and scope.outputs and not scope.outputs.keys() & set(scope.inputs.values()):
        sentence = say(
            "The repetitions do not follow one another: no output has the number of an input, so only the last counts."
        )
        yield Finding(code="repeat-unchained", node=key, sentence=sentence, severity="advice")


def _circle(drawn: Drawn, key: str, node: Node) -> Iterator[Finding]:
    blocks = drawn.document.blocks
    inner, outer = blocks[str(node.uses)].name or node.uses, blocks[str(node.block)].name or node.block
    if node.uses == node.block:
        sentence = say("“{outer}” stands in itself; a block is made of other things.", outer=str(outer))
    else:
        sentence = say(
            "“{inner}” stands in “{outer}”, and “{outer}” in “{inner}”: a block cannot stand in itself.",
            inner=str(inner),
            outer=str(outer),
        )
    yield Finding(code="block-in-itself", node=key, sentence=sentence)
