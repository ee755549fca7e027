"""Links to a project: a fresh copy for each visitor, the same project to look at, or the same project for all."""

from typing import get_args
from urllib.parse import urljoin

import streamlit as st

from builder.pages.visit import Visit
from builder.store import shares
from builder.store.shares import Kind
from engine.words import JsonObject

KINDS: tuple[Kind, ...] = get_args(Kind)


def change(visit: Visit, asked: object) -> None:
    """Do what is asked: `["make", kind]` makes a link, `["end", kind]` takes it back, `["make"]` makes all."""
    match asked:
        case ["make", *kinds]:
            for kind in KINDS:
                if not kinds or kind in kinds:
                    shares.create(visit.person, visit.project.id, kind)
        case ["end", str(kind)]:
            for share in shares.of(visit.person, visit.project.id):
                if share.kind == kind:
                    shares.revoke(visit.person, visit.project.id, share.token)


def links(visit: Visit) -> JsonObject | None:
    """Return the addresses of the links by kind; `None` before the first were made, and for all but the owner."""
    found: JsonObject = {share.kind: address(share.token) for share in shares.of(visit.person, visit.project.id)}
    return found if found or shares.ever(visit.person, visit.project.id) else None


def address(token: str) -> str:
    """Return the address of a link as this visitor reaches the server."""
    return urljoin(str(st.context.url or ""), f"/open/{token}")
