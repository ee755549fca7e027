"""The board: cards of a run's curves, numbers and confusion matrix, arranged by dragging and resizing."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from builder.pages import charts, outcome, run_table
from builder.pages.elements import dashboard, elements, mui, nivo
from builder.pages.language import _
from builder.pages.style import theme
from builder.pages.visit import Run, Visit
from builder.pages.words import metric, short
from builder.store import settings
from engine.runs.curves import curves

_SETTING = "board"
_ROW_PX = 88
_TEXT = {"light": "#182230", "dark": "#e8edf5"}
_CARD = {"light": "#ffffff", "dark": "#1a202b"}
_LINE = {"light": "#e3e8ef", "dark": "#2a3341"}


def show(visit: Visit, runs: tuple[Run, ...]) -> None:
    """Show the board of the first of `runs`, the others beside it in each curve."""
    drawn = [(run, curves(run.folder, points=200).epochs) for run in runs]
    shown = runs[0]
    names = [name for name in drawn[0][1] if not name.startswith("val_")]
    result = outcome.read(shown)
    cards = [*names, "numbers", *[f"matrix {target}" for target in result.matrices]]
    known = settings.get(visit.person, _SETTING)

    def keep(layout: Any) -> None:  # noqa: ANN401
        places = {item["i"]: {side: item[side] for side in "xywh"} for item in layout}
        settings.put(visit.person, _SETTING, {**_places(known), **places})

    with (
        elements("board"),
        dashboard.Grid(
            _layout(cards, _places(known)),
            breakpoints={"lg": 0},
            cols={"lg": 12},
            rowHeight=_ROW_PX,
            draggableHandle=".drag",
            onLayoutChange=keep,
        ),
    ):
        for name in names:
            _card(name, metric(name), lambda name=name: _curve(drawn, name))
        _card("numbers", _("Run {number}", number=shown.number), lambda: _numbers(shown))
        for target, matrix in result.matrices.items():
            _card(
                f"matrix {target}", _("{target}: is and called", target=target), lambda matrix=matrix: _matrix(matrix)
            )
    st.caption(_("Drag a card by its title, resize it at its corner. The arrangement is yours and stays."))


def _places(known: object) -> dict[str, Any]:
    return dict(known) if isinstance(known, Mapping) else {}


def _layout(cards: Sequence[str], known: Mapping[str, Any]) -> list[Any]:
    items = []
    for number, name in enumerate(cards):
        place = known.get(name) or {"x": 6 * (number % 2), "y": 3 * (number // 2), "w": 6, "h": 3}
        items.append(dashboard.Item(name, place["x"], place["y"], place["w"], place["h"], minW=3, minH=2))
    return items


def _card(key: str, title: str, body: Any) -> None:  # noqa: ANN401
    look = {
        "display": "flex",
        "flexDirection": "column",
        "borderRadius": 3,
        "border": f"1px solid {_LINE[theme()]}",
    }
    colours = {"bgcolor": _CARD[theme()], "color": _TEXT[theme()], "backgroundImage": "none"}
    with mui.Paper(key=key, elevation=0, sx={**look, **colours, "overflow": "hidden"}):
        mui.Typography(
            title, className="drag", variant="subtitle2", sx={"px": 2, "py": 1, "cursor": "move", "flex": "none"}
        )
        with mui.Box(sx={"flex": 1, "minHeight": 0, "px": 1, "pb": 1, "overflow": "auto"}):
            body()


def _curve(drawn: Sequence[tuple[Run, Any]], name: str) -> None:
    lines, colors = [], []
    for run, epochs in drawn:
        for part, color in ((name, charts.TRAINING), (f"val_{name}", charts.VALIDATION)):
            x, y = epochs.get(part, ((), ()))
            points = [{"x": epoch, "y": value} for epoch, value in zip(x, y, strict=True) if value is not None]
            if points:
                lines.append({"id": _curve_name(run, part), "data": points})
                colors.append(color[theme()])
    text = _TEXT[theme()]
    nivo.Line(
        data=lines,
        colors=colors,
        margin={"top": 8, "right": 16, "bottom": 32, "left": 48},
        xScale={"type": "linear", "min": 0, "max": "auto"},
        yScale={"type": "linear", "min": "auto", "max": "auto"},
        axisLeft={"tickValues": 5},
        axisBottom={"tickValues": 6},
        enablePoints=False,
        enableGridX=False,
        lineWidth=2,
        useMesh=True,
        animate=False,
        theme={
            "textColor": text,
            "grid": {"line": {"stroke": _LINE[theme()]}},
            "tooltip": {"container": {"color": "#182230"}},
        },
    )


def _curve_name(run: Run, part: str) -> str:
    if part.startswith("val_"):
        return _("run {number} validation", number=run.number)
    return _("run {number} training", number=run.number)


def _numbers(run: Run) -> None:
    rows = [(_("state"), run_table.state(run.status)), (_("best epoch"), run.status.best_epoch or "–")]
    rows += [(metric(name), short(value)) for name, value in run.status.best_values.items()]
    with mui.Box(sx={"display": "grid", "gridTemplateColumns": "1fr auto", "rowGap": 0.5, "px": 1}):
        for name, value in rows:
            mui.Typography(str(name), variant="body2", sx={"opacity": 0.75})
            mui.Typography(str(value), variant="body2", sx={"fontVariantNumeric": "tabular-nums", "fontWeight": 600})


def _matrix(matrix: outcome.Matrix) -> None:
    most = max((max(row) for row in matrix.counts), default=1) or 1
    color = charts.TRAINING[theme()]
    style = {
        "display": "grid",
        "gridTemplateColumns": f"auto repeat({len(matrix.classes)}, 1fr)",
        "gap": "2px",
        "fontSize": 12,
        "fontFamily": "system-ui, sans-serif",
        "textAlign": "center",
    }
    with mui.Box(sx=style):
        mui.Box("")
        for name in matrix.classes:
            mui.Box(name, sx={"fontWeight": 600})
        for name, row in zip(matrix.classes, matrix.counts, strict=True):
            mui.Box(name, sx={"fontWeight": 600, "textAlign": "right", "pr": 1})
            for count in row:
                share = round(100 * count / most)
                mui.Box(
                    str(count),
                    sx={
                        "borderRadius": 1,
                        "py": 0.25,
                        "background": f"color-mix(in srgb, {color} {share}%, transparent)",
                    },
                )
