"""Samples of a person's own data set on the Data page: all of them, to be given another class or removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from builder import components
from builder.pages import answers, taking
from builder.pages.language import _
from builder.pages.navigation import go
from builder.pages.outcome import Outcome
from builder.pages.visit import Run, Visit
from builder.pages.words import counted
from builder.store import data_sets
from engine.data.schema import Schema
from engine.runs.folder import JOB, read_json
from engine.words import Json

_MISTAKES = "mistakes"
_ON_A_PAGE = {"images": 48, "sounds": 12, "texts": 12, "videos": 12}
_USUAL = 24


@dataclass(frozen=True, kw_only=True)
class Mistakes:
    """Samples that a run got wrong: numbers of rows of a data set, and what the network said of each."""

    data: str
    run: int
    said: Mapping[int, str]


def show(visit: Visit, schema: Schema) -> bool:
    """Show the samples of a data set of the person's own where they want to change them; say whether they do."""
    if data_sets.find(visit.person, schema.id) is None or _is_one_text(schema):
        return False
    if not data_sets.is_own(visit.person, schema.id):
        st.caption(_("These samples belong to the person who brought them, and only they change them."))
        return False
    mistakes = _mistakes(schema)
    target = schema.feature(schema.target or "")
    unlabelled = target is not None and target.type == "category" and target.missing > 0
    usual = unlabelled or mistakes is not None or _is_plain(schema)
    if not st.toggle(_("See and change all samples"), value=usual, key=f"change_{schema.id}_{mistakes is not None}"):
        return False
    if mistakes is not None:
        _say(mistakes)
    else:
        taking.more(schema)
    said: dict[str, Json] = {str(row): words for row, words in mistakes.said.items()} if mistakes else {}
    rows: Sequence[Json] = list(mistakes.said) if mistakes else []
    data: dict[str, Json] = {
        "data": schema.id,
        "mistakes": {"rows": rows, "said": said} if mistakes else None,
        "count": _ON_A_PAGE.get(schema.kind, _USUAL),
        "unlabelled": unlabelled,
    }
    # What was added since is asked for by another one.
    components.mount("samples", data, key=f"samples_{schema.id}_{mistakes.run if mistakes else 0}_{taking.grown()}")
    return True


def offer(visit: Visit, run: Run, outcome: Outcome) -> None:
    """Lead from what a run got wrong to these samples on the Data page, where they can be given another class."""
    asked = read_json(run.folder, JOB)["schema"]
    said = {
        int(sample["row"]): ", ".join(answers.text(answer) for answer in sample["answers"].values())
        for sample in outcome.samples
        if sample.get("wrong") and "row" in sample
    }
    here = visit.raw is not None and visit.raw.id == asked["id"] and visit.document.data.series is None
    if not said or not here or not data_sets.is_own(visit.person, asked["id"]):
        return
    label = counted(len(said), "Look at this sample in the data", "Look at these {count} samples in the data")
    if st.button(label, icon=":material/rule:", key=f"mistakes_{run.id}"):
        st.session_state[_MISTAKES] = Mistakes(data=asked["id"], run=run.number, said=said)
        go("data")


def since(visit: Visit, run: Run) -> None:
    """Say where the data changed since a run: what it learnt from, it keeps."""
    asked = read_json(run.folder, JOB)["schema"]
    now = visit.raw
    if now is not None and now.id == asked["id"] and now.fingerprint != asked.get("fingerprint"):
        st.caption(
            ":material/history: "
            + _(
                "The data changed since this run: it is judged by the samples as they were then. "
                "Train again to use the new ones."
            )
        )


def _mistakes(schema: Schema) -> Mistakes | None:
    found: Mistakes | None = st.session_state.get(_MISTAKES)
    return found if found is not None and found.data == schema.id else None


def _say(mistakes: Mistakes) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="mistakes"):
        st.markdown(
            counted(
                len(mistakes.said),
                "{count} sample that run {run} got wrong: is its label right?",
                "{count} samples that run {run} got wrong: are their labels right?",
                run=mistakes.run,
            )
        )
        st.button(_("Show all samples"), on_click=_all)


def _all() -> None:
    st.session_state.pop(_MISTAKES, None)


def _is_plain(schema: Schema) -> bool:
    """Whether samples are pictures or sounds with nothing laid over them: then this is how one looks at them."""
    target = schema.feature(schema.target or "")
    return schema.kind in {"images", "sounds"} and not (target and target.shape)


def _is_one_text(schema: Schema) -> bool:
    return schema.read.get("form") == "text" and schema.kind == "texts"
