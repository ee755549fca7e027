"""What stands on every page: the top bar, what it asks for, and short notices."""

import hashlib
from typing import Any

import streamlit as st

from builder import components
from builder.pages import asking, links, starting
from builder.pages.language import _
from builder.pages.navigation import TITLES, PageName, follow
from builder.pages.visit import Visit
from builder.server import live_state
from builder.store import settings
from engine.words import Json, JsonObject

_HUES = (212, 262, 152, 322, 28, 187, 95, 345)


def bar(visit: Visit, page: PageName) -> None:
    """Show the top bar and do what it asks for."""
    with st.container(key="bar"):
        asked = components.mount("topbar", _data(visit, page), key="topbar")
    asking.applied(asked.state("applied") or ())
    follow(page)
    if asked.take("share") and visit.editable:
        links.make(visit)
        st.rerun()
    starting.follow(asked)


def note(sentence: str) -> None:
    """Keep a sentence for the top of the page that is written next."""
    st.session_state.setdefault("notices", []).append(sentence)


def notices() -> None:
    """Show the sentences that were kept, once."""
    for sentence in st.session_state.pop("notices", []):
        st.toast(_(sentence))


def _data(visit: Visit, page: PageName) -> dict[str, Json]:
    runs = visit.runs()
    done = any(run.status.best_epoch for run in runs)
    ready = {"data": visit.raw is not None, "design": visit.ready, "train": done, "test": done, "export": done}
    going = next((run.id for run in runs if not run.status.over), None)
    return {
        "project": visit.project.id,
        "name": visit.document.name or visit.project.name,
        "page": page,
        "pages": [{"id": name, "title": title, "ready": ready.get(name)} for name, title in TITLES.items()],
        "requests": asking.waiting(),
        "role": "edit" if visit.editable else "look",
        "person": person(visit.person),
        "running": going,
        "share": links.links(visit),
        "engine": live_state.engine_state(),
        "trainable": visit.editable,
    }


def person(who: str) -> JsonObject:
    """Return how others see a person: a name that the person chose, and a colour that stays."""
    chosen: Any = settings.get(who, "name")
    digest = hashlib.sha256(who.encode()).digest()
    return {
        "id": digest.hex()[:12],
        "name": chosen or "Guest",
        "color": f"hsl({_HUES[digest[0] % len(_HUES)]} 60% 42%)",
    }
