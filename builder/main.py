"""The pages of Layerloom: what Streamlit runs again at each change."""

import streamlit as st

from builder.pages import opening, shell, style, visit
from builder.pages.navigation import navigation
from builder.server import people


def main() -> None:
    """Write the page that the address names, for the person who looks at it."""
    st.set_page_config(page_title="Layerloom", layout="wide")
    style.apply()
    person = people.person()
    if person is None:
        st.error("Layerloom keeps your projects by a cookie, and this browser refuses it. Allow cookies and reload.")
        return
    page, body = navigation()
    here = visit.begin(person, opening.project(person))
    shell.bar(here, page)
    with st.container(key="design" if page == "design" else "page"):
        shell.notices()
        body.run()


main()
