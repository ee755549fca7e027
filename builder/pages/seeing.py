"""What is in a data set: samples, columns, distributions, split."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import streamlit as st

from builder.pages import (
    boxes,
    changing,
    charts,
    course,
    dates,
    labels,
    masks,
    paired,
    planes,
    reading,
    sounds,
    splitting,
    texts,
    videos,
)
from builder.pages.language import _
from builder.pages.visit import Visit
from builder.pages.words import counted, plain, short
from engine.data.schema import Feature, Kind, Schema
from engine.data.types import FeatureType
from engine.words import Json

_COLUMNS = 3
_SHOWN = 60
_PICTURE_PX = 84
_PLAYERS = 4


def tabs(visit: Visit, raw: Schema) -> None:
    """Show the data set under its headings."""
    titles = [_("Samples"), _("Columns"), _("Distributions"), _("Split")]
    # A table has them all, however it is read: with other headings the first one would be open again.
    if raw.kind == "table":
        titles += [_("Relations"), _("Over time")]
    samples, columns, distributions, split, *more = st.tabs(titles, on_change="rerun", key="data_tabs")
    with samples:
        if not changing.show(visit, raw):
            schema = visit.schema or raw
            _SAMPLES[schema.kind](schema)
        planes.form(visit, raw)
    with columns:
        reading.columns(visit, raw)
        reading.file_form(visit, raw)
    with distributions:
        _distributions(course.by_rows(visit, raw))
    with split:
        splitting.form(visit, raw)
        if split.open:
            splitting.picture(visit, visit.schema or raw)
    if more:
        relations, time = more
        with relations:
            _relations(visit.schema or raw)
        with time:
            course.form(visit, raw)
            if time.open:
                course.picture(visit, raw)


def _relations(schema: Schema) -> None:
    if schema.insight is None or len(schema.insight.columns) < 2:
        st.caption(
            _(
                "This is measured of numbers and categories when a file is read; two of them at least must be there. "
                "A table of before is measured once it is read again, under Columns."
            )
        )
        return
    st.caption(
        _(
            "How columns go together: 1 when they rise together, -1 when one falls as the other rises, "
            "0 when they have nothing to do with each other. Where one is a category: from 0 to 1."
        )
    )
    charts.show(charts.relations(schema.insight.columns, schema.insight.related), key="relations")
    if schema.insight.rows < schema.samples:
        st.caption(_("Measured on {count} rows, drawn by chance.", count=schema.insight.rows))


def _rows(schema: Schema) -> None:
    st.dataframe([dict(row) for row in schema.preview], hide_index=True, width="stretch")
    st.caption(counted(schema.samples, "The first of {count} row.", "The first of {count} rows."))


def _pictures(schema: Schema) -> None:
    if schema.made and any(feature.source for feature in schema.features):
        paired.preview(schema)
        return
    image = next(feature.name for feature in schema.features if feature.type == "image")
    if laid := next((feature for feature in schema.features if feature.type in _OVER), None):
        _OVER[laid.type](schema, laid, image)
        return
    pictures = [str(sample[image]) for sample in schema.preview]
    labels = [_label(schema, sample) for sample in schema.preview]
    st.image(
        pictures,
        caption=[plain(label) for label in labels],
        width=_PICTURE_PX,
        alt=[_("A picture of {label}", label=label) for label in labels],
    )


def _sounds(schema: Schema) -> None:
    name = next(feature.name for feature in schema.features if feature.type == "sound")
    heard = [sample for sample in schema.preview if sounds.is_sound(sample.get(name))]
    values = [cast("Mapping[str, Json]", sample[name]) for sample in heard]
    sounds.grid(values, [plain(_label(schema, sample)) for sample in heard], _PLAYERS)


def _clips(schema: Schema) -> None:
    name = next(feature.name for feature in schema.features if feature.type == "video")
    shown = [sample for sample in schema.preview if videos.is_video(sample.get(name))]
    clips = [cast("Mapping[str, Json]", sample[name]) for sample in shown]
    videos.samples(clips, [plain(_label(schema, sample)) for sample in shown])


def _sequences(schema: Schema) -> None:
    sequence = next(feature.name for feature in schema.features if feature.type == "sequence")
    for start in range(0, min(len(schema.preview), 2 * _COLUMNS), _COLUMNS):
        for column, sample in zip(st.columns(_COLUMNS), schema.preview[start : start + _COLUMNS], strict=False):
            column.caption(plain(_label(schema, sample)))
            column.line_chart(_values(sample[sequence]), height=110)


_SAMPLES: Mapping[Kind, Callable[[Schema], None]] = {
    "table": _rows,
    "images": _pictures,
    "series": _sequences,
    "sounds": _sounds,
    "texts": texts.samples,
    "videos": _clips,
}
_OVER: Mapping[FeatureType, Callable[[Schema, Feature, str], None]] = {"mask": masks.preview, "boxes": boxes.preview}
"""What shows pictures with the column of a type drawn over them, and takes that column and the picture's name."""


