"""Pictures of microscopes: which channels are read, what becomes of slices, and which brightness is told apart."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

import streamlit as st

from builder.pages import jobs
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.pages.words import plain, short
from builder.server import intake
from builder.store import data_sets
from engine.data.schema import Schema
from engine.data.taken import StackWay
from engine.said import say
from engine.words import Json, JsonObject, Refusal

_STACKS: Mapping[StackWay, str] = {
    "max": say("Largest value"),
    "mean": say("Mean value"),
    "slice": say("One slice"),
    "channels": say("Slices as channels"),
}
_DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12"><circle cx="6" cy="6" r="5" fill="{hue}"/></svg>'
_PICTURE_PX = 150
_FINEST = 0.1


def is_deep(raw: Schema) -> bool:
    """Whether pictures have more than one program's worth of channels, slices or bits, so that there is a choice."""
    return "percentiles" in raw.read or raw.read.get("form") == "planes"


def form(visit: Visit, raw: Schema) -> None:
    """Let the person choose what is taken of the pictures of an upload, and see it at once."""
    if not is_deep(raw) or data_sets.find(visit.person, raw.id) is None:
        return
    st.caption(plain(_said(raw)))
    with st.expander(_("Channels, slices and brightness"), on_change="rerun", key=f"planes_{raw.id}") as opened:
        if not opened.open:
            return
        st.fragment(_choice)(visit, raw)
        if visit.editable:
            jobs.button(_("Read again so"), f"inspect_planes_{raw.id}", partial(_read_again, visit.person, raw))


def _said(raw: Schema) -> str:
    """Return in a sentence what is read of the pictures."""
    has, read = _has(raw), raw.read
    parts = []
    if has["channels"] > 1:
        names = ", ".join(_name(has, place) for place in cast("Sequence[int]", read.get("channels", ())))
        parts.append(_("Channels: {names}.", names=names))
    if has["slices"] > 1:
        way = _(_STACKS[cast("StackWay", read.get("stack", "max"))])
        parts.append(_("Of {count} slices: {way}.", count=has["slices"], way=way))
    ranges = next((feature.range for feature in raw.features if feature.type == "image"), ())
    if ranges:
        parts.append(_("Black to white: {ranges}.", ranges=_ranges(ranges)))
    return " ".join(parts)


def _choice(visit: Visit, raw: Schema) -> None:
    has = _has(raw)
    chosen, seen = st.columns([1, 1.4], gap="medium")
    with chosen:
        _fields(raw, has)
    asked = _asked(raw)
    with seen:
        _preview(visit, raw, asked)


def _fields(raw: Schema, has: Mapping[str, Any]) -> None:
    read: Any = raw.read
    if has["channels"] > 1:
        st.pills(
            _("Channels"),
            list(range(has["channels"])),
            selection_mode="multi",
            default=list(read.get("channels", ())),
            format_func=lambda place: plain(_name(has, place)),
            key=_key(raw, "channels"),
        )
    if has["slices"] > 1:
        ways = list(_STACKS)
        words = _("A stack is a pile of slices, or of moments; each becomes one picture.")
        st.selectbox(
            _("Of a stack"),
            ways,
            index=ways.index(read.get("stack", "max")),
            format_func=lambda way: _(_STACKS[way]),
            key=_key(raw, "stack"),
            help=words,
        )
        if st.session_state[_key(raw, "stack")] == "slice":
            number = min(int(read.get("slice", 0)) + 1, has["slices"])
            st.slider(_("Slice"), 1, has["slices"], number, key=_key(raw, "slice"))
    low, high = read.get("percentiles", (0.0, 100.0))
    words = _("So many percent of all pixels are black, and what is above so many is white; the rest lies between.")
    st.slider(
        _("Brightness, percent of pixels"),
        0.0,
        100.0,
        (float(low), float(high)),
        step=_FINEST,
        format="%.1f",
        key=_key(raw, "percentiles"),
        help=words,
    )


def _asked(raw: Schema) -> JsonObject:
    """Return how the pictures are to be read, as the fields say now."""
    state = st.session_state
    asked = dict(raw.read)
    if chosen := state.get(_key(raw, "channels")):
        asked["channels"] = sorted(chosen)
    asked["stack"] = state.get(_key(raw, "stack"), asked.get("stack", "max"))
    asked["slice"] = int(state.get(_key(raw, "slice"), int(str(asked.get("slice", 0))) + 1)) - 1
    low, high = state.get(_key(raw, "percentiles"), asked.get("percentiles", (0.0, 100.0)))
    asked["percentiles"] = [low, max(high, low + _FINEST)]
    return asked


def _preview(visit: Visit, raw: Schema, asked: JsonObject) -> None:
    folder = str(data_sets.folder_of(raw.id))
    request: JsonObject = {"folder": folder, "id": raw.id, "title": raw.title, "read": asked}
    kept = st.session_state.get(f"look_{raw.id}")
    if kept is None or kept[0] != request:
        try:
            with st.spinner(_("One moment")):
                kept = (request, intake.wait(visit.person, "look", **request))
        except Refusal as refusal:
            st.error(plain(_(str(refusal))))
            return
        st.session_state[f"look_{raw.id}"] = kept
    found: Any = kept[1]
    with st.container(horizontal=True, gap="small"):
        for picture in found["pictures"]:
            st.image(picture, width=_PICTURE_PX, alt=_("A picture as it would be read"))
    _ranged(_has(raw), asked, found)


def _ranged(has: Mapping[str, Any], asked: JsonObject, found: Mapping[str, Any]) -> None:
    """Say which values are black and white, of several channels beside the colour in which each is shown."""
    places: Any = asked.get("channels", ())
    if not found["hues"] or len(places) != len(found["hues"]):
        st.caption(plain(_("Black to white: {ranges}.", ranges=_ranges(found["range"]))))
        return
    for place, hue, known in zip(places, found["hues"], found["range"], strict=True):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            # The colour is a picture of ours alone; names, which are a file's, stand beside it as text.
            st.image(_DOT.format(hue=hue), width=12)
            st.caption(plain(f"{_name(has, place)}: {_ranges([known])}"), width="content")


def _read_again(person: str, raw: Schema) -> str:
    """Begin to read the pictures as the fields say."""
    size: Json = list(raw.size) if raw.size else None
    return intake.inspect(person, raw.id, read=_asked(raw), size=size)


def _has(raw: Schema) -> dict[str, Any]:
    return {"channels": 1, "slices": 1, "names": [], **cast("dict[str, Any]", raw.read.get("has", {}))}


def _name(has: Mapping[str, Any], place: int) -> str:
    names = has["names"]
    return f"{place + 1} · {names[place]}" if place < len(names) else str(place + 1)


def _ranges(known: Sequence[Sequence[float]]) -> str:
    return ", ".join(_("{low} to {high}", low=short(low), high=short(high)) for low, high in known)


def _key(raw: Schema, name: str) -> str:
    # What was read otherwise gets new fields: they show how it was read, and keep nothing older.
    return f"{name}_{raw.id}_{raw.fingerprint[:12]}"
