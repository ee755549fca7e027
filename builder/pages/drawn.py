"""Parts of a network in SVG, as every small picture of one has them: cards in the colour of their kind, and wires."""

from collections.abc import Iterable

from engine.catalog import catalog

BLOCK_HUE = 172  # as --ll-block-hue in tokens.css
_USUAL_HUE = 220
_WIRE = "#98a2b3"

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def picture(view: Box, wires: Iterable[str], cards: Iterable[str]) -> str:
    """Return the SVG of what lies in `view`; cards stand in front of wires."""
    at = " ".join(f"{each:.0f}" for each in view)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{at}">{"".join(wires)}{"".join(cards)}</svg>'


def card(box: Box, radius: int, **look: object) -> str:
    """Return a box with round corners; `look` are more of its attributes: nothing that somebody typed."""
    x, y, width, height = box
    size = f'x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{radius}"'
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in look.items())
    return f"<rect {size}{said}/>"


def wire(ends: tuple[float, float, float, float], width: int) -> str:
    """Return a wire from the first two numbers (x, y) to the others."""
    x1, y1, x2, y2 = (f"{each:.0f}" for each in ends)
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_WIRE}" stroke-width="{width}"/>'


def hue_of(kind: str) -> int | None:
    """Return the hue in which a kind of node is drawn, in degrees; `None`: there is no such kind."""
    if kind == "Block":
        return BLOCK_HUE
    entry = catalog().layers.get(kind)
    hues = {group.id: group.hue for group in catalog().groups}
    return hues.get(entry.group, _USUAL_HUE) if entry else None
