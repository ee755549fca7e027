"""What keeps a network from training, and advice on how it is trained: with the same fixes that the canvas offers."""

from typing import Any

import streamlit as st

from builder.pages.asking import ask
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.visit import Visit
from builder.pages.words import plain
from engine.said import heard


def show(visit: Visit) -> None:
    """List the problems of the newest report."""
    report: Any = visit.report
    if report is None:
        st.caption(_("The network is being checked."))
        return
    found = [finding for finding in report["findings"] if finding["severity"] == "problem"]
    if found:
        st.subheader(_("Before it can train"), anchor=False)
        _cards(visit, found)


def advise(visit: Visit) -> None:
    """List the advice on how the network is trained, which is about no layer of it."""
    report: Any = visit.report
    found = [each for each in report["findings"] if each.get("rule") and each["node"] is None] if report else []
    if found:
        _cards(visit, found)


def _cards(visit: Visit, found: list[Any]) -> None:
    for place, finding in enumerate(found):
        rule = finding.get("rule")
        with st.container(border=True, key=f"card_finding_{rule or place}"):
            icon = ":material/lightbulb:" if rule else ":material/error:"
            st.markdown(f"{icon} {plain(_where(visit, finding))}{plain(_(heard(finding)))}")
            with st.container(horizontal=True):
                for number, fix in enumerate(finding.get("fixes", ())):
                    st.button(
                        plain(_(heard(fix, "title"))),
                        key=f"fix_{rule or place}_{number}",
                        on_click=ask,
                        args=(fix["edits"],),
                        disabled=not visit.editable,
                    )
                if rule:
                    st.link_button(_("Why?"), f"learn?rule={rule}&project={visit.project.id}", type="tertiary")
                elif st.button(_("Show on the canvas"), key=f"show_{place}", type="tertiary"):
                    go("design")


def _where(visit: Visit, finding: Any) -> str:  # noqa: ANN401
    node = visit.document.nodes.get(finding.get("node") or "")
    return f"{node.name or node.kind}: " if node else ""
