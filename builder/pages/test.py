"""The Test page: try the network on an input of one's own, and see what it does on samples it did not learn from."""

import streamlit as st

from builder.pages import held_out, outcome, try_it
from builder.pages.changing import since
from builder.pages.language import _
from builder.pages.trained import choose, still_learns, trained_runs
from builder.pages.visit import current
from engine.said import say

_MEANWHILE = say(
    "Try it already answers, with weights of an earlier epoch. When the run has ended, or you stop "
    "it on Train, its best epoch answers, and the samples it did not learn from stand here."
)


def page() -> None:
    """Write the page."""
    visit = current()
    trained = trained_runs(visit, _("Nothing to test yet"), _("Train the network first; then it answers here."))
    if not trained:
        return
    run = choose(trained)
    since(visit, run)
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        st.subheader(_("Try it"), anchor=False)
        try_it.show(run)
    with right:
        if not still_learns(run, _(_MEANWHILE)):
            held_out.show(visit, run, outcome.read(run))
