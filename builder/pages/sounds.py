"""Sounds on pages: what plays them, their wave above their spectrogram, and one of the person's own."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from builder.pages.language import _
from engine.data.schema import Feature

_COLUMNS = 4
_LEAST_RATE = 8000
_RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000)  # what Streamlit's recorder offers
_HERE = {"localhost", "127.0.0.1", "::1"}


def is_sound(value: object) -> bool:
    """Whether a raw value of a sample is a sound as the engine shows it."""
    return isinstance(value, Mapping) and "sound" in value and "picture" in value


def grid(sounds: Sequence[Mapping[str, Any]], captions: Sequence[str]) -> None:
    """Show sounds beside each other, each with what plays it and its picture."""
    for start in range(0, len(sounds), _COLUMNS):
        places = st.columns(_COLUMNS)
        for place, sound, caption in zip(places, sounds[start:], captions[start:], strict=False):
            with place.container(border=True, gap="small"):
                one(sound, caption)


def one(sound: Mapping[str, Any], caption: str) -> None:
    """Show a sound: its picture, what plays it, and its caption."""
    words = _("Wave and spectrogram of a sound of {seconds} seconds", seconds=round(float(sound["seconds"]), 2))
    st.image(str(sound["picture"]), width="stretch", alt=words)
    form, _comma, content = str(sound["sound"]).partition(",")
    # As bytes, which the browser fetches when they are played; the page itself stays small.
    st.audio(base64.b64decode(content), format=form.removeprefix("data:").removesuffix(";base64"))
    st.caption(caption)


def own(feature: Feature, key: str) -> str | None:
    """Let the person record a sound or choose a file, and return it as base64; `None` while there is none."""
    spoken = None
    if _may_record():
        rate = next((rate for rate in _RATES if rate >= feature.rate), _RATES[-1])
        spoken = st.audio_input(_("Record"), sample_rate=max(rate, _LEAST_RATE), key=f"record_{key}")
    else:
        st.caption(_("A browser records only on pages of its own machine or by https: choose a file instead."))
    chosen = st.file_uploader(_("Or choose a sound"), ["wav", "flac", "ogg"], key=f"sound_{key}")
    given = spoken or chosen
    return base64.b64encode(given.getvalue()).decode() if given else None


def _may_record() -> bool:
    address = urlsplit(st.context.url or "")
    return address.scheme == "https" or (address.hostname or "") in _HERE
