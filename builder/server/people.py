"""Who looks at a page, and how they come back to their workspace."""

import streamlit as st

from builder.server import returning
from builder.server.cookies import cookie_name, person_of
from builder.store import people


def person() -> str | None:
    """Return the person who looks at the page that is being written; `None` where the browser keeps no cookies."""
    found = _visitor()
    if found is not None:
        people.remember(found)
    return found


def return_link(code: str) -> str | None:
    """Return the address that brings the workspace of a return code back, `None` where the code is wrong.

    Raises `returning.TooManyTries`, whose message is a sentence.
    """
    return returning.return_link(code, _visitor(), st.context.ip_address or "here")


def _visitor() -> str | None:
    return person_of(st.context.cookies.get(cookie_name()))
