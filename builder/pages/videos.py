"""Clips on pages: some of their frames beside each other, moving where a person asks for it, and one of their own."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from builder.pages.language import _

_COLUMNS = 2
_MOVING_COLUMNS, _MOVING_PX = 4, 160


def is_video(value: object) -> bool:
    """Whether a raw value of a sample is a clip as the engine shows it."""
    return isinstance(value, Mapping) and "strip" in value


def samples(clips: Sequence[Mapping[str, Any]], captions: Sequence[str]) -> None:
    """Show clips as strips of frames; they move only where a person wants that, for not everybody can bear it."""
    if st.toggle(_("Let them move"), key="clips_move"):
        for start in range(0, len(clips), _MOVING_COLUMNS):
            places = st.columns(_MOVING_COLUMNS)
            for place, clip, caption in zip(places, clips[start:], captions[start:], strict=False):
                place.image(str(clip["moving"]), width=_MOVING_PX, caption=caption, alt=_("A clip, moving"))
        return
    grid(clips, captions)


def grid(clips: Sequence[Mapping[str, Any]], captions: Sequence[str]) -> None:
    """Show clips as strips of frames, from the first on the left to the last."""
    for start in range(0, len(clips), _COLUMNS):
        places = st.columns(_COLUMNS)
        for place, clip, caption in zip(places, clips[start:], captions[start:], strict=False):
            place.image(str(clip["strip"]), width="stretch", alt=_("Frames of a clip, from left to right"))
            place.caption(caption)


def own(key: str) -> str | None:
    """Let the person choose a clip, and return it as base64; `None` while there is none."""
    chosen = st.file_uploader(_("A clip: a GIF, or a ZIP of its frames"), ["gif", "zip"], key=f"clip_{key}")
    return base64.b64encode(chosen.getvalue()).decode() if chosen else None
