"""What comes of pressing Train: the run that the server made of it, or why it made none."""

import streamlit as st

from builder.components import Asked
from builder.pages.navigation import go

RUN = "shown_run"
REFUSED = "refused"
_LONGEST = 500


def follow(asked: Asked) -> None:
    """Show the run that the top bar started, or on the same page why none was started."""
    started, refused = asked.take("started"), asked.take("refused")
    if started:
        st.session_state[RUN] = str(started)
    if refused:
        st.session_state[REFUSED] = str(refused)[:_LONGEST]
    if started or refused:
        go("train")
