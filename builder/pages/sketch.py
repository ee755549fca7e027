"""Two small networks beside each other, drawn as cards with names, so that one sees in what they differ."""

import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from builder.pages import drawn
from builder.pages.language import _
from builder.pages.thumbnail import network_picture
from engine.catalog import Entry, catalog
from engine.document.dump import to_json
from engine.document.model import Document, Node
from engine.document.values import object_of
from engine.words import Json

_WIDTH, _CARD, _HEIGHT, _STEP = 320, 236, 42, 60
_MOST = 11
_WRONG, _RIGHT = "#d63a45", "#2e9e5b"


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A card: its two lines of text, its colour, where it stands, and whether the other network has it."""

    title: str
    text: str
    fill: str
    x: float
    y: float
    marked: bool


def sketches(wrong: Document, right: Document) -> tuple[str, str]:
    """Return pictures of two networks as SVG; what only one of them has is framed."""
    if max(len(wrong.nodes), len(right.nodes)) > _MOST:
        return network_picture(wrong, 160), network_picture(right, 160)
    return _picture(wrong, right, _WRONG), _picture(right, wrong, _RIGHT)


def _picture(document: Document, other: Document, tone: str) -> str:
    lines = _lines(document, other)
    places = dict(zip(document.nodes, lines, strict=False))
    wires = [
        _wire(places[source.node], places[key])
        for key, node in document.nodes.items()
        for source in node.sources()
        if source.node in places and key in places
    ]
    height = max(line.y for line in lines) + _HEIGHT + 8
    width = max(line.x for line in lines) + _CARD + 8
    cards = [_card(line, tone) for line in lines]
    return drawn.picture((-8, -8, max(width, _WIDTH) + 8, height + 8), wires, cards)


def _lines(document: Document, other: Document) -> list[_Line]:
    same = _same([_said(node) for node in document.nodes.values()], [_said(node) for node in other.nodes.values()])
    lines = []
    for number, (key, node) in enumerate(document.nodes.items()):
        at = document.layout.get(key)
        entry = catalog().entry(node.kind)
        title = _(entry.title) if entry else node.kind
        text = _text(node, entry, other.nodes.get(key)) if entry else ""
        place = (at.x, at.y * _STEP / 92) if at else (260, 0)
        strong = 0 if entry is None else 45 if entry.layer or node.kind == "Block" else 8
        fill = f"hsl({drawn.hue_of(node.kind) or 0} {strong}% 36%)"
        lines.append(_Line(title=title, text=text, fill=fill, x=place[0], y=place[1], marked=number not in same))
    below = max(line.y for line in lines) + _STEP
    for row, text in enumerate(_settings(document, other)):
        lines.append(
            _Line(title=_("Training"), text=text, fill="hsl(220 8% 36%)", x=0, y=below + row * _STEP, marked=True)
        )
    return lines


def _same(here: list[str], there: list[str]) -> set[int]:
    """Return the places of what both rows have, in the same order."""
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return {place for block in blocks for place in range(block.a, block.a + block.size)}


def _text(node: Node, entry: Entry, other: Node | None) -> str:
    """Return the settings of a node in a line, those first that the other network has otherwise."""
    if node.kind in ("Input", "Output"):
        return ""
    known = other.params if other and other.kind == node.kind else node.params
    same = {name: known.get(name) == value for name, value in node.params.items()}
    said = []
    for name in sorted(node.params, key=lambda name: same[name]):
        param, value = entry.param(name), node.params[name]
        label = _(param.label).lower() if param else name
        said.append(label if value is True else value if isinstance(value, str) else f"{label} {_plain(value)}")
    return " · ".join(said)


def _plain(value: Json) -> str:
    match value:
        case {"kind": str(kind)}:
            return kind
        case list() | tuple():
            return " × ".join(map(_plain, value))
        case bool():
            return _("yes") if value else _("no")
        case _:
            return str(value)


def _said(node: Node) -> str:
    return json.dumps([node.kind, node.params, node.shares is None, node.frozen, len(node.sources())], sort_keys=True)


def _settings(document: Document, other: Document) -> list[str]:
    """Return what the two say otherwise of training and data, in words."""
    found = []
    for part in ("training", "data"):
        here, there = object_of(to_json(document)[part]), object_of(to_json(other)[part])
        found += [f"{key.replace('_', ' ')}: {_value(here[key])}" for key in here if here[key] != there[key]]
    return found


def _value(value: object) -> str:
    if isinstance(value, dict):
        inner = value.get("params", value)
        return ", ".join(f"{key.replace('_', ' ')} {each:g}" for key, each in inner.items() if isinstance(each, float))
    return str(value)


def _card(line: _Line, tone: str) -> str:
    box = (line.x, line.y, _CARD, _HEIGHT)
    frame = drawn.card(box, 8, fill="none", stroke=tone, stroke_width=5) if line.marked else ""
    at = f'x="{line.x + 12:.0f}" font-family="system-ui, sans-serif" fill="#ffffff"'
    title = f'<text {at} y="{line.y + 18:.0f}" font-size="14" font-weight="600">{escape(line.title)}</text>'
    more = f'<text {at} y="{line.y + 34:.0f}" font-size="12" opacity="0.9">{escape(line.text[:38])}</text>'
    return drawn.card(box, 8, fill=line.fill) + frame + title + more


def _wire(source: _Line, target: _Line) -> str:
    return drawn.wire((source.x + _CARD / 2, source.y + _HEIGHT, target.x + _CARD / 2, target.y), 3)
