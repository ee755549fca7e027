"""Texts of a data set: what stands in them, how long they are, and which words tell their classes apart."""

import re
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from builder.pages import charts
from builder.pages.language import _
from builder.pages.words import plain
from engine.data.schema import Feature, Schema
from engine.words import Json

_SHOWN = 12
_HEIGHT_PX = 190
_A_LINE_OR_TWO = 160
_WORD = re.compile(r"(\s+)")


def samples(schema: Schema) -> None:
    """Show texts with what is to be answered about each; words that tell its class are marked."""
    feature = next(feature for feature in schema.features if feature.wording)
    told = _told(feature)
    if told:
        _telling(feature)
    for start in range(0, min(len(schema.preview), _SHOWN), 2):
        for column, sample in zip(st.columns(2), schema.preview[start : start + 2], strict=False):
            with column.container(border=True, height=_HEIGHT_PX if _long(feature) else "content"):
                _sample(schema, feature, sample, told)


def distribution(feature: Feature) -> None:
    """Show how long the texts of a column are."""
    wording = feature.wording
    if wording is None or wording.lengths is None:
        return
    st.markdown(f"**{plain(feature.name)}** · {_('words in a text')}")
    charts.show(charts.distribution(replace(feature, histogram=wording.lengths)), key=f"words_{feature.name}")
    st.caption(
        _(
            "95 of 100 texts have at most {words} words; {vocabulary} different words, missing {missing}",
            words=wording.words,
            vocabulary=wording.vocabulary,
            missing=feature.missing,
        )
    )


def _telling(feature: Feature) -> None:
    wording = feature.wording
    with st.container(border=True):
        st.caption(_("Words that stand in one class far more often than in the others"))
        for name, words in wording.telling if wording else ():
            st.markdown(f"**{plain(name)}** · " + " ".join(map(_mark, words)))


def _sample(schema: Schema, feature: Feature, sample: Mapping[str, Json], told: Mapping[str, frozenset[str]]) -> None:
    if schema.read.get("form") == "text":
        text = str(sample[feature.name])
        end = " " if text[-1:].isspace() else ""
        st.markdown(plain(text) + end + _mark(str(sample[schema.target or ""])))
        return
    labels = [str(sample[other.name]) for other in schema.features if other.name in sample and other != feature]
    text = str(sample.get(feature.name) or "")
    st.caption(f"**{plain(', '.join(labels))}**")
    known = frozenset().union(*(told.get(label, frozenset()) for label in labels))
    st.markdown("".join(_marked(piece, known) for piece in _WORD.split(text)))


def _long(feature: Feature) -> bool:
    return feature.wording is not None and feature.wording.characters > _A_LINE_OR_TWO


def _marked(piece: str, known: frozenset[str]) -> str:
    if not piece.strip():
        return " "
    # A mark holds no bracket, so what is around the word stays outside.
    return _mark(piece) if piece.lower().strip('.,;:!?"()') in known else plain(piece)


def _mark(text: str) -> str:
    return f":blue-background[{plain(text)}]"


def _told(feature: Feature) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in feature.wording.telling} if feature.wording else {}
