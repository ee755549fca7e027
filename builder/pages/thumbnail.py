"""A small picture of a network as it stands on its canvas: shapes and wires only, no text of anybody."""

from dataclasses import dataclass

from engine.catalog import catalog
from engine.document.model import Document, Node, Position

_WIDTH, _HEIGHT, _MARGIN = 300, 132, 10
_LEAST_SCALE = 1.5
_BLOCK_HUE = 172
_WIRE = "#98a2b3"


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """Places of nodes, the size of a card, and whether the network runs from left to right."""

    places: dict[str, Position]
    width: float = 220
    height: float = 56
    lies: bool = False

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of all cards."""
        xs, ys = [at.x for at in self.places.values()] or [0.0], [at.y for at in self.places.values()] or [0.0]
        return min(xs), min(ys), max(xs) - min(xs) + self.width, max(ys) - min(ys) + self.height

    def scale(self, proportion: int) -> float:
        """Return how many units of the canvas are one of the picture."""
        _, _, width, height = self.box()
        return max(width / (_WIDTH - 2 * _MARGIN), height / (proportion - 2 * _MARGIN), _LEAST_SCALE)


def network_picture(document: Document, height: int = _HEIGHT, block: str | None = None) -> str:
    """Return a picture of the top level, or of the inside of a block, as SVG, `height` for a width of 300.

    A network that is long and narrow lies on its side, where it is larger.
    """
    shown = (key for key, node in document.nodes.items() if node.block == block and key in document.layout)
    standing = _Drawing(places={key: document.layout[key] for key in shown})
    drawing = min(standing, _lying(standing), key=lambda each: each.scale(height))
    cards = [_card(document.nodes[key], at, drawing) for key, at in drawing.places.items()]
    wires = [
        _wire(drawing.places[source.node], at, drawing)
        for key, at in drawing.places.items()
        for source in document.nodes[key].sources()
        if source.node in drawing.places
    ]
    view = _view(drawing, height)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{"".join(wires)}{"".join(cards)}</svg>'


def _lying(standing: _Drawing) -> _Drawing:
    places = {key: Position(x=at.y, y=-at.x / 2) for key, at in standing.places.items()}
    return _Drawing(places=places, width=standing.height, height=standing.width / 2, lies=True)


def _view(drawing: _Drawing, proportion: int) -> str:
    """Return the part of the canvas to show: all cards, in the proportions of the picture."""
    left, top, width, height = drawing.box()
    scale = drawing.scale(proportion)
    wide, high = _WIDTH * scale, proportion * scale
    return f"{left - (wide - width) / 2:.0f} {top - (high - height) / 2:.0f} {wide:.0f} {high:.0f}"


def _card(node: Node, at: Position, drawing: _Drawing) -> str:
    entry = catalog().layers.get(node.kind)
    hues = {group.id: group.hue for group in catalog().groups}
    hue = _BLOCK_HUE if node.kind == "Block" else hues.get(entry.group, 220) if entry else 0
    size = f'width="{drawing.width:.0f}" height="{drawing.height:.0f}" rx="10" fill="hsl({hue} 55% 52%)"'
    # What is repeated is a stack.
    backs = ((14, 0.35), (7, 0.6)) if node.repeat != 1 else ()
    stack = [f'<rect x="{at.x + by:.0f}" y="{at.y + by:.0f}" {size} opacity="{seen}"/>' for by, seen in backs]
    return "".join([*stack, f'<rect x="{at.x:.0f}" y="{at.y:.0f}" {size}/>'])


def _wire(source: Position, target: Position, drawing: _Drawing) -> str:
    width, height = drawing.width, drawing.height
    if drawing.lies:
        ends = (source.x + width, source.y + height / 2, target.x, target.y + height / 2)
    else:
        ends = (source.x + width / 2, source.y + height, target.x + width / 2, target.y)
    x1, y1, x2, y2 = (f"{each:.0f}" for each in ends)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_WIRE}" stroke-width="6"/>'
