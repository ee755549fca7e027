"""The Test page: try the network on an input of one's own, and see what it does on samples it did not learn from."""

import streamlit as st

from builder.pages import held_out, outcome, try_it
from builder.pages.trained import choose, trained_runs
from builder.pages.visit import current


def page() -> None:
    """Write the page."""
    visit = current()
    trained = trained_runs(visit, "test", "Train the network first; then it answers here.")
    if not trained:
        return
    run = choose(trained)
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        st.subheader("Try it", anchor=False)
        try_it.show(run)
    with right:
        held_out.show(visit, run, outcome.read(run))
