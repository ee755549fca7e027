"""The rules that advice comes from: a list to look through, and a page for each with its reason and an example."""

import re
from dataclasses import replace
from typing import Literal

import streamlit as st

from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.sketch import sketches
from builder.pages.visit import Visit
from builder.pages.words import plain
from builder.store import projects
from engine.advice import GROUPS, RULES, Rule, rule

_ASKED = "rule"
_HEIGHT = 620
# Where the sentence has figures of a node.
_PLACE = re.compile(r"\{\w+\}")


def wanted() -> Rule | None:
    """Return the rule that the address names, or nothing."""
    return rule(str(st.query_params.get(_ASKED) or ""))


def section(visit: Visit) -> None:
    """Write the list of rules, and the page of the one that is chosen."""
    st.markdown(
        _(
            "While you build, the canvas looks for what networks often suffer from. These are its {count} rules; "
            "each says why, and who found out.",
            count=len(RULES),
        )
    )
    chosen = wanted() or RULES[0]
    several, one = st.columns([1, 2], gap="large")
    with several:
        _list(chosen)
    with one:
        _page(visit, chosen)


def _list(chosen: Rule) -> None:
    asked = st.text_input(_("Search"), key="rule_search", placeholder=_("dropout, padding, learning rate …"))
    found = [each for each in RULES if _matches(each, asked or "")]
    if not found:
        st.caption(_("No rule speaks of that."))
    with st.container(height=_HEIGHT, border=False, key="rule_list", gap=None):
        for group, title in GROUPS.items():
            rules = [each for each in found if each.group == group]
            if rules:
                st.caption(f"**{_(title)}**")
            for each in rules:
                _choice(each, chosen)


def _choice(each: Rule, chosen: Rule) -> None:
    kind: Literal["secondary", "tertiary"] = "secondary" if each is chosen else "tertiary"
    st.button(_(each.title), key=f"rule_{each.code}", type=kind, on_click=_choose, args=(each.code,))


def _choose(code: str) -> None:
    st.query_params[_ASKED] = code


def _matches(each: Rule, asked: str) -> bool:
    text = " ".join((each.code, each.title, _(each.title), _(each.why), each.source.authors, each.source.title))
    return all(word in text.casefold() for word in asked.casefold().split())


def _page(visit: Visit, shown: Rule) -> None:
    with st.container(border=True, key="card_rule"):
        st.subheader(_(shown.title), anchor=False)
        st.markdown(f"*{plain(_PLACE.sub('…', _(shown.sentence)))}*")
        st.markdown(_(shown.why))
        wrong, right = shown.wrong(), shown.right()
        pictures = sketches(wrong, right)
        for column, picture, title in zip(
            st.columns(2), pictures, (_("Here it is said"), _("Here it is not")), strict=True
        ):
            with column:
                st.caption(f"**{title}**")
                st.image(picture, width="stretch")
        source = shown.source
        st.caption(plain(f"{source.authors}, {source.year}: {source.title}"))
        if st.button(_("Try it"), key="rule_try", type="primary"):
            go("design", projects.create(visit.person, replace(wrong, name=_(shown.title))).id)
