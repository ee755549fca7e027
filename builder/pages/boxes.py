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
from builder.pages.words import counted, percent, plain, short
from engine.data.colours import several
from engine.data.schema import Feature, Schema

_WIDE, _LETTER, _LINE = 480, 6.6, 16
_LONGEST = 14
_COLUMNS = 3
_SHOWN = 12
_INK, _WRONG = "#101522", "#d11a2a"


def drawn(picture: str, boxes: Sequence[Mapping[str, Any]], hues: Mapping[str, str]) -> str:
    """Return a picture, a `data:` address that this program made, with boxes and their names over it, as SVG.

    A box has `class` and `box` (left, top, right, bottom as shares), and may have a `score`, be `dashed` or `wrong`.
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
    cross = _cross(left, top, right, bottom) if box.get("wrong") else ""
    # Light beneath the colour, so that it is seen on dark pictures and on light ones.
    return (
        f'<rect {place} stroke="#ffffff" stroke-opacity="0.75" stroke-width="4.5"/>'
        f'<rect {place} stroke="{hue}" stroke-width="2.5"{dashes}/>{cross}'
    )


def _cross(left: float, top: float, right: float, bottom: float) -> str:
    """Return a cross in the middle of a box: what is wrong is told by more than a colour."""
    x, y = (left + right) / 2, (top + bottom) / 2
    lines = f"M{x - 6:.1f} {y - 6:.1f}l12 12M{x + 6:.1f} {y - 6:.1f}l-12 12"
    return (
        f'<path d="{lines}" stroke="#ffffff" stroke-width="6" stroke-linecap="round"/>'
        f'<path d="{lines}" stroke="{_WRONG}" stroke-width="3" stroke-linecap="round"/>'
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


def answered(sample: Mapping[str, Any]) -> str | None:
    """Return the first target of a sample that is answered by boxes."""
    return next((target for target, answer in sample["answers"].items() if "boxes" in answer), None)


def held_out(samples: Sequence[Any], picture: str, target: str) -> None:
    """Show what is right beside what was answered, over the pictures; those with most faults first."""
    st.caption(
        _(
            "Left what is right, right what the network found; dashed is what it missed, and a cross marks what is "
            "wrong. Pictures with most faults come first."
        )
    )
    for sample in samples[:_SHOWN]:
        truth, answer = sample["truth"][target], sample["answers"][target]
        hues = of_classes(answer["classes"], answer["colours"])
        left, right = st.columns(2)
        address = str(sample["inputs"][picture])
        left.image(drawn(address, truth["boxes"], hues), width="stretch", alt=_("What is right"))
        missed = [{**box, "dashed": True} for box in answer.get("missed", ())]
        found = [{**box, "wrong": not box.get("right", True)} for box in answer["boxes"]]
        right.image(drawn(address, [*missed, *found], hues), width="stretch", alt=_("What the network found"))
        right.caption(_faults(answer))


def _faults(answer: Mapping[str, Any]) -> str:
    right = sum(bool(box.get("right")) for box in answer["boxes"])
    return _(
        "{right} right, {wrong} wrong, {missed} missed",
        right=right,
        wrong=len(answer["boxes"]) - right,
        missed=len(answer.get("missed", ())),
    )


def precisions(output: Mapping[str, Any], key: str) -> None:
    """Show how well the boxes of each class are found: average precision, and precision against recall."""
    st.caption(
        _(
            "Average precision of each class: 1 when every box is found, with half of it or more overlapping, before "
            "anything wrong is said. With stricter overlaps up to 95 % it is {strict} on average.",
            strict=short(output["strict"]),
        )
    )
    hues = of_classes(output["classes"], output["colours"])
    charts.show(bars(output["classes"], [each or 0.0 for each in output["average"]], hues), key=f"average_{key}")
    charts.show(_curves(output, hues), key=f"curves_{key}")
    st.dataframe(_table(output), hide_index=True, width="stretch")


def _curves(output: Mapping[str, Any], hues: Mapping[str, str]) -> go.Figure:
    figure = go.Figure()
    for name, curve in zip(output["classes"], output["curves"], strict=True):
        line = {"color": hues[name], "width": 2}
        figure.add_scatter(x=curve["recall"], y=curve["precision"], mode="lines", name=charts.letters(name), line=line)
    figure.update_xaxes(title=_("found, of all there are"), range=[0, 1.02], tickformat=".0%")
    figure.update_yaxes(title=_("right, of all found"), range=[0, 1.05], tickformat=".0%")
    return charts.calm(figure, 240)


def _table(output: Mapping[str, Any]) -> list[dict[str, object]]:
    rows = zip(output["classes"], output["there"], output["said"], output["right"], strict=True)
    return [
        {
            _("class"): name,
            _("there"): there,
            _("found"): right,
            _("wrong"): said - right,
            _("precision"): percent(right / said) if said else "–",
            _("recall"): percent(right / there) if there else "–",
        }
        for name, there, said, right in rows
    ]


def answer(target: str, found: Mapping[str, Any]) -> None:
    """Show an answer: the picture with what was found in it."""
    if found.get("given"):
        hues = of_classes(found["classes"], found["colours"])
        st.image(drawn(found["given"], found["boxes"], hues), caption=plain(target), alt=_("What the network found"))
    else:
        st.metric(plain(target), counted(len(found["boxes"]), "{count} box", "{count} boxes"))
