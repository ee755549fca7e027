"""How a data set is read: what is to be answered, the types of columns, and the form of a table's file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

import streamlit as st

from builder.pages import course, jobs
from builder.pages.asking import ask
from builder.pages.following import follow
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.server import intake
from builder.store import data_sets
from engine.data.letters import PIECES
from engine.data.schema import Feature, Schema
from engine.data.types import CHOSEN, TYPES
from engine.document.edits import set_part
from engine.said import say
from engine.words import Json

_SEPARATORS = {
    ",": say("comma"),
    ";": say("semicolon"),
    "\t": say("tab"),
    "|": say("bar"),
    " ": say("space"),
}
_ENCODINGS = ("utf-8", "utf-16", "latin-1", "cp1252")
_FIXED = ("parquet", "json", "arrays")
"""Forms of files that can be read in one way only."""
_PICTURE_RANGE = (8, 512)
_FRAMES_RANGE = (2, 64)
_RATES = (8000, 16000, 22050, 44100, 48000)
_HEADS = {
    "column": say("column"),
    "role": say("role"),
    "different": say("different"),
    "smallest": say("smallest"),
    "mean": say("mean"),
    "largest": say("largest"),
}


def target(visit: Visit, raw: Schema) -> None:
    """Let the person choose what the network is to answer."""
    names = [feature.name for feature in raw.features if feature.role != "feature" and feature.is_predicted]
    chosen = [name for name in visit.document.data.targets if name in names]
    if not names:
        st.warning(_("There is no column that a network could answer. Change the type of one below."))
        return
    if len(names) == 1 and chosen:
        return
    st.multiselect(
        _("What shall it answer?"),
        names,
        default=chosen,
        disabled=not visit.editable,
        placeholder=_("Choose a column"),
        help=_("The column, or columns, that the network learns to tell from the others."),
        # A key for each data set: a widget that is given other choices forgets what was chosen.
        **follow(f"targets_{raw.id}", chosen, _set_targets),
    )


def columns(visit: Visit, raw: Schema) -> None:
    """Show every column with its type, which can be changed, and what is known of it."""
    schema = course.by_rows(visit, raw)
    rows = [_row(feature, raw) for feature in schema.features]
    types_here = list(dict.fromkeys((*CHOSEN, *(str(row["type"]) for row in rows))))
    settings = {
        "type": st.column_config.SelectboxColumn(_("type"), options=types_here, format_func=_type_title, required=True),
        "missing": st.column_config.NumberColumn(_("missing"), format="%d"),
        **{name: st.column_config.Column(_(title)) for name, title in _HEADS.items()},
    }
    # What has lists in its cells may be read as labels or as one category, beside pictures and sounds too.
    may_be_chosen = raw.kind == "table" or any(feature.labels for feature in raw.features)
    fixed = [name for name in rows[0] if name != "type"] if visit.editable and may_be_chosen else True
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
    """Let the person correct how an uploaded file is read: a table's form, the size of pictures, the rate of sounds."""
    form = _form(raw)
    if form is None or data_sets.find(visit.person, raw.id) is None:
        return
    with st.expander(_("How the file is read")), st.container(horizontal=True, vertical_alignment="bottom"):
        form.show(raw)
        jobs.button(_("Read again"), f"inspect_{raw.id}", partial(_read_again, visit.person, raw, form))


def _table_form(raw: Schema) -> None:
    st.selectbox(
        _("Separator"),
        list(_SEPARATORS),
        index=_at(list(_SEPARATORS), raw.read.get("separator")),
        format_func=lambda mark: _(_SEPARATORS[mark]),
        key=_field(raw, "separator"),
    )
    at = _at(list(_ENCODINGS), raw.read.get("encoding"))
    st.selectbox(_("Encoding"), _ENCODINGS, index=at, key=_field(raw, "encoding"))
    value = bool(raw.read.get("header", True))
    st.toggle(_("First row names the columns"), value=value, key=_field(raw, "header"))


def _sheet_form(raw: Schema) -> None:
    sheets = [str(title) for title in cast("list[str]", raw.read.get("sheets", []))]
    st.selectbox(_("Sheet"), sheets, index=_at(sheets, raw.read.get("sheet")), key=_field(raw, "sheet"))
    value = bool(raw.read.get("header", True))
    st.toggle(_("First row names the columns"), value=value, key=_field(raw, "header"))


