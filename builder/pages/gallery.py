"""The gallery of data sets: a person's own, and those that come with the program."""

from functools import partial

import streamlit as st

from builder.pages import binding, jobs
from builder.pages.language import _
from builder.pages.pictures import data_picture
from builder.pages.visit import Visit, schema_of
from builder.pages.words import ago, counted, plain, size
from builder.server import intake, quota
from builder.store import data_sets, models
from engine.data.builtin import BUILTIN, Builtin

_COLUMNS = 4
_NAMED = 3


def own(visit: Visit) -> None:
    """Show the data sets that the person brought before."""
    mine = data_sets.of(visit.person)
    if not mine:
        return
    st.subheader(_("Yours"), anchor=False)
    st.caption(
        _(
            "{used} of the {most} that you may keep here.",
            used=size(data_sets.used(visit.person) + models.used(visit.person)),
            most=size(quota.most()),
        )
    )
    for data_set in mine:
        with st.container(horizontal=True, vertical_alignment="center", border=True, key=f"card_{data_set.id}"):
            known = schema_of(visit.person, data_set.id) is not None
            state = "" if known else " · " + _("could not be read")
            st.markdown(f"**{plain(data_set.title)}** · {size(data_set.bytes)} · {ago(data_set.created)}{state}")
            st.space("stretch")
            use = f"use_{data_set.id}"
            st.button(
                _("Use"), key=use, on_click=_use, args=(visit, data_set.id), disabled=not known or not visit.editable
            )
            _deleting(visit.person, data_set.id)


def included(visit: Visit) -> None:
    """Show the built-in data sets as cards."""
    st.subheader(_("Ready to use"), anchor=False)
    entries = list(BUILTIN.values())
    for start in range(0, len(entries), _COLUMNS):
        for column, entry in zip(st.columns(_COLUMNS), entries[start : start + _COLUMNS], strict=False):
            with column.container(border=True, key=f"card_{entry.name}", height="stretch"):
                _card(visit, entry)


def missing(visit: Visit) -> None:
    """Say that the document names a data set that is not here."""
    source = visit.document.data.source or ""
    if source not in BUILTIN:
        st.warning(_("The data set of this project is not in your workspace. Bring it again, or choose another one."))


def _card(visit: Visit, entry: Builtin) -> None:
    st.image(data_picture(entry.picture), width="stretch", alt="")
    st.markdown(f"**{_(entry.title)}**")
    st.caption(_(entry.sentence))
    if entry.origin == "online" and schema_of(visit.person, entry.name) is None:
        jobs.button(
            _("Download {data}", data=_(entry.title)),
            f"fetch_{entry.name}",
            partial(intake.fetch, visit.person, entry.name),
        )
        return
    st.button(
        _("Use {data}", data=_(entry.title)), on_click=_use, args=(visit, entry.name), disabled=not visit.editable
    )


def _deleting(person: str, data_set: str) -> None:
    """Offer to delete a data set; where projects use it, say first which."""
    mine, others = data_sets.used_by(person, data_set)
    if not mine and not others:
        st.button(_("Delete"), key=f"delete_{data_set}", on_click=_delete, args=(person, data_set))
        return
    with st.popover(_("Delete"), key=f"asked_{data_set}"):
        names = ", ".join(f"“{plain(name)}”" for name in mine[:_NAMED]) + (" …" if len(mine) > _NAMED else "")
        if mine:
            st.markdown(_("{names} learn from it, and can then not be trained again.", names=names))
        if others:
            st.markdown(
                counted(
                    others,
                    "{count} project of another person uses it.",
                    "{count} projects of other people use it.",
                )
            )
        st.button(_("Delete it"), key=f"delete_{data_set}", on_click=_delete, args=(person, data_set), type="primary")


def _delete(person: str, data_set: str) -> None:
    data_sets.remove(person, data_set)


def _use(visit: Visit, source: str) -> None:
    st.session_state["choosing"] = False
    binding.bind(visit, source)
