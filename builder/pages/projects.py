"""The Projects page: all of a person's projects, templates, files, links, and the way back into a workspace."""

import streamlit as st

from builder.pages import templates, workspace
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.thumbnail import network_picture
from builder.pages.visit import Visit, current
from builder.pages.words import ago, plain
from builder.server import live_state
from builder.store import projects, states
from builder.store.projects import Project
from engine.document.model import Document

_COLUMNS = 3
_DELETED = "deleted_project"


def page() -> None:
    """Write the page."""
    visit = current()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(_("Projects"), anchor=False)
        st.space("stretch")
        new = st.button(_("New project"))
        templates.open_file()
    if new:
        go("design", projects.create(visit.person, Document(name="Untitled")).id)
    _undo(visit)
    mine = projects.of(visit.person)
    for start in range(0, len(mine), _COLUMNS):
        for column, project in zip(st.columns(_COLUMNS), mine[start : start + _COLUMNS], strict=False):
            with column.container(border=True, key=f"card_{project.id}", height="stretch"):
                _card(visit, project)
    templates.gallery(visit)
    workspace.show(visit)
    workspace.network()


def _card(visit: Visit, project: Project) -> None:
    document = states.document(project.id)
    shared = {"owner": "", "edit": " · " + _("shared with you"), "look": " · " + _("shared, to look at")}[project.role]
    st.image(network_picture(document), width="stretch", alt="")
    st.markdown(f"**{plain(project.name)}**")
    st.caption(f"{plain(templates.summary(document))} · {ago(project.changed)}{shared}")
    with st.container(horizontal=True):
        if st.button(_("Open"), key=f"open_{project.id}"):
            go("design", project.id)
        with st.popover(_("More"), key=f"more_{project.id}"):
            _more(visit, project)


def _more(visit: Visit, project: Project) -> None:
    st.text_input(_("Name"), project.name, key=_name(project), max_chars=200, disabled=project.role == "look")
    st.button(
        _("Rename"),
        key=f"rename_{project.id}",
        on_click=_rename,
        args=(visit, project),
        disabled=project.role == "look",
    )
    st.button(_("Duplicate"), key=f"duplicate_{project.id}", on_click=_duplicate, args=(visit, project))
    st.link_button(_("Save to file"), f"/api/projects/{project.id}/file")
    if project.role == "owner":
        workspace.sharing(visit, project)
    label = _("Delete") if project.role == "owner" else _("Leave")
    st.button(label, key=f"delete_{project.id}", on_click=_delete, args=(visit, project))


def _rename(visit: Visit, project: Project) -> None:
    # What was typed is read at the press: no run may have seen it yet.
    live_state.rename(visit.person, project.id, st.session_state[_name(project)])


def _name(project: Project) -> str:
    return f"name_{project.id}"


def _duplicate(visit: Visit, project: Project) -> None:
    projects.duplicate(visit.person, project.id)


def _delete(visit: Visit, project: Project) -> None:
    if projects.remove(visit.person, project.id) and project.role == "owner":
        st.session_state[_DELETED] = project
    if st.session_state.get("project") == project.id:
        del st.session_state["project"]
        st.query_params.pop("project", None)


def _undo(visit: Visit) -> None:
    deleted = st.session_state.get(_DELETED)
    if deleted is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="card_undo"):
        st.markdown(_("“{project}” was deleted.", project=plain(deleted.name)))
        st.space("stretch")
        st.button(_("Undo"), on_click=_restore, args=(visit, deleted))


def _restore(visit: Visit, deleted: Project) -> None:
    projects.restore(visit.person, deleted.id)
    del st.session_state[_DELETED]
