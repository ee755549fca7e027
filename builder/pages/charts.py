"""The Plotly figures of the pages, in the two fixed colours and with nothing that need not be there."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

# Plotly takes pandas as soon as another thread has begun to import it, and stumbles over what is not there yet. Who
# imports it here waits until it is whole; every page that draws imports this module first.
import pandas  # noqa: F401
import plotly.graph_objects as go
import streamlit as st

from builder.pages import dates
from builder.pages.language import _
from builder.pages.style import theme
from engine.data.insight.measured import Counts, Matrix
from engine.data.schema import Feature

TRAINING = {"light": "#1d4ed8", "dark": "#7cacf8"}
VALIDATION = {"light": "#b45309", "dark": "#f5a34c"}
CLASSES = {
    "light": ("#1d4ed8", "#b45309", "#0f766e", "#be185d", "#6d28d9", "#4d7c0f", "#0369a1", "#9f1239"),
    "dark": ("#7cacf8", "#f5a34c", "#4fd1b5", "#f58fbf", "#b79cf8", "#a3d05c", "#5cc8f2", "#f78a9b"),
}
_MOST_BARS = 20
_FEW_COLUMNS = 14
QUIET = "#8894a8"
# Plotly takes a cell that is nearly clear for a white one, and writes dark on it.
_CELL = {"light": TRAINING["light"], "dark": "#2b5fc4"}
_AGAINST = {"light": VALIDATION["light"], "dark": "#9a5414"}
_GROUND = {"light": "#ffffff", "dark": "#0e1117"}
_ON_CELL = {"light": {}, "dark": {"color": "#e8ecf2"}}


def show(figure: go.Figure, key: str) -> None:
    """Show a figure over the whole width, without Plotly's own buttons."""
    st.plotly_chart(figure, key=key, config={"displayModeBar": False})


def by_class(feature: Feature, classes: Sequence[str], counts: Counts, height: int = 130) -> go.Figure:
    """Return the histogram of a column, or its classes, each bar cut by the class of the target; `(class, bin)`."""
    edges = feature.histogram.edges if feature.histogram is not None else ()
    order = sorted(range(len(feature.classes)), key=lambda place: -feature.counts[place])[:_MOST_BARS]
    places = list(range(len(edges) - 1)) if edges else order
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    bars: Sequence[float | str] = middles or [letters(feature.classes[place]) for place in order]
    figure = go.Figure()
    for name, row, color in zip(classes, counts, CLASSES[theme()], strict=False):
        figure.add_bar(x=bars, y=[row[place] for place in places], name=letters(name), marker_color=color)
    figure.update_layout(barmode="stack", bargap=0.04 if edges else 0.2)
    if not edges:
        figure.update_xaxes(type="category")
    return calm(figure, height)


def relations(names: Sequence[str], values: Matrix) -> go.Figure:
    """Return how columns go together, from -1 to 1, as a map of squares; both axes are columns."""
    shown = [letters(name) for name in names]
    few = len(names) <= _FEW_COLUMNS
    picture = go.Heatmap(
        z=values,
        x=shown,
        y=shown,
        zmin=-1,
        zmax=1,
        colorscale=[[0, _AGAINST[theme()]], [0.5, _GROUND[theme()]], [1, _CELL[theme()]]],
        texttemplate="%{z:.2f}" if few else "",
        textfont=_ON_CELL[theme()],
        hovertemplate="%{y}, %{x}: %{z}<extra></extra>",
        xgap=2,
        ygap=2,
        colorbar={"thickness": 10, "outlinewidth": 0, "tickvals": [-1, 0, 1]},
    )
    figure = go.Figure(picture)
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False)
    figure.update_xaxes(type="category", side="bottom")
    return calm(figure, min(640, 130 + 30 * len(names)))


