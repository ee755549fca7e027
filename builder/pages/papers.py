"""Blocks and architectures from papers, as cards: picture, sentence, reference, and a button that opens each."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.thumbnail import network_picture
from builder.pages.visit import Visit
from builder.pages.words import counted, plain
from builder.store import projects
from engine.document.model import Document
from engine.propose import published
from engine.propose.published import Architecture, Paper, ReadyBlock
from engine.said import say

_COLUMNS = 4
_FAMILIES = {
    "pictures": say("Pictures"),
    "sequences": say("Sequences"),
    "text": say("Text and speech"),
    "compare": say("Two inputs"),
    "make": say("Pictures made anew"),
}

Entry = TypeVar("Entry", ReadyBlock, Architecture)


def blocks(visit: Visit) -> None:
    """Show the ready-made blocks, family by family."""
    _families(list(published.ready_blocks().values()), lambda entry: _block(visit, entry))


def architectures(visit: Visit) -> None:
    """Show the named architectures, family by family."""
    _families(list(published.architectures().values()), lambda entry: _architecture(visit, entry))


def _families(entries: Sequence[Entry], card: Callable[[Entry], None]) -> None:
    for family in dict.fromkeys(entry.family for entry in entries):
        st.subheader(_(_FAMILIES[family]), anchor=False)
        shown = [entry for entry in entries if entry.family == family]
        for start in range(0, len(shown), _COLUMNS):
            for column, entry in zip(st.columns(_COLUMNS), shown[start : start + _COLUMNS], strict=False):
                with column.container(border=True, key=f"card_paper_{entry.name}", height="stretch"):
                    card(entry)


def _block(visit: Visit, entry: ReadyBlock) -> None:
    document = published.ready_block(entry.name)
    st.image(network_picture(document, block=entry.name), width="stretch", alt="")
    st.markdown(f"**{plain(_(entry.title))}**")
    st.caption(plain(_(entry.sentence)))
    st.caption(_reference(entry.reference))
    _opens(visit, entry.title, entry.name, lambda: published.shown_block(entry.name))


def _architecture(visit: Visit, entry: Architecture) -> None:
    st.image(network_picture(published.architecture(entry.name)), width="stretch", alt="")
    st.markdown(f"**{plain(_(entry.title))}**")
    st.caption(plain(_(entry.sentence)))
    st.caption(
        f"{counted(entry.parameters, '{count} parameter', '{count} parameters')} · {_reference(entry.reference)}"
    )
    _opens(visit, entry.title, entry.name, lambda: published.architecture(entry.name))


def _opens(visit: Visit, title: str, name: str, document: Callable[[], Document]) -> None:
    if st.button(_("Open {title}", title=_(title)), key=f"paper_{name}"):
        go("design", projects.create(visit.person, document()).id)


def _reference(paper: Paper) -> str:
    """Return a paper as people cite it: by both authors, or the first of many."""
    authors = paper.authors.split(", ")
    named = _named(authors)
    return plain(f"{named}, {paper.year}: {paper.title}")


def _named(authors: Sequence[str]) -> str:
    match authors:
        case [one]:
            return one
        case [one, other]:
            return _("{first} and {second}", first=one, second=other)
    return _("{first} and others", first=authors[0])
