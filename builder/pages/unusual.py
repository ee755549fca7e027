"""What is unusual in a data set: a sentence for each finding, why it matters, and what can be done about it."""

import streamlit as st

from builder.pages.asking import ask
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.pages.words import counted, plain
from engine.data.insight import judge
from engine.data.insight.rule import Judged
from engine.document.edits import hide

_SHOWN = 3


def show(visit: Visit) -> None:
    """List what the rules about data find, the gravest first, and the rest behind one line."""
    known = judge(visit.schema.rows, visit.document.data) if visit.schema else ()
    found = [judged for judged in known if judged.rule not in visit.document.hidden]
    for place, judged in enumerate(found[:_SHOWN]):
        _row(visit, judged, place)
    rest = found[_SHOWN:]
    if rest:
        with st.expander(counted(len(rest), "{count} more finding", "{count} more findings"), key="unusual_more"):
            for place, judged in enumerate(rest, start=_SHOWN):
                _row(visit, judged, place)
    if len(found) < len(known) and visit.editable:
        _hidden(sorted({judged.rule for judged in known} & set(visit.document.hidden)), len(known) - len(found))


def _row(visit: Visit, judged: Judged, place: int) -> None:
    key = f"unusual_{judged.rule}_{place}"
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        st.markdown(f":material/lightbulb: {plain(_(judged.sentence))}", width="stretch")
        for number, fix in enumerate(judged.fixes):
            st.button(
                plain(_(fix.title)),
                key=f"{key}_{number}",
                on_click=ask,
                args=(fix.edits,),
                disabled=not visit.editable,
            )
        with st.popover(_("Why?"), type="tertiary", key=f"{key}_why"):
            st.markdown(plain(_(judged.why)))
            if visit.editable:
                st.button(_("Do not tell me this"), key=f"{key}_hide", on_click=ask, args=([hide(judged.rule, None)],))


def _hidden(rules: list[str], count: int) -> None:
    st.button(
        counted(count, "Show {count} hidden finding again", "Show {count} hidden findings again"),
        key="unusual_again",
        type="tertiary",
        on_click=ask,
        args=([hide(rule, None, hidden=False) for rule in rules],),
    )
