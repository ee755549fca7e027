"""streamlit-elements, with callbacks that arrive.

The package patches a name that Streamlit no longer calls, so no click or layout change reached Python. Here its frame
renders with the callback manager's `dispatch` as `on_change`.
"""

import warnings
from typing import Any

import streamlit as st

with warnings.catch_warnings():
    # An escape in one of its regular expressions is written in a way that Python warns of.
    warnings.simplefilter("ignore")
    from streamlit_elements import dashboard, editor, elements, html, mui, nivo
    from streamlit_elements.core import callback, frame

_render = frame.render_component if not hasattr(frame, "original") else frame.original


def _answering(*, js: str, key: str, default: str) -> Any:  # noqa: ANN401
    manager = st.session_state[callback.CALLBACK_KEY][key]
    return _render(js=js, key=key, default=default, on_change=manager.dispatch)


frame.original = _render
frame.render_component = _answering


class Script(callback.ElementsCallback):  # type: ignore[misc]
    """JavaScript of ours, as a property of an element; nothing that a person gave goes into it."""

    def __init__(self, source: str) -> None:
        super().__init__(lambda: None, params=())
        self._source = source

    def __repr__(self) -> str:
        return self._source


__all__ = ["Script", "dashboard", "editor", "elements", "html", "mui", "nivo"]