def _picture_form(raw: Schema) -> None:
    height, width = raw.size or (64, 64)
    st.number_input(_("Height, pixels"), *_PICTURE_RANGE, value=height, step=8, key=_field(raw, "height"))
    st.number_input(_("Width, pixels"), *_PICTURE_RANGE, value=width, step=8, key=_field(raw, "width"))
    if raw.read.get("several"):
        st.toggle(
            _("Pictures in several folders have several labels"),
            value=raw.read.get("together") is True,
            key=_field(raw, "together"),
            help=_("The same file in the folders of several classes is read as one picture with all their labels."),
        )


def _clip_form(raw: Schema) -> None:
    _picture_form(raw)
    words = _("How many frames of each clip are taken, at even steps from its first to its last.")
    now = int(str(raw.read.get("frames", _FRAMES_RANGE[0])))
    st.number_input(_("Frames"), *_FRAMES_RANGE, value=now, key=_field(raw, "frames"), help=words)


def _sound_form(raw: Schema) -> None:
    now = int(str(raw.read.get("rate", _RATES[0])))
    rates = sorted({*_RATES, now})
    words = _("How high a pitch is kept: up to half of it. All sounds are brought to it.")
    st.selectbox(_("Samples a second"), rates, index=rates.index(now), key=_field(raw, "rate"), help=words)


def _pieces_form(raw: Schema) -> None:
    titles = {"letters": say("letter by letter"), "words": say("word by word")}
    words = _("Of what it reads the beginning, and what it learns to say next.")
    st.selectbox(
        _("The text goes on"),
        PIECES,
        index=_at(list(PIECES), raw.read.get("by")),
        format_func=lambda pieces: _(titles[pieces]),
        key=_field(raw, "by"),
        help=words,
    )


@dataclass(frozen=True, kw_only=True)
class _Form:
    """How a file may be read otherwise: what `show`s the fields of `settings`, and of the size where it is `sized`."""

    show: Callable[[Schema], None]
    settings: tuple[str, ...]
    sized: bool = False


_FORMS = {
    "table": _Form(show=_table_form, settings=("separator", "encoding", "header")),
    "table excel": _Form(show=_sheet_form, settings=("sheet", "header")),
    "images": _Form(show=_picture_form, settings=("together",), sized=True),
    "videos": _Form(show=_clip_form, settings=("frames",), sized=True),
    "sounds": _Form(show=_sound_form, settings=("rate",)),
    "texts text": _Form(show=_pieces_form, settings=("by",)),
}
"""By the kind of data, and where that has several, the form of the file."""


def _form(raw: Schema) -> _Form | None:
    form = raw.read.get("form")
    return None if form in _FIXED else _FORMS.get(f"{raw.kind} {form}") or _FORMS.get(raw.kind)


def _read_again(person: str, raw: Schema, form: _Form) -> str:
    """Begin to read a file as the fields say now: the press may come before a run has seen what was last changed."""
    said = st.session_state
    # Only what was shown is there: the labels of pictures in several folders are asked for only where there are some.
    chosen = {name: said[key] for name in form.settings if (key := _field(raw, name)) in said}
    if not form.sized:
        return intake.inspect(person, raw.id, read=chosen)
    # What was chosen of channels, slices and brightness stays.
    read = {**raw.read, **chosen}
    size = [said[_field(raw, name)] for name in ("height", "width")]
    return intake.inspect(person, raw.id, size=size, **({"read": read} if read else {}))


def _field(raw: Schema, name: str) -> str:
    # What was read otherwise gets new fields: they show how it was read, and keep nothing older.
    form = _form(raw)
    known = (raw.read.get(each) for each in form.settings) if form else ()
    return f"{name}_{raw.id}_{hash((*known, raw.size))}"


def _type_title(name: object) -> str:
    return next(_(known.title) for known in TYPES.values() if known.name == name)


def _row(feature: Feature, raw: Schema) -> dict[str, Json]:
    before = raw.feature(feature.name)
    measured = feature.type not in ("category", "labels", "text", "date")
    return {
        "column": feature.name,
        "type": feature.type if feature.type in CHOSEN or raw.kind != "table" else "ignore",
        "role": _("answer") if feature.role == "target" else _("input") if feature.type != "ignore" else "",
        "missing": feature.missing,
        "different": (before or feature).distinct,
        "smallest": feature.min if measured else None,
        "mean": feature.mean if measured else None,
        "largest": feature.max if measured else None,
    }


def _at(options: list[str], value: object) -> int:
    return options.index(value) if value in options else 0


def _set_targets(chosen: list[str]) -> None:
    ask([set_part("data", "targets", list(chosen))])
