"""Widgets that follow the document: what somebody else, or an undo, changed is seen in them."""

from collections.abc import Callable

import streamlit as st


def follow(key: str, value: object) -> None:
    """Show `value` in the widget `key` if the document changed since it was last shown, else what was typed there."""
    if st.session_state.get(f"seen_{key}") != value or key not in st.session_state:
        st.session_state[f"seen_{key}"] = value
        st.session_state[key] = value


def when_changed(key: str, then: Callable[..., None], *args: object) -> None:
    """Call `then(*args)` if the widget `key` says something else than the document; for `on_change`.

    Streamlit reports widgets as changed also when they vanish with their page: nobody touched those.
    """
    if st.session_state.get(key) != st.session_state.get(f"seen_{key}"):
        then(*args)
