"""How the samples are split: the form that says it, in one sentence, and a picture of the parts."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from builder.pages import charts, jobs
from builder.pages.asking import ask
from builder.pages.following import follow
from builder.pages.language import _
from builder.pages.visit import Visit, newest
from builder.pages.words import figure, plain
from builder.server import intake
from engine.data import schema_json
from engine.data.parts import dividers, part_of
from engine.data.schema import Schema
from engine.data.types import FeatureType
from engine.document.dump import split_to_json, to_json
from engine.document.edits import set_part
from engine.document.model import PARTS, SPLITS, PartName, Split
from engine.said import say
from engine.words import Json, JsonObject

_LARGEST_SHARE = 45
_FOLDS = (0, 2, 3, 4, 5, 8, 10)
_MOST_CLASSES = 8
_IN_A_ROW = 4
_WAYS = {
    "share": say("Share"),
    "column": say("What a column says"),
    "group": say("Groups"),
    "time": say("Time"),
}
_COLUMNS = {
    "column": say("Column that says the part"),
    "group": say("Column that names the group"),
    "time": say("Column that says when"),
}
_NAMES: Mapping[PartName, str] = {
    "training": say("Training"),
    "validation": say("Validation"),
    "test": say("Test"),
}
_SENTENCES = {
    "share": say("Samples are drawn by chance, always the same ones for the same seed."),
    "classes": say("Samples are drawn by chance, each class in its share, always the same ones for the same seed."),
    "labels": say(
        "Samples are drawn by chance, those of one rarest label in their share, always the same ones for the same seed."
    ),
    "steps": say(
        "The latest samples are the test, those before them validate: it is judged on its future. "
        "Samples that share rows with another part are left out."
    ),
    "column": say("“{column}” says of each row where it belongs."),
    "group": say("All rows of one “{column}” stay together, so it is judged on those that it has never met."),
    "time": say("The latest rows by “{column}” are the test, those before them validate: it is judged on its future."),
}
_STRATA: Mapping[FeatureType, str] = {"category": "classes", "labels": "labels"}
"""By type of a target: which sentence says how its samples are drawn by share."""
_FOLDED = say(
    "What is no test is cut into {folds} folds; number {fold} validates. "
    "Train once with each to see how much is chance."
)


def form(visit: Visit, raw: Schema) -> None:
    """Let the person say how samples are kept for validation and test."""
    schema, now = (visit.schema or raw).rows, visit.document.data.split
    # A series is never split by chance: its share is that of the latest samples.
    ways = {**_WAYS, "share": _WAYS["time"], "time": _COLUMNS["time"]} if schema.series else _WAYS
    possible = [way for way in ways if _is_possible(way, schema) or way == now.by]
    if len(possible) > 1:
        st.segmented_control(
            _("Split by"),
            possible,
            default=now.by,
            required=True,
            disabled=not visit.editable,
            format_func=lambda way: _(ways[way]),
            **follow("split_by", now.by, _set_way, schema),
        )
    if now.by != "share":
        _column(visit, schema, now)
    _shares(visit, schema, now)
    st.caption(plain(_sentence(schema, now)))


def picture(visit: Visit, schema: Schema) -> None:
    """Show how many samples each part gets, class by class."""
    counts = _counted(visit, schema)
    if counts is None:
        return
    rows, classes = counts["rows"], counts["classes"]
    names = [f"{_(_NAMES[part])} · {figure(f'{rows[part]:,}')}" for part in PARTS]
    if 0 < len(classes) <= _MOST_CLASSES:
        numbers = {name: [counts["counts"][part][place] for part in PARTS] for place, name in enumerate(classes)}
    else:
        numbers = {_("samples"): [rows[part] for part in PARTS]}
    charts.show(charts.parts(names, numbers), key="parts")
    if counts["groups"]:
        st.caption(
            _(
                "Groups: {training} learn, {validation} validate, {test} test.",
                training=counts["groups"]["training"],
                validation=counts["groups"]["validation"],
                test=counts["groups"]["test"],
            )
        )
    if counts["met"]:
        words = _(
            "{count} rows that validate or test read the same as one that trains: the network has seen their answer.",
            count=counts["met"],
        )
        st.caption(f":material/lightbulb: {plain(words)}")
    empty = [_(_NAMES[part]) for part in ("training", "validation") if not rows[part]]
    if empty:
        st.warning(_("Nothing is left for {part}. Split otherwise, or it cannot train.", part=empty[0]))


def _is_possible(way: str, schema: Schema) -> bool:
    return way == "share" or (bool(dividers(schema, way)) and not (schema.series and way == "time"))


def _column(visit: Visit, schema: Schema, now: Split) -> None:
    offered = list(dividers(schema, now.by))
    chosen = now.column if now.column in offered else None
    st.selectbox(
        _(_COLUMNS[now.by]),
        offered,
        index=offered.index(chosen) if chosen else None,
        placeholder=_("Choose a column"),
        disabled=not visit.editable,
        **follow(f"split_column_{now.by}", chosen, _set, "column"),
    )
    feature = schema.feature(chosen or "")
    if now.by == "column" and feature:
        for start in range(0, len(feature.classes), _IN_A_ROW):
            shown = feature.classes[start : start + _IN_A_ROW]
            for place, cell in zip(st.columns(_IN_A_ROW), shown, strict=False):
                part = part_of(cell, now)
                place.selectbox(
                    plain(cell),
                    PARTS,
                    index=PARTS.index(part),
                    format_func=lambda name: _(_NAMES[name]),
                    disabled=not visit.editable,
                    **follow(f"split_part_{feature.name}_{cell}", part, _set_cell, cell),
                )


def _shares(visit: Visit, schema: Schema, now: Split) -> None:
    feature = schema.feature(now.column or "") if now.by == "column" else None
    said = {part_of(cell, now) for cell in feature.classes} if feature else set()
    places = iter(st.columns(4))
    if not now.folds and "validation" not in said:
        _share(next(places), visit, _("Validation, %"), "validation", now.validation, least=5)
    if now.by != "column":
        _share(next(places), visit, _("Test, %"), "test", now.test, least=0)
    _folds(places, visit, now)
    by_time = now.by == "time" or (schema.series and now.by == "share")
    if not by_time and not (now.by == "column" and "validation" in said and not now.folds):
        seed = max(0, now.seed)
        next(places).number_input(
            _("Seed of the shuffle"),
            0,
            2**31 - 1,
            value=seed,
            disabled=not visit.editable,
            **follow("split_seed", seed, _set, "seed"),
        )


def _folds(places: Any, visit: Visit, now: Split) -> None:  # noqa: ANN401
    offered = sorted({*_FOLDS, now.folds})
    next(places).selectbox(
        _("Folds"),
        offered,
        index=offered.index(now.folds),
        format_func=lambda count: str(count) if count else _("none"),
        disabled=not visit.editable,
        help=_("Cross-validation: each fold validates once, in a run of its own, so that chance can be seen."),
        **follow("split_folds", now.folds, _set_folds),
    )
    if now.folds > 1:
        next(places).selectbox(
            _("Fold that validates"),
            range(now.folds),
            index=min(max(0, now.fold), now.folds - 1),
            format_func=lambda fold: str(fold + 1),
            disabled=not visit.editable,
            **follow("split_fold", now.fold, _set, "fold"),
        )


def _share(place: DeltaGenerator, visit: Visit, label: str, part: str, share: float, *, least: int) -> None:
    percent = min(max(round(100 * share), least), _LARGEST_SHARE)
    place.slider(
        label,
        least,
        _LARGEST_SHARE,
        value=percent,
        disabled=not visit.editable,
        **follow(f"split_{part}", percent, _set_share, part),
    )


def _sentence(schema: Schema, split: Split) -> str:
    strata = next((_STRATA[feature.type] for feature in schema.targets() if feature.type in _STRATA), "share")
    in_steps = schema.series and split.by in {"share", "time"}
    way = "steps" if in_steps else strata if split.by == "share" else split.by
    words = [_(str.__str__(_SENTENCES[way]), column=split.column or "?")]
    if split.folds > 1:
        words.append(_(str.__str__(_FOLDED), folds=split.folds, fold=split.fold + 1))
    words.append(
        _("Validation tells after every epoch how it does, and picks the best; test is put away until the end.")
    )
    return " ".join(words)


def _counted(visit: Visit, schema: Schema) -> Any:  # noqa: ANN401
    """Return how many samples the parts have: counted by the engine, `None` as long as it has not."""
    raw = visit.raw
    if raw is None or not schema.targets() or (visit.document.data.split.by != "share" and not schema.divider):
        return None
    said = to_json(replace(visit.document, nodes={}, layout={}, notes={}, frames={}, blocks={}))
    key = "parts_" + hashlib.sha256(json.dumps([said["data"], raw.fingerprint]).encode()).hexdigest()[:16]
    if jobs.result(key) is None and not jobs.progress(key):
        if not jobs.begun(key):
            request: dict[str, Json] = {"document": said, "schema": schema_json.dump(replace(raw, preview=()))}
            jobs.start(key, partial(intake.start, visit.person, "parts", **request))
            jobs.progress(key)
        jobs.failed(key)
    return jobs.result(key)


def _set_way(way: str, schema: Schema) -> None:
    now = newest().data.split
    found = dividers(schema, way)
    column = now.column if now.column in found else next(iter(found), None)
    by = next(known for known in SPLITS if known == way)
    _put(replace(now, by=by, column=None if way == "share" else column, parts={}))


def _set_folds(folds: int) -> None:
    now = newest().data.split
    _put(replace(now, folds=folds, fold=min(now.fold, max(0, folds - 1))))


def _set_share(percent: int, part: str) -> None:
    _set(percent / 100, part)


def _set_cell(part: PartName, cell: str) -> None:
    now = newest().data.split
    _put(replace(now, parts={**now.parts, cell: part}))


def _set(value: Json, part: str) -> None:
    changed: dict[str, Any] = {part: value}
    _put(replace(newest().data.split, **changed))


def _put(split: Split) -> None:
    written: JsonObject = split_to_json(split)
    ask([set_part("data", "split", written)])
