"""Links to a project: a fresh copy for each visitor, or the same project for all."""

from urllib.parse import urljoin

import streamlit as st

from builder.pages.visit import Visit
from builder.store import shares
from engine.words import JsonObject


def make(visit: Visit) -> None:
    """Make the two links where there are none yet."""
    shares.create(visit.person, visit.project.id, "copy")
    shares.create(visit.person, visit.project.id, "edit")


def links(visit: Visit) -> JsonObject | None:
    """Return the addresses of the two links, or `None` while they are not made."""
    found = {share.kind: share.token for share in shares.of(visit.person, visit.project.id)}
    if not {"copy", "edit"} <= found.keys():
        return None
    return {"copy": address(found["copy"]), "together": address(found["edit"])}


def address(token: str) -> str:
    """Return the address of a link as this visitor reaches the server."""
    return urljoin(str(st.context.url or ""), f"/open/{token}")
