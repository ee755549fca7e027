"""Unusual samples on pages: how errors lie about the limit, and what is said of one sample."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from builder.pages import charts
from builder.pages.language import _
from builder.pages.style import theme
from builder.pages.words import percent, plain, short


def errors(output: Mapping[str, Any], key: str) -> None:
    """Show how much samples differ from what is given again, and above which error they are unusual."""
    told = output["unusual"]
    st.caption(
        _(
            "How much each sample differs from what is given again: above {limit}, the line, it is unusual; "
            "{percent} % of the usual validation samples are below. Here {above} are above.",
            limit=short(told["limit"]),
            percent=short(told["percent"]),
            above=told["above"],
        )
    )
    charts.show(_histogram(told), key=key)
    found, right = st.columns(2)
    if told.get("recall") is not None:
        found.metric(_("of the unusual ones found"), percent(told["recall"]))
    if told.get("precision") is not None:
        right.metric(_("of those found really unusual"), percent(told["precision"]))


def said(answer: Mapping[str, Any]) -> str:
    """Return whether a sample is unusual, with its error; empty where nobody asked."""
    if answer.get("unusual") is None:
        return ""
    words = _("unusual") if answer["unusual"] else _("usual")
    return plain(_("{words}: differs by {error}, the limit is {limit}", words=words, **_figures(answer)))


def _figures(answer: Mapping[str, Any]) -> dict[str, str]:
    return {"error": short(answer["error"]), "limit": short(answer["limit"])}


def _histogram(told: Mapping[str, Any]) -> go.Figure:
    edges = told["edges"]
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    figure = go.Figure()
    named = (
        (_("usual"), told["counts"], charts.TRAINING),
        (_("known to be unusual"), told.get("strange"), charts.VALIDATION),
    )
    for name, counts, colours in named:
        if counts:
            figure.add_bar(x=middles, y=counts, name=name, marker_color=colours[theme()], width=edges[1] - edges[0])
    figure.add_vline(x=told["limit"], line={"color": charts.QUIET, "dash": "dot", "width": 2})
    figure.update_xaxes(title=_("error"))
    charts.calm(figure, 220)
    legend = {"orientation": "h", "y": 1.15, "x": 0}
    figure.update_layout(barmode="stack", bargap=0.05, showlegend="strange" in told, legend=legend)
    return figure
