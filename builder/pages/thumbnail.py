"""A small picture of a network as it stands on its canvas: shapes and wires only, no text of anybody."""

from engine.catalog import catalog
from engine.document.model import Document, Node, Position

_CARD_WIDTH, _CARD_HEIGHT = 220, 56
_WIDTH, _HEIGHT, _MARGIN = 300, 132, 10
_WIRE = "#98a2b3"


def network_picture(document: Document, height: int = _HEIGHT) -> str:
    """Return the document's picture as SVG, `height` for a width of 300."""
    shown = (key for key, node in document.nodes.items() if node.block is None and key in document.layout)
    places = {key: document.layout[key] for key in shown}
    nodes = [_card(document.nodes[key], at) for key, at in places.items()]
    wires = [
        _wire(places[source.node], at)
        for key, at in places.items()
        for source in document.nodes[key].sources()
        if source.node in places
    ]
    box = _box(list(places.values()), height)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(wires)}{"".join(nodes)}</svg>'


def _box(places: list[Position], proportion: int) -> str:
    """Return the part of the canvas to show: all cards, in the proportions of the picture."""
    left = min((at.x for at in places), default=0.0)
    top = min((at.y for at in places), default=0.0)
    width = max((at.x for at in places), default=0.0) + _CARD_WIDTH - left
    height = max((at.y for at in places), default=0.0) + _CARD_HEIGHT - top
    scale = max(width / (_WIDTH - 2 * _MARGIN), height / (proportion - 2 * _MARGIN), 1.5)
    wide, high = _WIDTH * scale, proportion * scale
    return f"{left - (wide - width) / 2:.0f} {top - (high - height) / 2:.0f} {wide:.0f} {high:.0f}"


def _card(node: Node, at: Position) -> str:
    entry = catalog().layers.get(node.kind)
    hues = {group.id: group.hue for group in catalog().groups}
    hue = hues.get(entry.group, 220) if entry else 0
    place = f'x="{at.x:.0f}" y="{at.y:.0f}" width="{_CARD_WIDTH}" height="{_CARD_HEIGHT}" rx="10"'
    return f'<rect {place} fill="hsl({hue} 55% 52%)"/>'


def _wire(source: Position, target: Position) -> str:
    middle = _CARD_WIDTH / 2
    begin = f'x1="{source.x + middle:.0f}" y1="{source.y + _CARD_HEIGHT:.0f}"'
    end = f'x2="{target.x + middle:.0f}" y2="{target.y:.0f}"'
    return f'<line {begin} {end} stroke="{_WIRE}" stroke-width="6"/>'
