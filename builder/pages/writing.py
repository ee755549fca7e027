"""A text that a trained network goes on writing, letter by letter or word by word."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from builder.pages import answers
from builder.pages.language import _
from builder.pages.visit import Run
from builder.pages.words import percent, plain
from engine.data.letters import LINE_END, RARE, letter, spaces
from engine.data.schema import Feature, Schema
from engine.host.client import Client
from engine.runs.folder import RESULTS, read_json
from engine.words import Refusal

_client = Client()
_LENGTHS = {"letters": (50, 600, 200), "words": (10, 150, 50)}
_SEEN_EVERY = {"letters": 4, "words": 1}
_LIKELY, _UNLIKELY = 0.5, 0.1


@dataclass(frozen=True, kw_only=True)
class _Written:
    """A letter or word that the network wrote, and how likely it was."""

    piece: str
    share: float


def show(run: Run, schema: Schema, feature: Feature) -> None:
    """Ask for the beginning of a text and how freely it is to go on, and show how it does."""
    pieces = "words" if schema.read.get("by") == "words" else "letters"
    text = st.text_area(_("Begin with"), _begin(run, feature.name, pieces), key=f"begin_{run.id}")
    freely, long = st.columns(2)
    help_text = _("Low: always the likeliest. High: also unlikely ones.")
    heat = freely.slider(_("How freely it writes"), 0.1, 1.5, 0.6, 0.1, key=f"heat_{run.id}", help=help_text)
    title = _("How many words") if pieces == "words" else _("How many letters")
    count = long.slider(title, *_LENGTHS[pieces], key=f"long_{run.id}")
    if not st.button(_("Go on writing"), type="primary", key=f"go_on_{run.id}"):
        _next(run, feature.name, text)
        return
    place, written = st.empty(), list[_Written]()
    try:
        for each in _pieces(run, feature.name, text, heat, pieces):
            written.append(each)
            if len(written) % _SEEN_EVERY[pieces] == 0:
                place.markdown(_marked(text, written, pieces))
            if len(written) == count:
                break
    except Refusal as refusal:
        st.error(plain(_(str(refusal))))
        return
    st.caption(
        _("Plain: it was at least half sure. :orange-background[Marked]: less. :red-background[Marked]: under 10 %.")
    )


def score(output: Mapping[str, Any]) -> None:
    """Show how often the likeliest piece was the right one, beside always saying the most frequent."""
    left, right = st.columns(2)
    left.metric(_("the likeliest is right"), percent(output["right"]))
    right.metric(_("without a network"), percent(output["usual_right"]))
    right.caption(plain(_("always saying “{classes}”", classes=output["usual"])))
    st.caption(_("Perplexity: it is as unsure as if so many were equally likely to come next."))


def drawn_from(classes: Sequence[str], shares: Sequence[float], heat: float) -> str:
    """Return a class drawn by its probability to the power of 1 / `heat`: the lower, the likelier the likeliest."""
    best = max(shares)
    weights = [(share / best) ** (1 / heat) for share in shares]
    return random.choices(classes, weights)[0]


def _pieces(run: Run, name: str, text: str, heat: float, pieces: str) -> Iterator[_Written]:
    while True:
        answer = _answer(run, name, text)
        # What is too rare to be known cannot be written.
        shares = dict(zip(answer["classes"], answer["probabilities"], strict=True))
        known = {piece: share for piece, share in shares.items() if piece != RARE} or {LINE_END: 1.0}
        drawn = drawn_from(list(known), list(known.values()), heat)
        text += f" {drawn}" if pieces == "words" else letter(drawn)
        yield _Written(piece=drawn, share=known[drawn])


def _answer(run: Run, name: str, text: str) -> Mapping[str, Any]:
    outputs: Any = _client.predict(run.id, {name: text})["outputs"]
    answer: Mapping[str, Any] = next(iter(outputs.values()))
    return answer


def _next(run: Run, name: str, text: str) -> None:
    """Show how likely each piece is to come next."""
    try:
        outputs: Any = _client.predict(run.id, {name: text})["outputs"]
        answers.show(outputs, key=f"next_{run.id}")
    except Refusal as refusal:
        st.error(plain(_(str(refusal))))


def _marked(text: str, written: Sequence[_Written], pieces: str) -> str:
    """Return the text and how it goes on as Markdown; what was written is marked where it was not sure."""
    shown = [each.piece for each in written]
    shown = spaces(["", *shown])[1:] if pieces == "words" else [letter(each) for each in shown]
    parts = [_lines(text)]
    for each, part in zip(written, shown, strict=True):
        color = "" if each.share >= _LIKELY else "orange" if each.share >= _UNLIKELY else "red"
        parts.append(f"{_gap(part)}:{color}-background[{plain(part)}]" if color and part.strip() else _lines(part))
    return "".join(parts)


def _lines(text: str) -> str:
    """Return a text as Markdown, with its spaces at both ends and the ends of its lines."""
    lines = [f"{_gap(line)}{plain(line)}{_gap(line[::-1]) if line.strip() else ''}" for line in text.split("\n")]
    return "  \n".join(lines)


def _gap(text: str) -> str:
    return " " if text[:1].isspace() else ""


def _begin(run: Run, name: str, pieces: str) -> str:
    """Return a piece of the text that was not learnt from."""
    found: Any = read_json(run.folder, RESULTS) if (run.folder / RESULTS).exists() else {"samples": []}
    text = str(found["samples"][0]["inputs"].get(name) or "") if found["samples"] else ""
    return "".join(spaces(text.split())) if pieces == "words" else text
