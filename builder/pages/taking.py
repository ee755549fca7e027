"""Samples taken in the browser, by camera or microphone: a new data set, or more for one that is there."""

import streamlit as st

from builder import components
from builder.pages import binding
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.store import data_sets
from engine.data.schema import Schema
from engine.words import Json

_GROWN = "grown"


def new(visit: Visit) -> bool:
    """Offer to take a new data set; say whether one was made, which the project learns from then."""
    taken = components.mount("capture", {"data": None, "kind": None, "classes": []}, key="capture").take("done")
    if taken:
        binding.bind(visit, str(taken))
    return bool(taken)


def more(raw: Schema) -> None:
    """Offer to add files, or what is taken now, to a data set of the person's own."""
    target = raw.feature(raw.target or "")
    if raw.kind not in {"images", "sounds"} or target is None or target.type != "category" or target.name != "class":
        return
    with st.expander(_("Add more samples"), key=f"more_{raw.id}"):
        words = _("They come behind those that are here; runs made before keep what they learnt from.")
        asked: dict[str, Json] = {
            "title": _("Add files"),
            "hint": _("Pictures or sounds, in a folder for each class, or loose ones without a label.") + " " + words,
            "brings": "more",
            "to": raw.id,
        }
        brought = components.mount("upload", asked, key=f"upload_{raw.id}").take("done")
        known: dict[str, Json] = {"data": raw.id, "kind": raw.kind, "classes": list(target.classes)}
        taken = components.mount("capture", known, key=f"capture_{raw.id}").take("done")
        if brought or taken:
            data_sets.weigh(raw.id)
            st.session_state[_GROWN] = grown() + 1
            st.rerun()


def grown() -> int:
    """Return how often something was added in this session: what shows samples asks for them again."""
    count: int = st.session_state.get(_GROWN, 0)
    return count
