"""The Test page: try the network on an input of one's own, and see what it does on samples it did not learn from."""

import streamlit as st

from builder.pages import held_out, outcome, try_it
from builder.pages.navigation import go
from builder.pages.starting import RUN
from builder.pages.visit import Run, current
from builder.pages.words import metric, short


def page() -> None:
    """Write the page."""
    visit = current()
    trained = tuple(run for run in visit.runs() if run.status.best_epoch)
    if not trained:
        st.header("Nothing to test yet", anchor=False)
        st.markdown("Train the network first; then it answers here.")
        if st.button("Go to Train"):
            go("train")
        return
    run = chosen(trained)
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        st.subheader("Try it", anchor=False)
        try_it.show(run)
    with right:
        held_out.show(visit, run, outcome.read(run))


def chosen(trained: tuple[Run, ...]) -> Run:
    """Let the person choose among the trained runs; the one shown on Train, else the newest, is chosen already."""
    names = {run.id: f"Run {run.number}{_score(run)}" for run in trained}
    known = st.session_state.get(RUN)
    ids = list(names)
    if len(ids) == 1:
        return trained[0]
    picked = st.selectbox(
        "Trained network",
        ids,
        index=ids.index(known) if known in ids else 0,
        format_func=lambda run: names[run],
        width=360,
    )
    st.session_state[RUN] = picked
    return next(run for run in trained if run.id == picked)


def _score(run: Run) -> str:
    values = {name: value for name, value in run.status.best_values.items() if name.startswith("val_")}
    first = next((name for name in values if not name.endswith("loss")), next(iter(values), None))
    return f" · {metric(first)} {short(values[first])}" if first else ""
