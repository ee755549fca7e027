"""The Data page: choose or bring data, see what is in it, and have a network proposed for it."""

import streamlit as st

from builder import components
from builder.pages import asking, binding, gallery, learning, pretrained, reading, seeing, taking, unusual
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.visit import Visit, current
from builder.pages.words import counted, plain
from engine.data.schema import Schema
from engine.plan.again import wants_column
from engine.propose.again import GIVEN_AGAIN
from engine.said import say
from engine.words import Json

_HINT = say(
    "A table (CSV, Excel, Parquet, JSON) or copied cells. "
    "Pictures, sounds, clips or texts as a folder or ZIP, with one folder for each class; "
    "pictures with masks or boxes; one long text; arrays of NumPy."
)


def page() -> None:
    """Write the page."""
    visit = current()
    if visit.raw is None or st.session_state.get("choosing"):
        _choose(visit)
    else:
        _shown(visit, visit.raw)


def _choose(visit: Visit) -> None:
    st.header(_("What shall it learn from?"), anchor=False)
    if visit.document.data.source and visit.raw is None:
        gallery.missing(visit)
    if visit.raw is not None:
        st.button(_("Keep the data I have"), on_click=_choosing, args=(False,), icon=":material/arrow_back:")
    data: dict[str, Json] = {"title": _("Bring your own"), "hint": _(_HINT), "brings": "data"}
    uploaded = components.mount("upload", data, key="upload")
    brought = uploaded.take("done")
    if brought:
        binding.bind(visit, str(brought))
        _choosing(False)
        st.rerun()
    if taking.new(visit):
        _choosing(False)
        st.rerun()
    gallery.own(visit)
    gallery.included(visit)


def _shown(visit: Visit, raw: Schema) -> None:
    title, build, other = st.columns([5, 2.2, 1.6], vertical_alignment="center")
    with title:
        st.header(plain(raw.title), anchor=False)
        st.caption(plain(_(raw.sentence) if raw.sentence else _summary(raw)))
    if visit.editable:
        build.button(
            _("Build a network that fits"),
            type="primary" if _unfit(visit) else "secondary",
            on_click=binding.propose_network,
            args=(visit,),
            width="stretch",
            disabled=not binding.proposable(visit),
        )
        other.button(_("Other data"), on_click=_choosing, args=(True,), width="stretch")
    pretrained.begin(visit)
    if st.session_state.pop("proposed", False):
        asked_to_design()
    # In a container: notes come and go, and what stands below keeps its place, with what is being typed there.
    with st.container():
        if learning.show(visit, raw):
            reading.target(visit, raw)
        for note in (*raw.notes, *(visit.schema.notes[len(raw.notes) :] if visit.schema else ())):
            st.markdown(f":material/info: {plain(_(note))}")
        pretrained.offer(visit)
        unusual.show(visit)
    seeing.tabs(visit, raw)


def _unfit(visit: Visit) -> bool:
    """Whether the network is known not to fit: then it is what to press, and Train is not."""
    made = visit.document.data.made
    if made and made.way in GIVEN_AGAIN and wants_column(visit.document):
        return True
    return not visit.document.nodes or (visit.report is not None and not visit.ready)


def asked_to_design() -> None:
    """Go to Design, where the proposed network appears as soon as the browser applied it."""
    if asking.waiting():
        go("design")


def _summary(raw: Schema) -> str:
    if raw.kind == "table":
        rows = counted(raw.samples, "{count} row", "{count} rows")
        columns = counted(len(raw.features), "{count} column", "{count} columns")
        return f"{rows}, {columns}."
    return counted(raw.samples, "{count} sample.", "{count} samples.")


def _choosing(yes: bool) -> None:
    st.session_state["choosing"] = yes
