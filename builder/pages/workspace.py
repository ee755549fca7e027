"""Links to a project, the address on the network, a person's name, and the code that brings a workspace back."""

import streamlit as st

from builder.pages import identity, links
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.pages.words import plain
from builder.server import people as visitors
from builder.server.network import network_address, qr_svg
from builder.store import people, shares
from builder.store.projects import Project
from builder.store.shares import Kind
from engine.said import say

_LINKS: tuple[tuple[Kind, str, str], ...] = (
    ("copy", say("Copy link"), say("Each visitor gets a copy of their own:")),
    ("look", say("Look"), say("Everybody sees this project live, and changes nothing:")),
    ("edit", say("Edit together"), say("Everybody edits this project:")),
)


def sharing(visit: Visit, project: Project) -> None:
    """Offer the links to a project of the person's own, and to end them."""
    known = {share.kind: share for share in shares.of(visit.person, project.id)}
    for kind, label, sentence in _LINKS:
        share = known.get(kind)
        if share is None:
            st.button(_(label), key=f"{kind}_{project.id}", on_click=_create, args=(visit, project, kind))
            continue
        st.caption(_(sentence))
        st.code(links.address(share.token), language=None, wrap_lines=True)
        st.button(
            _("End this link"),
            key=f"end_{kind}_{project.id}",
            on_click=_revoke,
            args=(visit, project, share.token),
        )


def _create(visit: Visit, project: Project, kind: Kind) -> None:
    shares.create(visit.person, project.id, kind)


def _revoke(visit: Visit, project: Project, token: str) -> None:
    shares.revoke(visit.person, project.id, token)


def network() -> None:
    """Show the address that others on the network type, large and as a QR code, where the server listens to them."""
    address = network_address()
    if address is None:
        return
    st.header(_("Others on this network type"), anchor=False)
    words, code = st.columns([3, 1], vertical_alignment="center")
    words.header(plain(address), anchor=False)
    code.image(qr_svg(address), width=180, alt=_("The same address as a QR code"))


def show(visit: Visit) -> None:
    """Show the person's name and the return code."""
    st.header(_("Your workspace"), anchor=False)
    name, code, back = st.columns(3, gap="medium")
    with name:
        st.text_input(
            _("Your name, as others see it"),
            identity.chosen(visit.person),
            key="own_name",
            max_chars=identity.LONGEST,
            placeholder=identity.given(visit.person),
            on_change=_name,
            args=(visit.person,),
        )
    with code:
        _code(visit.person)
    with back:
        _back()


def _name(person: str) -> None:
    identity.rename(person, st.session_state["own_name"])


def _code(person: str) -> None:
    if "return_code" in st.session_state:
        st.caption(_("Write this code down; it is shown this once. It brings your projects back in another browser:"))
        st.code(st.session_state["return_code"], language=None)
        return
    st.caption(
        _(
            "Your projects belong to this browser. A return code brings them back in another one, or after "
            "its cookies are gone."
        )
    )
    label = _("Make another return code") if people.has_return_code(person) else _("Make a return code")
    st.button(label, on_click=_make_code, args=(person,))


def _make_code(person: str) -> None:
    st.session_state["return_code"] = people.new_return_code(person)


def _back() -> None:
    typed = st.text_input(_("Return code from another browser"), key="typed_code", placeholder="k7fm-2xqa-9hdp-w3tr")
    if typed.strip():
        link = visitors.return_link(typed)
        if link:
            st.link_button(_("Open that workspace here"), link)
        else:
            st.error(_("No workspace has this code. Check it letter by letter."))
