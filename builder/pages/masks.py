"""Masks on pages: laid over their pictures, with their colours named."""

import base64
import io
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from PIL import Image

from builder.pages import charts
from builder.pages.language import _
from builder.pages.words import percent, plain
from engine.data.colours import colours
from engine.data.schema import Feature, Schema
from engine.words import Json

_CLEAR = "#8894a8"
_PREVIEW_PX, _PAIR_PX = 150, 190
_SHOWN = 12


def over(picture: str, mask: str, *, larger: int = 1) -> bytes:
    """Return a picture with a mask over it as PNG, both given as `data:` addresses that this program made."""
    below, above = (Image.open(io.BytesIO(base64.b64decode(each.partition(",")[2]))) for each in (picture, mask))
    size = (below.width * larger, below.height * larger)
    whole = below.convert("RGBA").resize(size, Image.Resampling.BILINEAR)
    whole.alpha_composite(above.convert("RGBA").resize(size, Image.Resampling.NEAREST))
    file = io.BytesIO()
    whole.convert("RGB").save(file, "PNG")
    return file.getvalue()


def preview(schema: Schema, mask: Feature, image: str) -> None:
    """Show some pictures of a data set with their masks over them, and what the colours mean."""
    shown = st.toggle(_("Show the masks"), value=True, key="show_masks")
    names(mask)
    pictures = [_previewed(sample, image, mask.name, shown=shown) for sample in schema.preview]
    caption = _("A picture with its mask") if shown else _("A picture")
    with st.container(horizontal=True, gap="small"):
        for picture in pictures:
            st.image(picture, width=_PREVIEW_PX, alt=caption)


def _previewed(sample: Mapping[str, Json], image: str, mask: str, *, shown: bool) -> str | bytes:
    picture = str(sample[image])
    return over(picture, str(sample[mask])) if shown else picture


def names(mask: Feature) -> None:
    """Say what share of all places each class has, in the colour in which it is drawn."""
    whole = max(1, sum(mask.counts))
    shares = [count / whole for count in mask.counts]
    charts.show(bars(mask.classes, shares, colours(mask.counts)), key=f"classes_{mask.name}")
    st.caption(_("How much of all pictures each class takes; the one in grey is left clear in the pictures."))


def bars(classes: Sequence[str], shares: Sequence[float | None], hues: Sequence[str | None]) -> go.Figure:
    """Return a bar for each class in its colour, as long as its share."""
    figure = go.Figure(
        go.Bar(
            y=[charts.letters(name) for name in classes],
            x=[share or 0.0 for share in shares],
            orientation="h",
            marker_color=[hue or _CLEAR for hue in hues],
            text=["–" if share is None else percent(share) for share in shares],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_xaxes(range=[0, 1.18], visible=False)
    figure.update_yaxes(autorange="reversed", type="category")
    return charts.calm(figure, 40 + 26 * len(classes))


def overlaps(output: Mapping[str, Any], key: str) -> None:
    """Show how well the areas of each class overlap."""
    st.caption(_("IoU of each class: what is rightly found, as a share of all that is it or was taken for it"))
    charts.show(bars(output["classes"], output["iou"], output["colours"]), key=key)


def answered(sample: Mapping[str, Any]) -> str | None:
    """Return the first target of a sample that is answered by a mask."""
    return next((target for target, answer in sample["answers"].items() if answer.get("mask")), None)


def held_out(samples: Sequence[Any], picture: str, target: str) -> None:
    """Show what is right beside what was answered, over the pictures; those that overlap least first."""
    st.caption(_("Left what is right, right what the network found; those that overlap least come first."))
    for sample in samples[:_SHOWN]:
        with st.container(horizontal=True, gap="small"):
            for mask, words in (
                (sample["truth"][target]["mask"], _("What is right")),
                (sample["answers"][target]["mask"], _("What the network found")),
            ):
                st.image(over(str(sample["inputs"][picture]), mask), width=_PAIR_PX, alt=words)


def answer(target: str, found: Mapping[str, Any], key: str) -> None:
    """Show an answer: how much of the picture each class takes."""
    if found.get("given"):
        st.image(over(found["given"], found["mask"]), caption=plain(target), alt=_("What the network found"))
    charts.show(bars(found["classes"], found["shares"], found["colours"]), key=key)
