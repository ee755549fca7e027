"""The graph of a document: who feeds whom, in which order, and where it goes round in circles."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from engine.document.model import Document, Node


def predecessors(nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """Return for each node the nodes that feed it, without wires from nodes that are not there."""
    return {
        key: tuple(dict.fromkeys(source.node for source in node.sources() if source.node in nodes))
        for key, node in nodes.items()
    }


def successors(nodes: Mapping[str, Node]) -> dict[str, tuple[str, ...]]:
    """Return for each node the nodes that it feeds, in document order."""
    return turned(predecessors(nodes))


def turned(before: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return edges the other way round: from each node to those that it feeds."""
    fed: dict[str, list[str]] = {key: [] for key in before}
    for key, sources in before.items():
        for source in sources:
            fed[source].append(key)
    return {key: tuple(targets) for key, targets in fed.items()}


def order(nodes: Mapping[str, Node]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the nodes so that each comes after what feeds it, and those that cannot: in a cycle or behind one.

    Branches stay together, as a person would write them down; the order depends on ids and wires alone.
    """
    return ordered(predecessors(nodes))


def ordered(before: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the same of nodes of which it is known what feeds them."""
    return _ordered(tuple(before.items()))


# Most edits change no wire.
@lru_cache(maxsize=64)
def _ordered(edges: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    before = dict(edges)
    stuck = _stuck(before, turned(before))
    placed: dict[str, None] = {}
    for last in sorted(key for key in before if key not in stuck):
        todo = [last]
        while todo:
            waiting = [source for source in before[todo[-1]] if source not in placed]
            if waiting:
                todo.append(waiting[0])
            else:
                placed[todo.pop()] = None
    return tuple(placed), stuck


def _stuck(before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return what Kahn's algorithm cannot reach."""
    waiting = {key: len(sources) for key, sources in before.items()}
    ready = deque(key for key, count in waiting.items() if not count)
    while ready:
        for target in after[ready.popleft()]:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return frozenset(key for key, count in waiting.items() if count)


def cycle(nodes: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the nodes of one cycle in the direction of the wires, or nothing where there is none."""
    _, stuck = order(nodes)
    if not stuck:
        return ()
    before = predecessors(nodes)
    key = min(stuck)
    path: dict[str, None] = {}
    # Every stuck node has a stuck predecessor, so walking back must meet itself.
    while key not in path:
        path[key] = None
        key = next(source for source in before[key] if source in stuck)
    walked = list(path)
    return tuple(reversed(walked[walked.index(key) :]))


def upstream(nodes: Mapping[str, Node], start: str) -> frozenset[str]:
    """Return every node from which `start` can be reached, and `start` itself."""
    return reach(predecessors(nodes), {start})


def downstream(nodes: Mapping[str, Node], start: str) -> frozenset[str]:
    """Return every node that can be reached from `start`, and `start` itself."""
    return reach(successors(nodes), {start})


def reach(edges: Mapping[str, tuple[str, ...]], starts: Iterable[str]) -> frozenset[str]:
    """Return what can be reached from `starts` along `edges`, and `starts` themselves."""
    todo = list(starts)
    seen = set(todo)
    while todo:
        for key in edges.get(todo.pop(), ()):
            if key not in seen:
                seen.add(key)
                todo.append(key)
    return frozenset(seen)


def rings(edges: Mapping[str, tuple[str, ...]]) -> Mapping[str, int]:
    """Return a number for each key: equal where two can be reached from one another (Kosaraju's algorithm)."""
    back: dict[str, list[str]] = {}
    for key, targets in edges.items():
        back.setdefault(key, [])
        for target in targets:
            back.setdefault(target, []).append(key)
    ring: dict[str, int] = {}
    for number, start in enumerate(reversed(_finished(edges, back))):
        if start not in ring:
            todo = [start]
            while todo:
                key = todo.pop()
                if key not in ring:
                    ring[key] = number
                    todo += back[key]
    return ring


def _finished(edges: Mapping[str, tuple[str, ...]], keys: Iterable[str]) -> list[str]:
    """Return the keys in the order in which a walk into the depth is done with them."""
    seen: set[str] = set()
    finished: list[str] = []
    for start in keys:
        todo = [(start, False)]
        while todo:
            key, done = todo.pop()
            if done:
                finished.append(key)
            elif key not in seen:
                seen.add(key)
                todo += [(key, True), *((target, False) for target in edges.get(key, ()))]
    return finished


def without_node(document: Document, key: str) -> Document:
    """Return the document without a node, its wires in and out, and its place."""
    nodes = {name: _without_wires_from(node, key) for name, node in document.nodes.items() if name != key}
    layout = {name: place for name, place in document.layout.items() if name != key}
    return replace(document, nodes=nodes, layout=layout)


def without_block(document: Document, key: str) -> Document:
    """Return the document without the definition of a block and all that stands in it; its instances stay."""
    for node in [node for node, content in document.nodes.items() if content.block == key]:
        document = without_node(document, node)
    return replace(
        document,
        blocks={name: block for name, block in document.blocks.items() if name != key},
        notes={name: note for name, note in document.notes.items() if note.block != key},
        frames={name: frame for name, frame in document.frames.items() if frame.block != key},
    )


def _without_wires_from(node: Node, key: str) -> Node:
    if all(source.node != key for source in node.sources()):
        return node
    kept = {port: tuple(wire for wire in wires if wire.node != key) for port, wires in node.inputs.items()}
    return replace(node, inputs={port: wires for port, wires in kept.items() if wires})
