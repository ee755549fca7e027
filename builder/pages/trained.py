"""The trained networks of a project, and which of them a page is about."""

import streamlit as st

from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.starting import RUN
from builder.pages.visit import Run, Visit
from builder.pages.words import metric, short
from engine.runs.status import status

_LOOK_SECONDS = 1.0


def trained_runs(visit: Visit, title: str, sentence: str) -> tuple[Run, ...]:
    """Return the runs that can answer; without any, say so by a `title` and a `sentence`."""
    trained = tuple(run for run in visit.runs() if run.status.best_epoch)
    if not trained:
        st.header(title, anchor=False)
        st.markdown(sentence)
        if st.button(_("Go to Train")):
            go("train")
    return trained


def choose(trained: tuple[Run, ...]) -> Run:
    """Let the person choose among the trained runs; the one shown on Train, else the newest, is chosen already."""
    names = {run.id: _("Run {number}", number=run.number) + _score(run) for run in trained}
    known = st.session_state.get(RUN)
    ids = list(names)
    if len(ids) == 1:
        return trained[0]
    picked = st.selectbox(
        _("Trained network"),
        ids,
        index=ids.index(known) if known in ids else 0,
        format_func=lambda run: names[run],
        width=360,
    )
    st.session_state[RUN] = picked
    return next(run for run in trained if run.id == picked)


def still_learns(run: Run, sentence: str) -> bool:
    """Whether the run goes on; if so say it and a `sentence`. The page is written again when the run has ended."""
    if run.status.over:
        return False
    st.fragment(_watch, run_every=_LOOK_SECONDS)(run, sentence)
    return True


def _watch(run: Run, sentence: str) -> None:
    now = status(run.folder)
    if now.over:
        st.rerun()
    going = _(
        "Run {number} is still learning: epoch {epoch} of {epochs}.",
        number=run.number,
        epoch=now.epoch,
        epochs=now.epochs,
    )
    st.info(f"{going} {sentence}")


def _score(run: Run) -> str:
    values = {name: value for name, value in run.status.best_values.items() if name.startswith("val_")}
    first = next((name for name in values if not name.endswith("loss")), next(iter(values), None))
    return f" · {metric(first)} {short(values[first])}" if first else ""
