"""A text that a trained network goes on writing, letter by letter."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from builder.pages.language import _
from builder.pages.visit import Run
from builder.pages.words import plain
from engine.data.letters import letter
from engine.data.schema import Feature, Schema
from engine.host.client import Client
from engine.runs.folder import RESULTS, read_json
from engine.words import Refusal

_client = Client()
_LETTERS = 200
_SEEN_EVERY = 4


def show(run: Run, schema: Schema, feature: Feature) -> None:
    """Ask for the beginning of a text and how freely it is to go on, and show how it does."""
    text = st.text_area(_("Begin with"), _begin(run, feature.name), key=f"begin_{run.id}")
    help_text = _("Low: always the likeliest letter. High: also unlikely ones.")
    heat = st.slider(_("How freely it writes"), 0.1, 1.5, 0.6, 0.1, key=f"heat_{run.id}", help=help_text)
    if not st.button(_("Go on writing"), type="primary", key=f"go_on_{run.id}"):
        return
    place, written = st.empty(), text
    try:
        for count, each in enumerate(_letters(run, feature.name, text, int(str(schema.read["window"])), heat), start=1):
            written += each
            if count % _SEEN_EVERY == 0 or count == _LETTERS:
                place.text(written)
    except Refusal as refusal:
        st.error(plain(_(str(refusal))))


def _letters(run: Run, name: str, text: str, window: int, heat: float) -> Iterator[str]:
    for _number in range(_LETTERS):
        outputs: Any = _client.predict(run.id, {name: text[-window:]})["outputs"]
        answer: Mapping[str, Any] = next(iter(outputs.values()))
        drawn = letter(drawn_from(answer["classes"], answer["probabilities"], heat))
        text += drawn
        yield drawn


def _begin(run: Run, name: str) -> str:
    """Return a piece of the text that was not learnt from."""
    found: Any = read_json(run.folder, RESULTS) if (run.folder / RESULTS).exists() else {"samples": []}
    return str(found["samples"][0]["inputs"].get(name) or "") if found["samples"] else ""


def drawn_from(classes: Sequence[str], shares: Sequence[float], heat: float) -> str:
    """Return a class drawn by its probability to the power of 1 / `heat`: the lower, the likelier the likeliest."""
    best = max(shares)
    weights = [(share / best) ** (1 / heat) for share in shares]
    return random.choices(classes, weights)[0]
