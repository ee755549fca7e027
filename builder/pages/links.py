"""Links to a project: a fresh copy for each visitor, or the same project for all; and the return code."""

from urllib.parse import urljoin

import streamlit as st

from builder.pages.visit import Visit
from builder.store import people, shares
from engine.words import JsonObject

_CODE = "return_code"


def make(visit: Visit) -> None:
    """Make the two links and a new return code; the code is kept in this session only, to be shown."""
    shares.create(visit.person, visit.project.id, "copy")
    shares.create(visit.person, visit.project.id, "edit")
    if _CODE not in st.session_state:
        st.session_state[_CODE] = people.new_return_code(visit.person)


def links(visit: Visit) -> JsonObject | None:
    """Return the addresses of the links and the return code, or `None` while they are not made."""
    if _CODE not in st.session_state:
        return None
    found = {share.kind: share.token for share in shares.of(visit.person, visit.project.id)}
    if not {"copy", "edit"} <= found.keys():
        return None
    return {"copy": address(found["copy"]), "together": address(found["edit"]), "code": st.session_state[_CODE]}


def address(token: str) -> str:
    """Return the address of a link as this visitor reaches the server."""
    return urljoin(str(st.context.url or ""), f"/open/{token}")
