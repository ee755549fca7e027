"""What a network is to learn: a column, or something that the app makes of the samples."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from builder.pages.asking import ask
from builder.pages.following import follow
from builder.pages.language import _
from builder.pages.visit import Visit, newest
from builder.pages.words import plain
from engine.data.apply import apply
from engine.data.made import WAYS, told_apart, usual
from engine.data.schema import Schema
from engine.document.dump import made_to_json
from engine.document.edits import set_part
from engine.document.model import COMPARED, Compared, Made, MadeWay
from engine.document.settings import LEAST_PERCENT, MOST_PAIRS, MOST_PERCENT
from engine.said import Said, say

_COLUMN = "column"
_COMPARED: dict[Compared, Said] = {
    "distance": say("how far apart they come out"),
    "weighed": say("all that differs, weighed"),
}


def show(visit: Visit, raw: Schema) -> bool:
    """Let the person choose what is learnt; say whether it is a column, or made of one, that must be chosen then."""
    now = visit.document.data.made
    rows = apply(raw, replace(visit.document.data, made=None))
    offered = [way for way in WAYS if (now and now.way == way) or not WAYS[way].lacks(rows)]
    if not offered:
        return True
    chosen = now.way if now else _COLUMN
    st.segmented_control(
        _("What should the network learn?"),
        [_COLUMN, *offered],
        default=chosen,
        required=True,
        format_func=_title,
        disabled=not visit.editable,
        **follow(f"made_{raw.id}", chosen, _set_way),
    )
    if now is None:
        return True
    st.caption(_(WAYS[now.way].sentence))
    if now.way in _SETTINGS:
        _SETTINGS[now.way](visit, now, rows)
    return now.way == "pairs" or (now.way == "unusual" and any(each.type == "category" for each in raw.features))


def _title(way: str) -> str:
    known = next((known for name, known in WAYS.items() if name == way), None)
    return plain(_(known.title)) if known else _("A column")


def _pairs(visit: Visit, now: Made, _rows: Schema) -> None:
    each, compared = st.columns([1, 1.4])
    each.number_input(
        _("Pairs that each sample begins, of either kind"),
        1,
        MOST_PAIRS,
        value=now.each,
        disabled=not visit.editable,
        **follow("made_each", now.each, _set, "each"),
    )
    compared.selectbox(
        _("A network that fits compares"),
        COMPARED,
        index=COMPARED.index(now.compared),
        format_func=lambda name: _(_COMPARED[name]),
        disabled=not visit.editable,
        help=_("The distance is learnt by a contrastive loss, and told when you try it."),
        **follow("made_compared", now.compared, _set, "compared"),
    )


def _unusual(visit: Visit, now: Made, rows: Schema) -> None:
    percent, column = st.columns([1, 1])
    percent.slider(
        _("Usual, % of the validation samples"),
        LEAST_PERCENT,
        MOST_PERCENT,
        value=now.percent,
        step=0.1,
        disabled=not visit.editable,
        help=_("So many of them differ less from how they are given again than what is called unusual."),
        **follow("made_percent", now.percent, _set, "percent"),
    )
    if told := told_apart(rows):
        kept = usual(rows, now)
        column.selectbox(
            plain(_("Usual is, of “{column}”", column=told.name)),
            told.classes,
            index=told.classes.index(kept) if kept in told.classes else 0,
            disabled=not visit.editable,
            help=_("Only samples of this class are learnt from; the others say how well the unusual is found."),
            **follow(f"made_usual_{told.name}", kept, _set, "usual"),
        )


def _set_way(way: str | None) -> None:
    known: MadeWay | None = next((name for name in WAYS if name == way), None)
    ask([set_part("data", "made", made_to_json(Made(way=known)) if known else None)])


def _set(value: object, name: str) -> None:
    now = newest().data.made or Made()
    ask([set_part("data", "made", made_to_json(replace(now, **{name: value})))])  # type: ignore[arg-type]


_SETTINGS: Mapping[MadeWay, Callable[[Visit, Made, Schema], None]] = {"pairs": _pairs, "unusual": _unusual}
"""What can be said of a way to learn."""
