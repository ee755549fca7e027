"""Templates and project files: networks to begin with."""

import streamlit as st

from builder import components
from builder.pages import papers
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.pictures import data_picture
from builder.pages.visit import Visit
from builder.pages.words import counted
from builder.store import projects, runs
from engine.data.builtin import BUILTIN
from engine.document.model import Document
from engine.propose import templates
from engine.propose.templates import Template
from engine.words import Json

_COLUMNS = 4
_PORTS = frozenset({"Input", "Output", "BlockInput", "BlockOutput"})


def gallery(visit: Visit) -> None:
    """Show the templates as cards."""
    st.header(_("Templates"), anchor=False)
    entries = list(templates.templates().values())
    for start in range(0, len(entries), _COLUMNS):
        for column, entry in zip(st.columns(_COLUMNS), entries[start : start + _COLUMNS], strict=False):
            with column.container(border=True, key=f"card_template_{entry.name}", height="stretch"):
                _card(visit, entry)
    st.header(_("Architectures"), anchor=False)
    with st.expander(_("From LeNet to GPT: networks that made history, to open and take apart")):
        papers.architectures(visit)


def summary(document: Document) -> str:
    """Return a document in a line: how many layers, and what it learns from."""
    layers = sum(node.kind not in _PORTS for node in document.nodes.values())
    source = document.data.source
    known = BUILTIN.get(source or "")
    data = _(known.title) if known else _("own data") if source else _("no data yet")
    return f"{counted(layers, '{count} layer', '{count} layers')} · {data}"


def open_file() -> None:
    """Offer to open a project file or a model of Keras; what is wrong with one is said in a sentence."""
    with st.popover(_("Open from file")):
        hint = _("A project saved here or exported before, or a Keras model: .keras, .h5 or its JSON.")
        data: dict[str, Json] = {"title": _("Project or model"), "hint": hint, "brings": "project"}
        asked = components.mount("upload", data, key="open_file")
    opened = asked.take("done")
    if opened:
        # One with trained weights opens where they answer.
        go("test" if runs.in_project(str(opened)) else "design", str(opened))


def _card(visit: Visit, entry: Template) -> None:
    st.image(data_picture(entry.picture), width="stretch", alt="")
    st.markdown(f"**{_(entry.title)}**")
    st.caption(_(entry.sentence))
    st.caption(_reaches(entry))
    if st.button(_("Open {title}", title=_(entry.title)), key=f"template_{entry.name}"):
        go("design", projects.create(visit.person, templates.document(entry.name)).id)


def _reaches(entry: Template) -> str:
    if entry.measure == "accuracy":
        return _("Reaches {reaches} % accuracy", reaches=round(100 * entry.reaches))
    return _("Reaches a {measure} of {reaches}", measure=_(entry.measure), reaches=entry.reaches)
