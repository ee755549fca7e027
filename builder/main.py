"""The pages of Layerloom: what Streamlit runs again at each change."""

import logging

import streamlit as st

from builder import memory
from builder.pages import language, looking, opening, shell, style, visit
from builder.pages.language import _
from builder.pages.navigation import navigation, written
from builder.server import people
from builder.server.answers import DISK_FULL
from builder.server.receive import is_full


def main() -> None:
    """Write the page that the address names, for the person who looks at it."""
    st.set_page_config(page_title="Layerloom", layout="wide")
    style.apply()
    try:
        _write()
    except Exception as error:
        logging.getLogger("layerloom").exception("A page could not be written.")
        st.error(_sentence(error))


def _write() -> None:
    person = people.person()
    if person is None:
        st.error(_("Layerloom keeps your projects by a cookie, and this browser refuses it. Allow cookies and reload."))
        return
    language.begin(person)
    page, body = navigation()
    here = visit.begin(person, opening.project(person))
    shell.bar(here, page)
    with st.container(key="design" if page == "design" else "page"):
        shell.notices()
        looking.say(here, page)
        body.run()
    written()
    memory.settle()


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and is_full(error):
        return DISK_FULL
    return _("This page could not be written to its end; what you made is kept. Reload it, or go to another page.")


main()
