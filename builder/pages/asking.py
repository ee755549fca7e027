"""What a page wants changed in the document: asked of the browser, so that the person can undo it."""

import uuid
from collections.abc import Sequence

import streamlit as st

from engine.document.edits import EditError, apply
from engine.document.model import Document
from engine.words import Json, JsonObject

_KEY = "requests"


def ask(edits: Sequence[JsonObject]) -> None:
    """Have the top bar apply `edits` to the document of this page's project, as one step that can be undone."""
    pending = st.session_state.setdefault(_KEY, [])
    pending.append({"id": uuid.uuid4().hex, "edits": list(edits)})


def waiting() -> list[JsonObject]:
    """Return what the browser has not applied yet, oldest first."""
    return list(st.session_state.get(_KEY, []))


def applied(ids: Sequence[Json]) -> None:
    """Forget the requests that the browser says it applied."""
    st.session_state[_KEY] = [request for request in waiting() if request["id"] not in ids]


def forget() -> None:
    """Drop what was asked of another project's document."""
    st.session_state[_KEY] = []


def ahead(document: Document) -> Document:
    """Return the document as it will be once the browser applied what waits, so that a page need not show the past."""
    try:
        return apply(document, [edit for request in waiting() for edit in request["edits"]])  # type: ignore[union-attr, misc]
    except EditError:
        return document
