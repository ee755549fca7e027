"""The Train page: settings, the live view of a run, and all runs of the project."""

from typing import Any

import streamlit as st

from builder import components
from builder.pages import before_run, board, folds, problems, run_table, training_form
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.starting import REFUSED, RUN
from builder.pages.visit import Run, Visit, current
from builder.pages.words import plain
from builder.server import live_state, training
from engine.data.schema import Schema
from engine.said import say
from engine.words import Json

_VIEWS = (say("Curves"), say("Board"))


def page() -> None:
    """Write the page."""
    visit = current()
    form, view = st.columns([1, 3], gap="large")
    with form:
        training_form.show(visit)
        folds.press(visit)
    with view:
        runs = visit.runs()
        _obstacles(visit, runs)
        if runs:
            _runs(visit, runs)
        elif visit.ready and visit.report and visit.schema:
            run_table.undo(visit)
            before_run.show(visit, visit.report, visit.schema)


def _obstacles(visit: Visit, runs: tuple[Run, ...]) -> None:
    refused = st.session_state.pop(REFUSED, "")
    if refused:
        st.error(plain(refused))
    if live_state.engine_state() == "warming":
        st.caption(_("The engine is warming up; what you start now begins in a moment."))
    if visit.raw is None:
        with st.container(border=True, key="card_data"):
            st.markdown(_("**There is no data yet.** A network needs samples to learn from."))
            if st.button(_("Choose data")):
                go("data")
    elif all(run.status.over for run in runs):
        (problems.advise if visit.ready else problems.show)(visit)


def _runs(visit: Visit, runs: tuple[Run, ...]) -> None:
    ticked = run_table.ticked(runs)
    shown = _shown(runs, ticked)
    others = tuple(run for run in ticked if run.id != shown.id)
    view = st.segmented_control(
        _("View"),
        [str.__str__(one) for one in _VIEWS],
        default="Curves",
        format_func=_,
        label_visibility="collapsed",
        key="view",
    )
    if view == "Board":
        board.show(visit, (shown, *others))
    else:
        _curves(visit, shown, others)
    folds.show(runs)
    # The first run has nothing to be compared with until it is over, and a table is a large part of the page.
    if len(runs) > 1 or shown.status.over:
        run_table.show(visit, runs)


def _shown(runs: tuple[Run, ...], ticked: tuple[Run, ...]) -> Run:
    going = next((run for run in runs if not run.status.over), None)
    asked = next((run for run in runs if run.id == st.session_state.get(RUN)), None)
    return going or (ticked[0] if ticked else None) or asked or runs[0]


def _curves(visit: Visit, shown: Run, others: tuple[Run, ...]) -> None:
    data: dict[str, Json] = {
        "project": visit.project.id,
        "run": shown.id,
        "number": shown.number,
        "overlays": [{"run": run.id, "number": run.number} for run in others],
        "samples": _samples(visit.schema),
        "stoppable": visit.editable,
    }
    asked = components.mount("plot", data, key="plot")
    asked.take("ended")
    stopped = asked.take("stop")
    if stopped:
        training.stop(visit.person, str(stopped))


def _samples(schema: Schema | None) -> list[Json]:
    """Return the rows of two-feature data for its decision surface: place and number of the class."""
    inputs = [feature for feature in schema.features if feature.role == "feature"] if schema else []
    target = next((feature for feature in schema.features if feature.role == "target"), None) if schema else None
    if schema is None or target is None or len(inputs) != 2 or any(feature.type != "number" for feature in inputs):
        return []
    first, second = (feature.name for feature in inputs)
    rows: Any = schema.preview
    known = {name: number for number, name in enumerate(target.classes)}
    return [{"x": row[first], "y": row[second], "label": known.get(str(row[target.name]), 0)} for row in rows]
