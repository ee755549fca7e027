"""Texts that a network writes: beside what is right, with the differences marked, and what it answers to one's own."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import streamlit as st

from builder.pages.language import _
from builder.pages.visit import Run
from builder.pages.words import percent, plain, short
from engine.data.schema import Feature
from engine.host.client import Client
from engine.words import Refusal

_client = Client()
_SHOWN = 20
_PIECES = re.compile(r"\s+|[^\s]+")


def answered(sample: Mapping[str, Any]) -> bool:
    """Whether the answers to a sample are texts."""
    return any("text" in answer for answer in sample["answers"].values())


def score(output: Mapping[str, Any]) -> None:
    """Show how many texts are right as a whole, and their BLEU."""
    left, right = st.columns(2)
    left.metric(_("right as a whole"), percent(output["whole"]))
    help_text = _("How many runs of one to four words stand in the right text too, from 0 to 1 (Papineni 2002).")
    right.metric(_("BLEU"), short(output["bleu"]), help=help_text)


def held_out(samples: Sequence[Any]) -> None:
    """Show what was given, what was answered, and where that is not what is right."""
    st.caption(_("Marked in the answer: :red-background[what is wrong]. Below it, :green-background[what is right]."))
    for sample in samples[:_SHOWN]:
        with st.container(border=True):
            given = [str(value) for name, value in sample["inputs"].items() if name not in sample["truth"]]
            st.caption(plain(" · ".join(given)))
            for target, answer in sample["answers"].items():
                if "text" in answer:
                    _compared(str(sample["truth"][target]), str(answer["text"]))


def ask(run: Run, inputs: Sequence[Feature]) -> None:
    """Ask for a text and show the one that the network writes for it."""
    given, answer = st.columns(2, gap="medium")
    with given:
        values = {each.name: st.text_area(plain(each.name), key=f"ask_{run.id}_{each.name}") for each in inputs}
    with answer:
        if not any(values.values()):
            st.caption(_("Write something, and the network answers it."))
            return
        try:
            outputs: Any = _client.predict(run.id, dict(values))["outputs"]
        except Refusal as refusal:
            st.error(plain(_(str(refusal))))
            return
        for target, said in outputs.items():
            show(target, said)


def show(target: str, answer: Mapping[str, Any]) -> None:
    """Show a text that was written."""
    with st.container(border=True):
        st.caption(plain(target))
        st.markdown(plain(str(answer["text"])) or _("It writes nothing."))


def _compared(right: str, said: str) -> None:
    if right == said:
        st.markdown(f":material/check: {plain(said)}")
        return
    st.markdown(f":material/close: {marked(said, right, 'red')}")
    st.markdown(f":material/arrow_forward: {marked(right, said, 'green')}")


def marked(text: str, other: str, color: str) -> str:
    """Return a text as Markdown, in which what the other has not is marked: words, or letters of a single word."""
    one, two = _cut(text, other), _cut(other, text)
    parts = []
    for kind, start, end, _from, _to in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        piece = "".join(one[start:end])
        if not piece.strip():
            parts.append(" " if piece else "")
            continue
        before, after = (" " if piece[at].isspace() else "" for at in (0, -1))
        shown = plain(piece) if kind == "equal" else f":{color}-background[{plain(piece)}]"
        parts.append(f"{before}{shown}{after}")
    return "".join(parts)


def _cut(text: str, other: str) -> list[str]:
    return list(text) if not any(each.strip().count(" ") for each in (text, other)) else _PIECES.findall(text)
