"""Sounds on pages: what plays them, their wave above their spectrogram, and one of the person's own."""

import base64
import io
import wave
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import streamlit as st

from builder.pages.language import _
from engine.data.schema import Feature

_RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000)  # what Streamlit's recorder offers
_STEP = 0.02  # seconds that are listened to at once
_BEFORE = 3  # steps that are kept before it becomes loud
_LOUD = 0.15
_HERE = {"localhost", "127.0.0.1", "::1"}


def is_sound(value: object) -> bool:
    """Whether a raw value of a sample is a sound as the engine shows it."""
    return isinstance(value, Mapping) and "sound" in value and "picture" in value


def grid(sounds: Sequence[Mapping[str, Any]], captions: Sequence[str], columns: int) -> None:
    """Show sounds beside each other, so many in a row, each with what plays it and its picture."""
    for start in range(0, len(sounds), columns):
        places = st.columns(columns)
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
        words = _("Quiet before the sound is cut off.")
        recorded = st.audio_input(_("Record"), sample_rate=rate, key=f"record_{key}", help=words)
        spoken = from_its_begin(recorded.getvalue()) if recorded else None
    else:
        st.caption(_("A browser records only on pages of its own machine or by https: choose a file instead."))
    chosen = st.file_uploader(_("Or choose a sound"), ["wav", "flac", "ogg"], key=f"sound_{key}")
    given = spoken or (chosen.getvalue() if chosen else None)
    return base64.b64encode(given).decode() if given else None


def from_its_begin(recorded: bytes) -> bytes:
    """Return a WAV of 16 bits from where it becomes loud: people begin to speak late, a network listens at once."""
    with wave.open(io.BytesIO(recorded)) as sound:
        settings, content = sound.getparams(), sound.readframes(sound.getnframes())
    samples = np.frombuffer(content, "<i2").reshape(-1, settings.nchannels)
    step = max(1, int(_STEP * settings.framerate))
    loud = [float(np.abs(samples[at : at + step].astype(float)).mean()) for at in range(0, len(samples), step)]
    first = next((place for place, now in enumerate(loud) if now > _LOUD * max(loud)), 0)
    file = io.BytesIO()
    with wave.open(file, "wb") as kept:
        kept.setparams(settings)
        kept.writeframes(samples[max(0, first - _BEFORE) * step :].tobytes())
    return file.getvalue()


def _may_record() -> bool:
    address = urlsplit(st.context.url or "")
    return address.scheme == "https" or (address.hostname or "") in _HERE