def _values(value: Json) -> Sequence[float]:
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else []
    return [float(row[0] if isinstance(row, Sequence) and not isinstance(row, str) else row) for row in rows]  # type: ignore[arg-type]


def _label(schema: Schema, sample: Mapping[str, Json]) -> str:
    return ", ".join(
        str(sample[feature.name])
        for feature in schema.features
        if feature.name in sample and feature.type in ("category", "labels", "number")
    )


def _distributions(schema: Schema) -> None:
    known = [feature for feature in schema.features if feature.histogram or feature.counts or feature.wording]
    # The answer comes first: whether its classes are balanced matters most.
    known.sort(key=lambda feature: feature.role != "target")
    target = _cut_by(schema)
    if target:
        words = _(
            "Each bar is cut by the classes of “{target}”, in the colours of its own picture.", target=target.name
        )
        st.caption(plain(words))
    for start in range(0, min(len(known), _SHOWN), _COLUMNS):
        for column, feature in zip(st.columns(_COLUMNS), known[start : start + _COLUMNS], strict=False):
            with column:
                _distribution(feature, schema, target)
    if len(known) > _SHOWN:
        st.caption(_("The first {shown} of {all} columns.", shown=_SHOWN, all=len(known)))


def _cut_by(schema: Schema) -> Feature | None:
    """Return the target whose classes cut the histograms: the one that was measured, while it is the answer."""
    found = schema.feature(schema.insight.target or "") if schema.insight else None
    return found if found is not None and found.role == "target" and found.type == "category" else None


def _distribution(feature: Feature, schema: Schema, target: Feature | None) -> None:
    if feature.wording:
        texts.distribution(feature)
        return
    role = " · " + _("the answer") if feature.role == "target" else ""
    st.markdown(f"**{plain(feature.name)}**{role}")
    cut = schema.insight.by_class.get(feature.name) if schema.insight and target else None
    plot = charts.by_class(feature, target.classes, cut) if cut and target else charts.distribution(feature)
    charts.show(plot, key=f"distribution_{feature.name}")
    low, high, mean = (short(value) for value in (feature.min, feature.max, feature.mean))
    if feature.type == "labels" and feature.labels:
        labels.together(feature.name, feature.labels)
        return
    if feature.type == "sound":
        st.caption(_("{min} to {max} seconds, {mean} on average", min=low, max=high, mean=mean))
    elif feature.type == "boxes":
        st.caption(_("Sizes of boxes: {min} to {max} pixels, {mean} on average", min=low, max=high, mean=mean))
    elif feature.histogram:
        st.caption(
            _(
                "{min} to {max}, mean {mean}, missing {missing}",
                min=_figure(feature, feature.min),
                max=_figure(feature, feature.max),
                mean=_figure(feature, feature.mean),
                missing=feature.missing,
            )
        )
    else:
        different = counted(
            feature.distinct,
            "{count} value, missing {missing}",
            "{count} values, missing {missing}",
            missing=feature.missing,
        )
        st.caption(f"{different}{_balance(feature)}")


def _figure(feature: Feature, value: float | None) -> str:
    return dates.text(feature, value or 0.0) if feature.type == "date" else short(value)


def _balance(feature: Feature) -> str:
    if feature.role != "target" or not feature.counts:
        return ""
    most, total = max(feature.counts), sum(feature.counts)
    right = _("Always saying the most frequent one is right in {share} %", share=round(100 * most / total))
    return f". {right}"
