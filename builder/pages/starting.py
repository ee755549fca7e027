"""Pressing Train: from the document as it is now to a run in the queue."""

import streamlit as st

from builder.pages.navigation import go
from builder.pages.visit import Visit
from builder.server import training
from engine.words import Refusal

RUN = "shown_run"


def train(visit: Visit) -> None:
    """Start a run of the document as it is now and show it; what stands in the way is shown on Train."""
    if not visit.editable:
        return
    try:
        st.session_state[RUN] = training.submit(visit.person, visit.project.id, visit.document)
    except Refusal as refusal:
        st.session_state["refused"] = str(refusal)
    go("train")
