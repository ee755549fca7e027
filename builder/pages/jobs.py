"""A job of the engine host on a page: a button that starts it, its progress, and what came of it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from builder.pages.language import _
from builder.pages.words import plain
from builder.server import intake, people
from engine.said import carried, heard, say
from engine.words import Refusal

_LOOK_SECONDS = 0.4
_FORGOTTEN = carried({"state": "failed", "sentence": say("This was interrupted. Start it again.")})


def start(key: str, begin: Callable[[], str]) -> None:
    """Begin a job whose progress `progress(key)` shows; what keeps it from beginning is shown there too."""
    st.session_state.pop(_result(key), None)
    try:
        st.session_state[_job(key)] = begin()
    except Refusal as refusal:
        st.session_state[_result(key)] = carried({"state": "failed", "sentence": str(refusal)})


def button(label: str, key: str, begin: Callable[[], str]) -> None:
    """Show a button that begins the job, or the progress of the one that runs, and what went wrong with the last."""
    if not progress(key):
        failed(key)
        st.button(label, key=f"start_{key}", on_click=start, args=(key, begin))


def progress(key: str) -> bool:
    """Show how far the job is; false when none runs. The page is written again when it ends."""
    if _job(key) not in st.session_state:
        return False
    st.fragment(_watch, run_every=_LOOK_SECONDS)(key)
    return True


def begun(key: str) -> bool:
    """Whether the job was begun, whatever came of it."""
    return _job(key) in st.session_state or _result(key) in st.session_state


def failed(key: str) -> None:
    """Say what went wrong with the last job, if anything did."""
    outcome = st.session_state.get(_result(key))
    if outcome and outcome["state"] == "failed":
        st.error(plain(_(heard(outcome))))


def result(key: str) -> Any:  # noqa: ANN401
    """Return what the job gave, or `None` while it has not ended well."""
    outcome = st.session_state.get(_result(key))
    return outcome["result"] if outcome and outcome["state"] == "done" else None


def take(key: str) -> Any:  # noqa: ANN401
    """Return what the job gave, once; `None` where nothing new came."""
    given = result(key)
    if given is not None:
        del st.session_state[_result(key)]
    return given


def _watch(key: str) -> None:
    job = st.session_state.get(_job(key))
    if job is None:
        return
    try:
        state = intake.state(people.person(), job) or _FORGOTTEN
    except Refusal as refusal:
        state = carried({"state": "failed", "sentence": str(refusal)})
    if state["state"] in ("done", "failed"):
        del st.session_state[_job(key)]
        st.session_state[_result(key)] = dict(state)
        st.rerun()
    done: Any = state.get("progress")
    share = min(1.0, max(0.0, float(done or 0)))
    st.progress(share, text=plain(_(heard(state) or say("One moment"))))


def _job(key: str) -> str:
    return f"job_{key}"


def _result(key: str) -> str:
    return f"outcome_{key}"
