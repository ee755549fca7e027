"""Widgets that follow the document: what somebody else, or an undo, changed is seen in them."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def follow(name: str, value: object, then: Callable[..., None], *args: object) -> dict[str, Any]:
    """Return `key`, `on_change` and `args` for the widget `name`, which shows `value` of the document by default.

    `then(new, *args)` is called when the person changes it. The widget's state is never written from here: what a run
    writes is dropped if another run overtakes it, and the browser would then answer with a default that nobody chose.
    Where the document has come to say something else than the widget, a new widget takes its place instead.
    """
    seen, key = f"seen_{name}", _key(name)
    if st.session_state.get(seen) != value and st.session_state.get(key, value) != value:
        st.session_state[_number(name)] = st.session_state.get(_number(name), 0) + 1
    st.session_state[seen] = value
    return {"key": _key(name), "on_change": _when_changed, "args": (name, then, *args)}


def _when_changed(name: str, then: Callable[..., None], *args: object) -> None:
    # Streamlit reports widgets as changed also when they vanish with their page: nobody touched those.
    seen = st.session_state[f"seen_{name}"]
    new = st.session_state.get(_key(name), seen)
    if new != seen:
        then(new, *args)


def _key(name: str) -> str:
    return f"{name}_{st.session_state.get(_number(name), 0)}"


def _number(name: str) -> str:
    return f"number_{name}"
