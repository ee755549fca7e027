"""A small picture of a network as it stands on its canvas: shapes and wires only, no text of anybody."""

from dataclasses import dataclass

from builder.pages import drawn
from builder.pages.drawn import Box
from engine.document.model import Document, Node, Position

_WIDTH, _HEIGHT, _MARGIN = 300, 132, 10
_LEAST_SCALE = 1.5


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """Places of nodes, the size of a card, and whether the network runs from left to right."""

    places: dict[str, Position]
    width: float = 220
    height: float = 56
    lies: bool = False

    def box(self) -> Box:
        """Return the box around all cards."""
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
    return drawn.picture(_view(drawing, height), wires, cards)


def _lying(standing: _Drawing) -> _Drawing:
    places = {key: Position(x=at.y, y=-at.x / 2) for key, at in standing.places.items()}
    return _Drawing(places=places, width=standing.height, height=standing.width / 2, lies=True)


def _view(drawing: _Drawing, proportion: int) -> Box:
    """Return the part of the canvas to show: all cards, in the proportions of the picture."""
    left, top, width, height = drawing.box()
    scale = drawing.scale(proportion)
    wide, high = _WIDTH * scale, proportion * scale
    return left - (wide - width) / 2, top - (high - height) / 2, wide, high


def _card(node: Node, at: Position, drawing: _Drawing) -> str:
    hue = drawn.hue_of(node.kind)
    fill = f"hsl({hue or 0} 55% 52%)"
    # What is repeated is a stack.
    backs = ((14, 0.35), (7, 0.6)) if node.repeat != 1 else ()
    size = (drawing.width, drawing.height)
    stack = [drawn.card((at.x + by, at.y + by, *size), 10, fill=fill, opacity=seen) for by, seen in backs]
    return "".join([*stack, drawn.card((at.x, at.y, *size), 10, fill=fill)])


def _wire(source: Position, target: Position, drawing: _Drawing) -> str:
    width, height = drawing.width, drawing.height
    if drawing.lies:
        return drawn.wire((source.x + width, source.y + height / 2, target.x, target.y + height / 2), 6)
    return drawn.wire((source.x + width / 2, source.y + height, target.x + width / 2, target.y), 6)
