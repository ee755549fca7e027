"""How a data set is read: what is to be answered, the types of columns, and the form of a table's file."""

from functools import partial

import streamlit as st

from builder.pages import jobs
from builder.pages.asking import ask
from builder.pages.following import follow, when_changed
from builder.pages.visit import Visit
from builder.server import intake
from builder.store import data_sets
from engine.data.schema import Feature, Schema
from engine.document.edits import set_part
from engine.words import Json

_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
_ENCODINGS = ("utf-8", "utf-16", "latin-1", "cp1252")
_PICTURE_RANGE = (8, 512)
_LARGEST_SHARE = 45
_TYPES = ("number", "category", "text", "ignore")


def target(visit: Visit, raw: Schema) -> None:
    """Let the person choose what the network is to answer."""
    names = [
        feature.name for feature in raw.features if feature.role != "feature" and feature.type in ("number", "category")
    ]
    chosen = [name for name in visit.document.data.targets if name in names]
    if not names:
        st.warning("There is no column that a network could answer. Change the type of one below.")
        return
    if len(names) == 1 and chosen:
        return
    # A key for each data set: a widget that is given other choices forgets what was chosen.
    key = f"targets_{raw.id}"
    follow(key, chosen)
    st.multiselect(
        "What shall it answer?",
        names,
        key=key,
        on_change=when_changed,
        args=(key, _set_targets, key),
        disabled=not visit.editable,
        placeholder="Choose a column",
        help="The column, or columns, that the network learns to tell from the others.",
    )


def columns(visit: Visit, raw: Schema) -> None:
    """Show every column with its type, which can be changed, and what is known of it."""
    schema = visit.schema or raw
    rows = [_row(feature, raw) for feature in schema.features]
    settings = {
        "type": st.column_config.SelectboxColumn("type", options=list(_TYPES), required=True),
        "missing": st.column_config.NumberColumn("missing", format="%d"),
    }
    fixed = [name for name in rows[0] if name != "type"] if visit.editable and raw.kind == "table" else True
    # The key changes with what is shown: else the table would keep an edit that was undone meanwhile.
    key = f"columns_{raw.id}_{hash(tuple(row['type'] for row in rows))}"
    changed = st.data_editor(rows, column_config=settings, disabled=fixed, hide_index=True, key=key, width="stretch")
    types: dict[str, Json] = {
        str(before["column"]): after["type"]
        for before, after in zip(rows, changed, strict=True)
        if before["type"] != after["type"]
    }
    if types:
        ask([set_part("data", "columns", {**visit.document.data.columns, **types})])
        st.rerun()


def file_form(visit: Visit, raw: Schema) -> None:
    """Let the person correct how an uploaded file is read: the form of a table, the size of pictures."""
    if data_sets.find(visit.person, raw.id) is None or raw.kind == "series":
        return
    with st.expander("How the file is read"), st.container(horizontal=True, vertical_alignment="bottom"):
        asked = _table_form(raw) if raw.kind == "table" else _picture_form(raw)
        jobs.button("Read again", f"inspect_{raw.id}", partial(intake.inspect, visit.person, raw.id, **asked))


def _table_form(raw: Schema) -> dict[str, Json]:
    separator = st.selectbox(
        "Separator",
        list(_SEPARATORS),
        index=_at(list(_SEPARATORS), raw.read.get("separator")),
        format_func=lambda mark: _SEPARATORS[mark],
    )
    encoding = st.selectbox("Encoding", _ENCODINGS, index=_at(list(_ENCODINGS), raw.read.get("encoding")))
    header = st.toggle("First row names the columns", value=bool(raw.read.get("header", True)))
    return {"read": {"separator": separator, "encoding": encoding, "header": header}}


def _picture_form(raw: Schema) -> dict[str, Json]:
    height, width = raw.size or (64, 64)
    chosen_height = st.number_input("Height, pixels", *_PICTURE_RANGE, value=height, step=8)
    chosen_width = st.number_input("Width, pixels", *_PICTURE_RANGE, value=width, step=8)
    return {"size": [int(chosen_height), int(chosen_width)]}


def split(visit: Visit) -> None:
    """Let the person say how many samples are kept for validation and test."""
    now = visit.document.data.split
    follow("split_validation", _percent(now.validation, 5))
    follow("split_test", _percent(now.test, 0))
    follow("split_seed", max(0, now.seed))
    left, middle, right = st.columns(3)
    left.slider(
        "Validation, %",
        5,
        _LARGEST_SHARE,
        key="split_validation",
        on_change=when_changed,
        args=("split_validation", _set_split),
        disabled=not visit.editable,
    )
    middle.slider(
        "Test, %",
        0,
        _LARGEST_SHARE,
        key="split_test",
        on_change=when_changed,
        args=("split_test", _set_split),
        disabled=not visit.editable,
    )
    right.number_input(
        "Seed of the shuffle",
        0,
        2**31 - 1,
        key="split_seed",
        on_change=when_changed,
        args=("split_seed", _set_split),
        disabled=not visit.editable,
    )
    st.caption(
        "It learns from the rest. Validation tells while it learns how it does on samples it has not seen, and "
        "picks the best epoch. Test samples are put away until you ask for them at the end."
    )


def _row(feature: Feature, raw: Schema) -> dict[str, Json]:
    before = raw.feature(feature.name)
    return {
        "column": feature.name,
        "type": feature.type if feature.type in _TYPES or raw.kind != "table" else "ignore",
        "role": "answer" if feature.role == "target" else "input" if feature.type != "ignore" else "",
        "missing": feature.missing,
        "different": (before or feature).distinct,
        "smallest": feature.min,
        "mean": feature.mean,
        "largest": feature.max,
    }


def _percent(share: float, least: int) -> int:
    return min(max(round(100 * share), least), _LARGEST_SHARE)


def _at(options: list[str], value: object) -> int:
    return options.index(value) if value in options else 0


def _set_targets(key: str) -> None:
    ask([set_part("data", "targets", list(st.session_state[key]))])


def _set_split() -> None:
    shares = {part: st.session_state[f"split_{part}"] / 100 for part in ("validation", "test")}
    ask([set_part("data", "split", {**shares, "seed": int(st.session_state["split_seed"])})])
