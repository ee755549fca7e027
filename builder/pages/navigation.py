"""The pages in the order of the work, and how one leads to another."""

from collections.abc import Callable
from typing import Literal, NoReturn, TypeAlias

import streamlit as st
from streamlit.navigation.page import StreamlitPage

PageName: TypeAlias = Literal["projects", "data", "design", "train", "test", "export", "learn"]

TITLES: dict[PageName, str] = {
    "projects": "Projects",
    "data": "Data",
    "design": "Design",
    "train": "Train",
    "test": "Test",
    "export": "Export",
    "learn": "Learn",
}


def navigation() -> tuple[PageName, StreamlitPage]:
    """Return which page the address names, and what writes it."""
    pages = {
        name: st.Page(_body(name), title=title, url_path=name, default=name == "design")
        for name, title in TITLES.items()
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="hidden")
    return next(name for name, page in pages.items() if page.title == chosen.title), chosen


def go(page: str, project: str | None = None) -> NoReturn:
    """Leave for another page, of the same project or of `project`."""
    target = project or st.session_state["project"]
    st.session_state["wanted"] = target
    st.switch_page(st.session_state["pages"][page], query_params={"project": target})


def _body(name: PageName) -> Callable[[], None]:
    def body() -> None:
        # Only the page that is shown is imported: the first one opens sooner.
        from importlib import import_module

        import_module(f"builder.pages.{name}").page()

    body.__name__ = name
    return body
