"""The pages in the order of the work, and how one leads to another."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NoReturn, TypeAlias

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from builder.components import Asked
from builder.pages.language import _
from engine.said import say

PageName: TypeAlias = Literal["projects", "data", "design", "train", "test", "export", "learn"]

TITLES: dict[PageName, str] = {
    "projects": say("Projects"),
    "data": say("Data"),
    "design": say("Design"),
    "train": say("Train"),
    "test": say("Test"),
    "export": say("Export"),
    "learn": say("Learn"),
}


_HERE, _LEAVING, _WANTED = "here", "leaving", "wanted"
_CROSSING_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class _Leaving:
    """A step from one page and project to another; `there` is when the other was first written, if it was.

    A component that reports something in that moment makes the browser ask once more for the page that is being left;
    Streamlit would lead back to it.
    """

    page: str
    target: str
    project: str | None
    wanted: str
    there: float | None = None

    def is_crossed(self) -> bool:
        """Whether a request for the old page can still have been sent in ignorance of the new one."""
        return self.there is None or time.monotonic() - self.there < _CROSSING_SECONDS


def navigation() -> tuple[PageName, StreamlitPage]:
    """Return which page the address names, and what writes it."""
    pages = {
        name: st.Page(_body(name), title=_(title), url_path=name, default=name == "design")
        for name, title in TITLES.items()
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="hidden")
    name = next(name for name, page in pages.items() if page.title == chosen.title)
    st.session_state[_HERE] = name
    return name, chosen


def go(page: str, project: str | None = None) -> NoReturn:
    """Leave for another page, of the same project or of `project`."""
    here = st.session_state.get("project")
    wanted = str(project or here or "")
    leaving = _Leaving(page=st.session_state[_HERE], target=page, project=here, wanted=wanted)
    st.session_state[_LEAVING] = leaving
    st.session_state[_WANTED] = wanted
    st.switch_page(st.session_state["pages"][page], query_params={"project": wanted})


def wanted_project() -> str | None:
    """Return the project that the person wants to see: where they are going, else what the address names."""
    going = st.session_state.pop(_WANTED, None)
    asked = going or st.query_params.get("project") or st.session_state.get("project")
    leaving = st.session_state.get(_LEAVING)
    return leaving.wanted if leaving and leaving.is_crossed() and asked == leaving.project else asked


def written() -> None:
    """Remember that the page was written to its end: the browser is about to know where it is."""
    leaving = st.session_state.get(_LEAVING)
    if leaving and leaving.there is None and st.session_state[_HERE] == leaving.target:
        st.session_state[_LEAVING] = replace(leaving, there=time.monotonic())


def follow(page: PageName) -> None:
    """Go where the person wants to be: where they pressed last, else where they were going.

    The browser may ask for the page before, not having heard of the new one; a press on that page's own step means it.
    To be called when the top bar is mounted: a run without it makes Streamlit forget the bar and what is pressed there.
    """
    leaving = st.session_state.get(_LEAVING)
    pressed = Asked("topbar").take("page")
    if pressed in TITLES and pressed != page:
        go(pressed)
    if pressed == page:
        st.session_state[_LEAVING] = None
    elif leaving and leaving.is_crossed() and page == leaving.page != leaving.target:
        go(leaving.target, leaving.wanted)


def _body(name: PageName) -> Callable[[], None]:
    def body() -> None:
        # Only the page that is shown is imported: the first one opens sooner.
        from importlib import import_module

        import_module(f"builder.pages.{name}").page()

    body.__name__ = name
    return body
