"""Rows as steps of a series: what makes them one, how it goes, and a forecast from its end."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from builder.pages import charts, dates, jobs
from builder.pages.asking import ask
from builder.pages.following import follow
from builder.pages.language import _
from builder.pages.style import theme
from builder.pages.visit import Visit, newest
from builder.server import intake
from engine.data import apply, schema_json
from engine.data.schema import Feature, Schema
from engine.document.dump import series_to_json, to_json
from engine.document.edits import set_part
from engine.document.model import Document, Series
from engine.said import say
from engine.words import Json

_SIZES = {
    "steps": (say("Past steps"), say("How many rows it may look back."), 1),
    "ahead": (say("Steps ahead"), say("How far after the last row what it answers begins; 0: in that row."), 0),
    "count": (say("Steps answered"), say("How many rows it answers, one after the other."), 1),
    "season": (say("A season, in rows"), say("After how many rows it begins again; 0: it does not."), 0),
}
_MOST = 1000
_COLORS = {"training": charts.TRAINING, "validation": charts.VALIDATION}
_TEST = {"light": "#0f766e", "dark": "#4fd1b5"}
_PARTS = {"training": say("training"), "validation": say("validation"), "test": say("test")}


def by_rows(visit: Visit, raw: Schema) -> Schema:
    """Return the data set as the document uses it, row by row also where its samples are windows."""
    data = visit.document.data
    return apply.apply(raw, replace(data, series=None, made=None)) if data.series or data.made else visit.schema or raw


def form(visit: Visit, raw: Schema) -> None:
    """Let the person say whether, and how, rows follow one another."""
    now = visit.document.data.series
    st.toggle(
        _("The rows follow one another in time"),
        value=now is not None,
        disabled=not visit.editable,
        help=_("Then it learns from windows of rows: from the past ones what comes next."),
        **follow("series_on", now is not None, _set_on, raw),
    )
    if now is None:
        return
    orders = [f.name for f in raw.features if f.type in ("date", "number") and not f.shape]
    groups = [f.name for f in raw.features if f.classes and f.type in ("category", "text", "ignore")]
    order, group, *sizes = st.columns([1.6, 1.6, 1, 1, 1, 1])
    with order:
        _column(visit, "order", _("In the order of"), _("as they stand"), orders)
    with group:
        _column(visit, "group", _("Several series, told apart by"), _("one series"), groups)
    for place, (name, (title, words, least)) in zip(sizes, _SIZES.items(), strict=True):
        value = min(max(getattr(now, name), least), _MOST)
        place.number_input(
            _(title),
            least,
            _MOST,
            value=value,
            help=_(words),
            disabled=not visit.editable,
            **follow(f"series_{name}", value, _set, name),
        )


def picture(visit: Visit, raw: Schema) -> None:
    """Show how the numbers of the series go, in the colours of its parts."""
    found = told(visit, visit.document, raw) if visit.document.data.series and visit.schema else None
    if not found:
        return
    names = list(found["lines"])
    if not names:
        return
    target = (
        next((f.source for f in visit.schema.targets() if f.source in names), names[0]) if visit.schema else names[0]
    )
    name = st.selectbox(_("Column"), names, index=names.index(target), key=f"course_{raw.id}") if names[1:] else target
    charts.show(_lines(found, name, dated=_dated(visit.document, raw)), key="course")
    counts = found["counts"]
    st.caption(
        _(
            "{training} samples learn, {validation} validate, {test} test. A sample is a window; those that would "
            "reach over the border of two parts are left out. Drag to look closer, press twice to see all.",
            **counts,
        )
    )


def told(visit: Visit, document: Document, raw: Schema) -> Any:  # noqa: ANN401
    """Return what the engine tells of the course of a series, nothing as long as it has not."""
    said = to_json(replace(document, nodes={}, layout={}, notes={}, frames={}, blocks={}))
    key = "course_" + hashlib.sha256(json.dumps([said["data"], raw.fingerprint]).encode()).hexdigest()[:16]
    if jobs.result(key) is None and not jobs.progress(key):
        if not jobs.begun(key):
            request: dict[str, Json] = {"document": said, "schema": schema_json.dump(replace(raw, preview=()))}
            jobs.start(key, partial(intake.start, visit.person, "course", **request))
            jobs.progress(key)
        jobs.failed(key)
    return jobs.result(key)


def steps(features: list[Feature], end: Mapping[str, Any], key: str) -> dict[str, Json]:
    """Let the last steps be edited, or others be pasted; what stands there at first is the end of the data."""
    st.caption(_("The last steps: it goes on from the end of the data. Change them, or paste others over them."))
    before = {feature.name: list(end[feature.name]) for feature in features if feature.name in end}
    edited = st.data_editor(before, key=key, hide_index=True, width="stretch", num_rows="fixed")
    return {name: list(values) for name, values in edited.items()}


def forecast(output: Mapping[str, Any]) -> go.Figure:
    """Return what was answered over time, and what is true."""
    order = sorted(range(len(output["when"])), key=lambda place: output["when"][place])
    x = [dates.moment(output["when"][at]) if output.get("dated") else output["when"][at] for at in order]
    mode = "lines" if len(set(output["when"])) == len(order) else "markers"
    shown = (("truth", _("true"), charts.TRAINING), ("answers", _("answered"), charts.VALIDATION))
    figure = go.Figure()
    for name, title, color in shown:
        y = [output[name][at] for at in order]
        figure.add_scatter(x=x, y=y, mode=mode, name=title, line_color=color[theme()], marker_color=color[theme()])
    figure.update_xaxes(title=_("last step that it knew"))
    return _zoomed(charts.calm(figure, 320))


def _lines(found: Mapping[str, Any], name: str, *, dated: bool) -> go.Figure:
    figure = go.Figure()
    x = [dates.moment(when) if dated else when for when in found["when"]]
    for which in sorted(set(found["which"])):
        own = [place for place, number in enumerate(found["which"]) if number == which]
        for part in ("", *_PARTS):
            # A line goes on to the first row of the next part, so that no hole is seen.
            y = [found["lines"][name][at] if part in (found["parts"][at], _before(found, at)) else None for at in own]
            if any(value is not None for value in y):
                figure.add_scatter(
                    x=[x[at] for at in own],
                    y=y,
                    mode="lines",
                    name=_(_PARTS[part]) if part else _("left out"),
                    legendgroup=part,
                    showlegend=which == 0,
                    line={"width": 1.6, "color": {**_COLORS, "test": _TEST}[part][theme()] if part else "#8894a8"},
                )
    return _zoomed(charts.calm(figure, 300))


def _before(found: Mapping[str, Any], at: int) -> object:
    return found["parts"][at - 1] if at and found["which"][at - 1] == found["which"][at] else None


def _zoomed(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(fixedrange=False)
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.12, "x": 0}, dragmode="zoom")
    return figure


def _dated(document: Document, raw: Schema) -> bool:
    series = document.data.series
    order = raw.feature(series.order or "") if series else None
    return order is not None and order.type == "date"


def _column(visit: Visit, name: str, title: str, none: str, names: list[str]) -> None:
    value = getattr(visit.document.data.series, name)
    options = [None, *names, *([value] if value and value not in names else [])]
    st.selectbox(
        title,
        options,
        index=options.index(value),
        format_func=lambda column: none if column is None else column,
        disabled=not visit.editable,
        **follow(f"series_{name}", value, _set, name),
    )


def _set_on(on: bool, raw: Schema) -> None:
    series = (raw.proposed or Series(steps=min(12, max(1, raw.samples // 5)))) if on else None
    ask([set_part("data", "series", series_to_json(series) if series else None)])


def _set(value: Json, name: str) -> None:
    now = newest().data.series or Series()
    ask([set_part("data", "series", {**series_to_json(now), name: value})])
