"""An answer of a network: its label, and the probability of each class."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from builder.pages import boxes, charts, labels, masks, strange
from builder.pages.language import _
from builder.pages.style import theme
from builder.pages.words import counted, percent, plain, short
from engine.words import Json

_SHOWN = 12
_SPELT = 6
_PICTURE_PX = 132


def show(outputs: Mapping[str, Any], key: str) -> None:
    """Show the answer for each target."""
    for target, answer in outputs.items():
        with st.container(key=f"card_answer_{key}_{_slug(target)}"):
            if answer.get("mask"):
                masks.answer(target, answer, key=f"mask_{key}_{target}")
            elif "boxes" in answer:
                boxes.answer(target, answer)
            elif "text" in answer:
                st.markdown(f"**{plain(target)}** · {plain(str(answer['text']))}")
            elif answer.get("picture"):
                st.image(answer["picture"], caption=plain(target), width=_PICTURE_PX, alt=_("What the network makes"))
            else:
                st.metric(plain(target), plain(text(answer)))
            if told := strange.said(answer):
                st.markdown(f"**{told}**")
            if answer.get("probabilities"):
                drawn = labels.bars if "labels" in answer else _bars
                charts.show(drawn(answer["classes"], answer["probabilities"]), key=f"bars_{key}_{target}")


def text(answer: Mapping[str, Any]) -> str:
    """Return an answer in a word: the label, or several, the number, or how many numbers there are."""
    if "labels" in answer:
        return labels.text(answer["labels"])
    if answer.get("unusual") is not None:
        return _("unusual") if answer["unusual"] else _("usual")
    if "text" in answer:
        return str(answer["text"])
    if answer.get("label") is not None:
        return str(answer["label"])
    value = answer.get("value")
    if isinstance(value, list) and len(value) <= _SPELT and not any(isinstance(each, list) for each in value):
        return ", ".join(map(short, value))
    return counted(len(_flat(value)), "{count} number", "{count} numbers") if isinstance(value, list) else short(value)


def sure(answer: Mapping[str, Any]) -> str:
    """Return how sure the network is of its label, empty where it answers a number, or several labels."""
    shares = answer.get("probabilities")
    return percent(max(shares)) if shares and "labels" not in answer else ""


def right(truth: Json) -> str:
    """Return in a word what would have been right."""
    return labels.text(truth) if isinstance(truth, list) else str(truth)


def _bars(classes: Sequence[str], shares: Sequence[float]) -> go.Figure:
    best = max(shares)
    shown = list(zip(classes, shares, strict=True))
    shown = sorted(shown, key=lambda pair: -pair[1])[:_SHOWN] if len(shown) > _SHOWN else shown
    bars = go.Bar(
        y=[charts.letters(name) for name, _ in shown],
        x=[share for _, share in shown],
        orientation="h",
        marker_color=[charts.TRAINING[theme()] if share == best else "#8894a8" for _, share in shown],
        text=[percent(share) for _, share in shown],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure = charts.calm(go.Figure(bars), 40 + 26 * len(shown))
    figure.update_xaxes(range=[0, 1.18], visible=False)
    figure.update_yaxes(autorange="reversed", type="category")
    return figure


def apart(one: object, other: object) -> float:
    """Return how far two lists of numbers, however deep, are apart on average."""
    pairs = list(zip(_flat(one), _flat(other), strict=True))
    return sum(abs(left - right) for left, right in pairs) / max(1, len(pairs))


def _flat(value: Any) -> list[float]:  # noqa: ANN401 - a number or lists of lists
    return [number for each in value for number in _flat(each)] if isinstance(value, list) else [float(value)]


def _slug(name: str) -> str:
    return "".join(letter if letter.isalnum() and letter.isascii() else "_" for letter in name)
