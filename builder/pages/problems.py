"""What keeps a network from training, each with its mends: the same fixes that the canvas offers."""

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
    if not found:
        return
    st.subheader(_("Before it can train"), anchor=False)
    for place, finding in enumerate(found):
        with st.container(border=True, key=f"card_problem_{place}"):
            st.markdown(f":material/error: {plain(_where(visit, finding))}{plain(_(heard(finding)))}")
            with st.container(horizontal=True):
                for number, fix in enumerate(finding.get("fixes", ())):
                    st.button(
                        plain(_(heard(fix, "title"))),
                        key=f"fix_{place}_{number}",
                        on_click=ask,
                        args=(fix["edits"],),
                        disabled=not visit.editable,
                    )
                if st.button(_("Show on the canvas"), key=f"show_{place}", type="tertiary"):
                    go("design")


def _where(visit: Visit, finding: Any) -> str:  # noqa: ANN401
    node = visit.document.nodes.get(finding.get("node") or "")
    return f"{node.name or node.kind}: " if node else ""
