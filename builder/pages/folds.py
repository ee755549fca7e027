"""Cross-validation on the Train page: all folds started by one press, and what they measured together."""

from typing import Any

import streamlit as st

from builder.pages.language import _
from builder.pages.starting import REFUSED, RUN
from builder.pages.visit import Run, Visit
from builder.pages.words import metric, plain, short
from builder.server import training
from engine.runs.folder import DOCUMENT, read_json
from engine.runs.folds import Measured, belong_together, fold_of, measured
from engine.words import JsonObject, Refusal

_MOST_MEASURES = 3


def press(visit: Visit) -> None:
    """Offer to train every fold of the split, each in a run of its own."""
    folds = visit.document.data.split.folds
    if folds > 1 and visit.editable:
        st.button(
            _("Train all {count} folds", count=folds),
            key="train_folds",
            on_click=_start,
            args=(visit,),
            disabled=not visit.ready,
            help=_("Each fold validates once, in a run of its own; what they measure together tells chance apart."),
            width="stretch",
        )


def _start(visit: Visit) -> None:
    try:
        st.session_state[RUN] = training.start_folds(visit.person, visit.project.id)
    except Refusal as refusal:
        st.session_state[REFUSED] = str(refusal)


def show(runs: tuple[Run, ...]) -> None:
    """Show what the newest folds measured together, once two of them are over."""
    found = _newest(runs)
    over = {fold: run for fold, run in found.items() if run.status.over and run.status.best_values}
    if len(over) < 2:
        return
    values = measured((fold, _judged(run)) for fold, run in over.items())
    ordered = sorted(values, key=lambda name: name.endswith("loss"))[:_MOST_MEASURES]
    with st.container(border=True, key="card_folds"):
        st.markdown(_("**{done} of {count} folds**", done=len(over), count=_count(found)))
        for column, name in zip(st.columns(len(ordered)), ordered, strict=True):
            column.metric(metric(name), _spread(values[name]))
            column.caption(plain(" · ".join(short(value) for value in values[name].values.values())))


def _newest(runs: tuple[Run, ...]) -> dict[int, Run]:
    """Return the newest runs that are folds of one another, by fold; `runs` are the newest first."""
    documents = [(run, read_json(run.folder, DOCUMENT)) for run in runs]
    first: JsonObject | None = next((document for _run, document in documents if fold_of(document)), None)
    found: dict[int, Run] = {}
    for run, document in documents:
        fold: Any = fold_of(document)
        if first is not None and fold is not None and belong_together(first, document):
            found.setdefault(fold[0], run)
    return found


def _count(found: dict[int, Run]) -> int:
    fold = fold_of(read_json(next(iter(found.values())).folder, DOCUMENT))
    return fold[1] if fold else 0


def _judged(run: Run) -> dict[str, float | None]:
    return {name: value for name, value in run.status.best_values.items() if name.startswith("val_")}


def _spread(one: Measured) -> str:
    # Two digits of a spread say all that so few folds know of it.
    return short(one.mean) + (f" ± {short(float(f'{one.spread:.2g}'))}" if one.spread is not None else "")
