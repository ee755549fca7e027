"""Several labels a sample: what they are, how they go together, how well each is found."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from builder.pages import charts
from builder.pages.language import _
from builder.pages.style import theme
from builder.pages.words import percent
from engine.data.labels import Labels
from engine.said import say
from engine.words import Json

THRESHOLD = 0.5
_FIGURES = {
    "precision": (say("precision"), say("Of the samples that it said to have the label, how many do.")),
    "recall": (say("recall"), say("Of the samples that have the label, how many it found.")),
    "f1": (say("F1"), say("Precision and recall in one figure: high only where both are.")),
    "average": (say("average precision"), say("How well the label is found whatever probability is asked for.")),
}


def text(names: Sequence[Json]) -> str:
    """Return labels in a word."""
    return ", ".join(map(str, names)) or _("no label")


def each(output: Mapping[str, Any], key: str) -> None:
    """Show how well each label was found."""
    st.caption(_("Each label by itself; a sample has it where its probability is 0.5 or more."))
    rows = [
        {"label": name, "support": support, **{figure: output[figure][place] for figure in _FIGURES}}
        for place, (name, support) in enumerate(zip(output["classes"], output["support"], strict=True))
    ]
    shares = {
        name: st.column_config.ProgressColumn(
            _(title), help=_(words), width="small", min_value=0.0, max_value=1.0, format="%.2f"
        )
        for name, (title, words) in _FIGURES.items()
    }
    settings = {
        "label": st.column_config.TextColumn(_("label")),
        "support": st.column_config.NumberColumn(_("samples"), help=_("How many of these samples have the label.")),
        **shares,
    }
    st.dataframe(rows, column_config=settings, hide_index=True, width="stretch", key=key)


def together(name: str, labels: Labels) -> None:
    """Show how many samples have two labels at once."""
    st.caption(_("How many samples have both labels; on the diagonal, how many have the one."))
    names = [charts.letters(labels.names[place]) for place in labels.shown]
    figure = charts.confusion(names, labels.together)
    figure.update_traces(hovertemplate="%{y}, %{x}: %{z}<extra></extra>")
    figure.update_xaxes(title=None)
    figure.update_yaxes(title=None)
    charts.show(figure, key=f"together_{name}")


def bars(names: Sequence[str], chances: Sequence[float]) -> go.Figure:
    """Return a bar for the probability of each label, those that are said in colour, with a line at the threshold."""
    order = sorted(range(len(names)), key=lambda place: -chances[place])
    figure = go.Figure(
        go.Bar(
            y=[charts.letters(names[place]) for place in order],
            x=[chances[place] for place in order],
            orientation="h",
            marker_color=[charts.TRAINING[theme()] if chances[place] >= THRESHOLD else "#8894a8" for place in order],
            text=[percent(chances[place]) for place in order],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.add_vline(x=THRESHOLD, line={"color": "#8894a8", "dash": "dot", "width": 1})
    figure.update_xaxes(range=[0, 1.18], visible=False)
    figure.update_yaxes(autorange="reversed", type="category")
    return charts.calm(figure, 40 + 26 * len(names))
