"""*Try it*: an input of the person's own, answered by a trained network at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from builder import components
from builder.pages import answers, course, dates, paired, sounds, videos, writing, written
from builder.pages.language import _
from builder.pages.visit import Run, current
from builder.pages.words import plain, short
from engine.data import apply, schema_json
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.document.load import from_json
from engine.host.client import Client
from engine.runs.folder import DOCUMENT, JOB, read_json
from engine.words import Json, Refusal

_client = Client()
_SLIDERS = 12
_ONE_COLUMN = 5
_GREY = 1


def show(run: Run) -> None:
    """Show what fits the data the run learned from: a pad, a picture to choose, or a field for each column."""
    schema = schema_of(run)
    inputs = [feature for feature in schema.features if feature.role == "feature" and feature.type != "ignore"]
    show_it = next((shows for fits, shows in _WAYS if fits(schema, inputs)), None)
    if show_it is None:
        st.caption(_("Choose one of the samples beside: there is nothing to draw or type for this kind of data."))
    else:
        show_it(run, schema, inputs)


def schema_of(run: Run) -> Schema:
    """Return the data set as the run learned from it."""
    job: Any = read_json(run.folder, JOB)
    document = from_json(read_json(run.folder, DOCUMENT))
    return apply.apply(schema_json.load(job["schema"]), document.data)


def _pad(run: Run, schema: Schema, inputs: Sequence[Feature]) -> None:
    image = inputs[0]
    drawn = image.shape[-1] == _GREY and schema.id in ("digits", "mnist")
    data: dict[str, Json] = {
        "run": run.id,
        "feature": image.name,
        "mode": "draw" if drawn else "picture",
        "making": "counts" if schema.id == "digits" else "grey",
    }
    components.mount("pad", data, key=f"pad_{run.id}")


def _text(run: Run, _schema: Schema, inputs: Sequence[Feature]) -> None:
    data: dict[str, Json] = {"run": run.id, "feature": inputs[0].name, "mode": "text", "making": "grey"}
    components.mount("pad", data, key=f"pad_{run.id}")


@st.fragment
def _sound(run: Run, _schema: Schema, inputs: Sequence[Feature]) -> None:
    feature = inputs[0]
    given, answer = st.columns([1.4, 1], gap="medium")
    with given:
        sound = sounds.own(feature, run.id)
    if sound is not None:
        with answer:
            _answer(run, {feature.name: sound})


@st.fragment
def _clip(run: Run, _schema: Schema, inputs: Sequence[Feature]) -> None:
    feature = inputs[0]
    given, answer = st.columns([1.4, 1], gap="medium")
    with given:
        clip = videos.own(run.id)
    if clip is not None:
        with answer:
            _answer(run, {feature.name: clip})


@st.fragment
def _steps(run: Run, schema: Schema, _inputs: Sequence[Feature]) -> None:
    job: Any = read_json(run.folder, JOB)
    document = from_json(read_json(run.folder, DOCUMENT))
    found = course.told(current(), document, schema_json.load(job["schema"]))
    if not found:
        return
    asked = {name for node in document.nodes.values() if node.kind == "Input" for name in _names(node.params)}
    read = [feature for feature in schema.inputs() if feature.name in asked or not asked]
    given, answer = st.columns([1.4, 1], gap="medium")
    with given:
        values = course.steps(read, found["end"], key=f"steps_{run.id}")
    with answer:
        _answer(run, values)


def _names(params: Mapping[str, Json]) -> list[str]:
    names = params.get("features")
    return [str(name) for name in names] if isinstance(names, list) else []


def _answer(run: Run, values: dict[str, Json]) -> None:
    try:
        outputs: Any = _client.predict(run.id, values)["outputs"]
        answers.show(outputs, key=f"try_{run.id}")
    except Refusal as refusal:
        st.error(plain(_(str(refusal))))


@st.fragment
def _fields(run: Run, _schema: Schema, inputs: Sequence[Feature]) -> None:
    form, answer = st.columns([1.4, 1], gap="medium")
    values: dict[str, Json] = {}
    with form:
        places = st.columns(2 if len(inputs) > _ONE_COLUMN else 1)
        for number, feature in enumerate(inputs):
            with places[number * len(places) // len(inputs)]:
                values[feature.name] = _field(run, feature, sliders=len(inputs) <= _SLIDERS)
    with answer:
        _answer(run, values)


def _labels(label: str, feature: Feature, key: str) -> Json:
    return [*st.multiselect(label, feature.classes, key=key, placeholder=_("no label"))]


_FIELDS: Mapping[FeatureType, Callable[[str, Feature, str], Json]] = {
    "category": lambda label, feature, key: st.selectbox(label, feature.classes, key=key),
    "labels": _labels,
    "date": dates.field,
    "text": lambda label, _feature, key: st.text_area(label, key=key),
}
"""What asks for a value of a type; numbers have sliders."""


def _field(run: Run, feature: Feature, *, sliders: bool) -> Json:
    key = f"field_{run.id}_{feature.name}"
    label = plain(feature.name)
    if feature.type in _FIELDS:
        return _FIELDS[feature.type](label, feature, key)
    low, high = feature.min or 0.0, feature.max if feature.max is not None else 1.0
    middle = feature.median if feature.median is not None else feature.mean or 0.0
    hint = _("Seen from {low} to {high}.", low=short(low), high=short(high))
    if sliders and low < high:
        whole = all(float(value).is_integer() for value in (low, high, middle)) and high - low > 1
        if whole:
            return st.slider(label, int(low), int(high), int(middle), key=key)
        return st.slider(
            label, float(low), float(high), float(min(max(middle, low), high)), step=(high - low) / 200, key=key
        )
    return st.number_input(label, value=float(middle), key=key, help=hint, format="%g")


def _alone(known: FeatureType) -> Callable[[Schema, Sequence[Feature]], bool]:
    return lambda _schema, inputs: len(inputs) == 1 and inputs[0].type == known


def _all(known: FeatureType) -> Callable[[Schema, Sequence[Feature]], bool]:
    return lambda _schema, inputs: bool(inputs) and all(feature.type == known for feature in inputs)


_WAYS: Sequence[
    tuple[Callable[[Schema, Sequence[Feature]], bool], Callable[[Run, Schema, Sequence[Feature]], None]]
] = (
    (_alone("image"), _pad),
    (_all("image"), lambda run, _schema, inputs: st.fragment(paired.try_it)(run, inputs)),
    (_alone("sound"), _sound),
    (_alone("video"), _clip),
    (
        lambda schema, inputs: schema.read.get("form") == "text" and len(inputs) == 1,
        lambda run, schema, inputs: st.fragment(writing.show)(run, schema, inputs[0]),
    ),
    (
        lambda schema, _inputs: any(feature.type == "text" for feature in schema.targets()),
        lambda run, _schema, inputs: st.fragment(written.ask)(run, inputs),
    ),
    (_all("series"), _steps),
    (_alone("text"), _text),
    (
        lambda _schema, inputs: all(feature.type == "number" or feature.type in _FIELDS for feature in inputs),
        _fields,
    ),
)
"""What asks for a sample: the first that fits the data set and the columns that go in."""
