"""The Export page: take the trained network along; all that leaves is opened again and compared first."""

from functools import partial
from typing import Any

import streamlit as st

from builder.pages import jobs
from builder.pages.changing import since
from builder.pages.language import _
from builder.pages.trained import choose, still_learns, trained_runs
from builder.pages.visit import Run, Visit, current
from builder.pages.words import figure, size
from builder.server import intake
from engine.runs.exports import FORMS, Form


def page() -> None:
    """Write the page."""
    visit = current()
    sentence = _("Train the network first. The project itself can be saved to a file on the Projects page.")
    trained = trained_runs(visit, _("Nothing to export yet"), sentence)
    if not trained:
        return
    st.header(_("Take it with you"), anchor=False)
    st.caption(
        _("Whatever leaves is opened again by a fresh program and compared with the network before it is offered.")
    )
    run = choose(trained)
    since(visit, run)
    if still_learns(run, _("It can be taken along when it has ended, or when you stop it on Train.")):
        return
    for start in range(0, len(FORMS), 2):
        for column, form in zip(st.columns(2), FORMS[start : start + 2], strict=False):
            with column.container(border=True, key=f"card_{form.name}", height="stretch"):
                _format(visit, run, form)
    _card(run)


def _format(visit: Visit, run: Run, form: Form) -> None:
    key = _key(run, form)
    st.subheader(_(form.title), anchor=False)
    st.markdown(_(form.sentence))
    st.caption(_(form.contents))
    result = jobs.result(key)
    if result is None:
        begin = partial(intake.start, visit.person, "export", run=run.id, format=form.name)
        jobs.button(_("Make the {form}", form=_(form.title)), key, begin)
        return
    _compared(result)
    bytes_ = f" · {size(int(result['bytes']))}" if result.get("bytes") else ""
    st.link_button(
        _("Download the {form}", form=_(form.title)) + bytes_,
        f"/api/runs/{run.id}/export/{form.name}",
        icon=":material/download:",
    )


def _compared(result: Any) -> None:  # noqa: ANN401
    difference = float(result["difference"])
    words = _("Checked: on held-out samples its answers are **exactly the same**.")
    if difference:
        words = _(
            "Checked: on held-out samples its answers differ by at most **{difference}**.",
            difference=figure(f"{difference:.1e}"),
        )
    st.markdown(f":material/check_circle: {words}")


def _card(run: Run) -> None:
    cards = [result["card"] for form in FORMS if (result := jobs.result(_key(run, form))) and result.get("card")]
    if cards:
        with st.expander(_("The card that goes with it"), expanded=True):
            st.code(cards[0], language=None, wrap_lines=True)


def _key(run: Run, form: Form) -> str:
    return f"export_{run.id}_{form.name}"
