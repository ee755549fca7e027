"""Boxes on pages: drawn over their pictures with the names of their classes."""

import base64
import html
import io
from collections.abc import Mapping, Sequence
from typing import Any, cast

import plotly.graph_objects as go
import streamlit as st
from PIL import Image

from builder.pages import charts
from builder.pages.language import _
from builder.pages.words import counted
from engine.data.colours import several
from engine.data.schema import Feature, Schema
from engine.words import Json

_WIDE, _LETTER, _LINE = 480, 7.2, 16
_LONGEST = 14
_COLUMNS = 3
_INK = "#101522"


def drawn(picture: str, boxes: Sequence[Mapping[str, Any]], hues: Mapping[str, str]) -> str:
    """Return a picture, a `data:` address that this program made, with boxes and their names over it, as SVG.

    A box has `class` and `box` (left, top, right, bottom as shares), and may have a `score` and be `dashed`.
    """
    with Image.open(io.BytesIO(base64.b64decode(picture.partition(",")[2]))) as opened:
        high = _WIDE * opened.height / opened.width
    shapes = "".join(_box(each, high, hues.get(str(each["class"]), charts.QUIET)) for each in boxes)
    names = "".join(_name(each, high, hues.get(str(each["class"]), charts.QUIET)) for each in boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {high:.1f}" width="{_WIDE}" '
        f'height="{high:.1f}"><image href="{html.escape(picture)}" width="{_WIDE}" height="{high:.1f}"/>'
        f'{shapes}<g font-family="sans-serif" font-size="12" font-weight="600">{names}</g></svg>'
    )


def _box(box: Mapping[str, Any], high: float, hue: str) -> str:
    left, top, right, bottom = _sides(box, high)
    place = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" fill="none"'
    dashes = ' stroke-dasharray="6 5"' if box.get("dashed") else ""
    # Light beneath the colour, so that it is seen on dark pictures and on light ones.
    return (
        f'<rect {place} stroke="#ffffff" stroke-opacity="0.75" stroke-width="4.5"/>'
        f'<rect {place} stroke="{hue}" stroke-width="2.5"{dashes}/>'
    )


def _name(box: Mapping[str, Any], high: float, hue: str) -> str:
    if box.get("dashed"):
        return ""
    left, top, _right, _bottom = _sides(box, high)
    name = str(box["class"])
    text = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    if "score" in box:
        text += f" {100 * float(box['score']):.0f} %"
    wide = _LETTER * len(text) + 8
    x, y = min(left, _WIDE - wide), max(0.0, top - _LINE if top >= _LINE else top)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_LINE}" rx="3" fill="{hue}"/>'
        f'<text x="{x + 4:.1f}" y="{y + 12:.1f}" fill="{_on(hue)}">{html.escape(text)}</text>'
    )


def _sides(box: Mapping[str, Any], high: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = (float(side) for side in box["box"])
    return left * _WIDE, top * high, right * _WIDE, bottom * high


def _on(hue: str) -> str:
    """Return the letters that are read on a colour: dark on a light one, white on a dark one."""
    red, green, blue = (int(hue[place : place + 2], 16) for place in (1, 3, 5))
    return _INK if 0.299 * red + 0.587 * green + 0.114 * blue > 128 else "#ffffff"


def of_classes(classes: Sequence[str], colours: Sequence[str] | None = None) -> dict[str, str]:
    """Return the colour of each class."""
    return dict(zip(classes, colours or several(len(classes)), strict=False))


def preview(schema: Schema, boxes: Feature, image: str) -> None:
    """Show some pictures of a data set with their boxes, and how many boxes each class has."""
    shown = st.toggle(_("Show the boxes"), value=True, key="show_boxes")
    hues = of_classes(boxes.classes)
    places = st.columns(_COLUMNS)
    for number, sample in enumerate(schema.preview):
        found = cast("Sequence[Mapping[str, Any]]", sample.get(boxes.name) or ())
        words = _("A picture with its boxes") if shown else _("A picture")
        picture = drawn(str(sample[image]), found if shown else (), hues)
        places[number % _COLUMNS].image(picture, width="stretch", alt=words)
    charts.show(bars(boxes.classes, boxes.counts, hues), key=f"classes_{boxes.name}")
    st.caption(_said(schema, boxes))


def _said(schema: Schema, boxes: Feature) -> str:
    per_picture = sum(boxes.counts) / max(1, schema.samples)
    words = _(
        "How many boxes each class has; {mean} in a picture on average, {most} at most.",
        mean=round(per_picture, 1),
        most=boxes.shape[0],
    )
    if not boxes.missing:
        return words
    none = counted(boxes.missing, "{count} picture has none.", "{count} pictures have none.")
    return f"{words} {none}"


def bars(classes: Sequence[str], numbers: Sequence[float], hues: Mapping[str, str]) -> go.Figure:
    """Return a bar for each class in its colour, as long as its number."""
    figure = go.Figure(
        go.Bar(
            y=[charts.letters(name) for name in classes],
            x=list(numbers),
            orientation="h",
            marker_color=[hues[name] for name in classes],
            text=[f"{number:,.0f}" if number >= 1 else f"{number:.2f}" for number in numbers],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(range=[0, 1.18 * max([*numbers, 1e-9])], visible=False)
    figure.update_yaxes(autorange="reversed", type="category")
    return charts.calm(figure, 40 + 26 * len(classes))


def listed(value: Json) -> bool:
    """Whether a raw value of a sample is a list of boxes as the engine shows it."""
    return isinstance(value, list) and all(isinstance(each, Mapping) and "box" in each for each in value)