def distribution(feature: Feature, height: int = 130) -> go.Figure:
    """Return the histogram of a number, or how many samples each class has."""
    if feature.histogram is not None:
        edges = feature.histogram.edges
        shown_as = dates.moment if feature.type == "date" else float
        middles = [shown_as((low + high) / 2) for low, high in pairwise(edges)]
        bars = go.Bar(x=middles, y=list(feature.histogram.counts), marker_color=TRAINING[theme()])
        figure = go.Figure(bars)
        figure.update_layout(bargap=0.04)
    else:
        shown = sorted(zip(feature.classes, feature.counts, strict=False), key=lambda pair: -pair[1])[:_MOST_BARS]
        bars = go.Bar(
            x=[letters(name) for name, number in shown],
            y=[number for name, number in shown],
            marker_color=TRAINING[theme()],
        )
        figure = go.Figure(bars)
        figure.update_xaxes(type="category")
    return calm(figure, height)


def parts(names: Sequence[str], counts: Mapping[str, Sequence[int]]) -> go.Figure:
    """Return a bar for each part of a split, as long as it has samples; `counts` has those of each class by part."""
    figure = go.Figure()
    colors = CLASSES[theme()]
    for place, (name, numbers) in enumerate(counts.items()):
        figure.add_bar(
            y=list(names),
            x=list(numbers),
            name=letters(name),
            orientation="h",
            marker_color=colors[place] if place < len(colors) else QUIET,
            hovertemplate="%{y}: %{x}<extra>" + letters(name) + "</extra>",
        )
    figure.update_yaxes(autorange="reversed", type="category")
    calm(figure, 64 + 36 * len(names) + 24 * (len(counts) > 1))
    legend = {"orientation": "h", "y": -0.25, "x": 0, "traceorder": "normal"}
    figure.update_layout(barmode="stack", bargap=0.3, showlegend=len(counts) > 1, legend=legend)
    return figure


def confusion(classes: Sequence[str], counts: Sequence[Sequence[int]]) -> go.Figure:
    """Return the confusion matrix: `counts[i][j]` samples of class i were called class j; axes (truth, answer)."""
    names = [letters(name) for name in classes]
    many = len(names) > 12
    picture = go.Heatmap(
        z=counts,
        x=names,
        y=names,
        colorscale=[[0, "rgba(120,140,170,0.06)"], [1, _CELL[theme()]]],
        showscale=False,
        text=None if many else counts,
        texttemplate="" if many else "%{text}",
        textfont=_ON_CELL[theme()],
        hovertemplate=_("is %{y}, called %{x}: %{z}") + "<extra></extra>",
        xgap=2,
        ygap=2,
    )
    figure = go.Figure(picture)
    figure.update_yaxes(autorange="reversed", title=_("is"), type="category", showgrid=False)
    figure.update_xaxes(title=_("called"), type="category", side="bottom")
    return calm(figure, min(460, 150 + 30 * len(names)))


def errors(truth: Sequence[float], answers: Sequence[float]) -> go.Figure:
    """Return what was answered against what is true; the nearer to the line, the better."""
    low, high = min([*truth, *answers]), max([*truth, *answers])
    line = go.Scatter(x=[low, high], y=[low, high], mode="lines", line={"color": QUIET, "dash": "dot", "width": 1})
    marks = go.Scatter(
        x=list(truth), y=list(answers), mode="markers", marker={"color": VALIDATION[theme()], "size": 6, "opacity": 0.7}
    )
    figure = go.Figure([line, marks])
    figure.update_xaxes(title=_("true"))
    figure.update_yaxes(title=_("answered"))
    return calm(figure, 360)


def letters(text: object) -> str:
    """Return text so that Plotly shows it letter by letter: it reads some HTML in labels."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


def calm(figure: go.Figure, height: int) -> go.Figure:
    """Return the figure without margins, legend, grid lines across and zooming, `height` pixels high."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, automargin=True)
    figure.update_yaxes(fixedrange=True, automargin=True)
    return figure
