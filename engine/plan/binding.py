"""Inputs and Outputs of a document bound to the features and targets of its data set."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from engine.catalog.value import is_value
from engine.data.reading import Reading, input_axes, input_shape
from engine.data.schema import Feature, Schema
from engine.data.types import TYPES
from engine.document.model import Document
from engine.findings import Finding
from engine.plan.again import input_of, wants_column
from engine.plan.steps import InputSpec, OutputSpec
from engine.plan.written import Written, as_written
from engine.said import say
from engine.words import Json, JsonObject

_FEWEST_CLASSES = 2


def data_findings(document: Document, schema: Schema | None) -> Iterator[Finding]:
    """Yield what keeps the document from having data to learn from."""
    if document.data.source is None:
        yield Finding(code="no-data", sentence=say("No data is chosen yet; choose what this network learns from."))
    elif schema is None:
        sentence = say("The data set “{source}” is not here; choose another one.", source=document.data.source[:60])
        yield Finding(code="data-missing", sentence=sentence)
    else:
        for name in document.data.targets:
            if schema.rows.feature(name) is None:
                sentence = say(
                    "“{schema}” has no column “{name}” to predict; choose the target again.",
                    schema=schema.title,
                    name=name[:60],
                )
                yield Finding(code="target-unknown", sentence=sentence)
        for feature in schema.targets():
            if not feature.is_predicted:
                yield Finding(code="target-type", sentence=unpredictable(feature))
            elif feature.is_constant():
                sentence = say(
                    "“{feature}” has the same value in every row, so there is nothing to learn about it.",
                    feature=feature.name,
                )
                yield Finding(code="target-constant", sentence=sentence, severity="advice")
        if not schema.targets() and wants_column(document):
            sentence = say("It is not chosen yet which column of “{schema}” is to be predicted.", schema=schema.title)
            yield Finding(code="no-target", sentence=sentence)


def bind_input(key: str, params: Mapping[str, Json], schema: Schema | None) -> tuple[InputSpec | None, list[Finding]]:
    """Return what an Input gives, or why it gives nothing."""
    return _unbound(key, params) if schema is None else _bound(key, params, schema)


def _unbound(key: str, params: Mapping[str, Json]) -> tuple[InputSpec | None, list[Finding]]:
    shape = params.get("shape")
    if not isinstance(shape, list | tuple):
        sentence = say("This Input has no shape yet; choose data, or set its shape by hand.")
        return None, [Finding(code="no-shape", node=key, param="shape", sentence=sentence)]
    sizes = cast("tuple[int | None, ...]", tuple(shape))
    return InputSpec(shape=sizes, dtype=str(params.get("dtype") or "float32"), axes=_axes(len(sizes))), []


def _bound(key: str, params: Mapping[str, Json], schema: Schema) -> tuple[InputSpec | None, list[Finding]]:
    reading = Reading.of(params)
    features = reading.read_of(schema)
    found = {feature.name for feature in features}
    findings = [_unusable(key, name, schema, reading) for name in reading.features if name not in found]
    if findings:
        return None, findings
    shape = input_shape(schema, reading)
    if shape is None:
        return None, [Finding(code="feature-mix", node=key, param="features", sentence=_mixed(schema, len(features)))]
    whole = reading.settled(schema)
    return InputSpec(shape=shape, dtype="float32", axes=_axes_of(features, whole), features=features, reading=whole), []


def _axes_of(features: tuple[Feature, ...], reading: Reading) -> tuple[str, ...]:
    kind = TYPES[features[0].type]
    own = kind.alone(features[0], reading)
    return input_axes(features[0], reading) if own else ("features",)


def _unusable(key: str, name: str, schema: Schema, reading: Reading) -> Finding:
    feature = schema.feature(name)
    if feature is None:
        reason = say("“{schema}” has no feature “{name}”", schema=schema.title, name=name[:60])
    elif reading.text_shifted:
        reason = say("“{name}” is no text that is to be predicted, so none of it is written yet", name=name)
    elif feature.role == "target":
        reason = say("“{name}” is what is to be predicted, so no Input can read it", name=name)
    else:
        reason = say("“{name}” is of type {type}, which a network cannot read", name=name, type=feature.type)
    there = schema.targets() if reading.text_shifted else schema.inputs()
    known = ", ".join(f"“{each.name}”" for each in there[:5])
    return Finding(
        code="feature-unknown",
        node=key,
        param="features",
        sentence=say("{reason}; there is {known}.", reason=reason, known=known or say("nothing")),
    )


def _mixed(schema: Schema, count: int) -> str:
    if not count:
        return say("“{schema}” has no feature left that this Input could read.", schema=schema.title)
    return say("One Input reads one picture, sequence or text, or columns of a table, not both; use an Input for each.")


def bind_output(
    key: str,
    params: Mapping[str, Json],
    schema: Schema | None,
    again: Feature | None = None,
    text: Written | None = None,
) -> tuple[OutputSpec | None, list[Finding]]:
    """Return what an Output learns, or why it learns nothing.

    `again`: what its Input gives, if it has one. `text`: the Input that reads its target as far as it is written.
    """
    if is_value(params.get("loss")):
        return _output(params, None), []
    findings = list(_lossless(key, params))
    if source := input_of(params):
        if again is None:
            sentence = say("The Input that this Output is to give again is not here; choose its target anew.")
            findings.append(Finding(code="target-unknown", node=key, param="target", sentence=sentence))
        return (None, findings) if findings else (_output(params, again, source), [])
    findings += _columnless(key, params, schema)
    if findings:
        return None, findings
    target = schema.feature(str(params.get("target"))) if schema else None
    if target is None or target.type != "text":
        return _output(params, target), []
    if text is None:
        return None, [Finding(code="text-unread", node=key, param="target", sentence=_unread(target))]
    return replace(_output(params, as_written(target, text[1])), follows=text[0]), []


def _unread(target: Feature) -> str:
    return say(
        "“{name}” is a text, written piece by piece: an Input must read “{name}” with “The answer as written so far”, "
        "so that the network knows what stands before each place.",
        name=target.name,
    )


def _lossless(key: str, params: Mapping[str, Json]) -> Iterator[Finding]:
    if not params.get("loss"):
        sentence = say("This Output has no loss yet, the number that training makes small; choose one.")
        yield Finding(code="no-loss", node=key, param="loss", sentence=sentence)


def _columnless(key: str, params: Mapping[str, Json], schema: Schema | None) -> list[Finding]:
    """Return why an Output has no column to predict, where there are data."""
    findings = []
    name = params.get("target")
    target = schema.feature(str(name)) if schema and name else None
    if schema and not name:
        sentence: str = say("This Output does not say yet what it predicts; choose its target.")
        findings.append(Finding(code="no-target", node=key, param="target", sentence=sentence))
    elif schema and (target is None or target.role != "target"):
        known = ", ".join(f"“{each.name}”" for each in schema.targets())
        sentence = say(
            "“{name}” is not what this data set is to predict; there is {known}.",
            name=str(name)[:60],
            known=known or say("nothing"),
        )
        findings.append(Finding(code="target-unknown", node=key, param="target", sentence=sentence))
    elif target and not target.is_predicted:
        sentence = unpredictable(target)
        findings.append(Finding(code="target-type", node=key, param="target", sentence=sentence))
    elif target and target.type == "category" and len(target.classes) < _FEWEST_CLASSES:
        sentence = say(
            "“{name}” has {count} classes so far, and two are needed at least; label samples on the Data page.",
            name=target.name,
            count=len(target.classes),
        )
        findings.append(Finding(code="target-type", node=key, param="target", sentence=sentence))
    return findings


def unpredictable(feature: Feature) -> str:
    """Say why a feature cannot be predicted."""
    if feature.is_constant():
        return say(
            "“{feature}” has the same value in every row, so there is nothing to predict; choose another one.",
            feature=feature.name,
        )
    reading = {"ignore": say("set to be ignored"), "text": "text"}.get(
        feature.type, say("of type {type}", type=feature.type)
    )
    return say(
        "“{feature}” is {reading}; only numbers and categories can be predicted.", feature=feature.name, reading=reading
    )


def _output(params: Mapping[str, Json], target: Feature | None, again: str | None = None) -> OutputSpec:
    metrics = cast("list[JsonObject]", params.get("metrics") or [])
    weight = params.get("weight")
    return OutputSpec(
        target=target,
        loss=cast("JsonObject", params["loss"]),
        metrics=() if is_value(params["loss"]) else tuple(metrics),
        weight=float(weight) if isinstance(weight, int | float) else 1.0,
        again=again,
    )


def _axes(rank: int) -> tuple[str, ...]:
    known: dict[int, tuple[str, ...]] = {
        1: ("features",),
        2: ("steps", "features"),
        3: ("height", "width", "channels"),
        4: ("depth", "height", "width", "channels"),
    }
    return known.get(rank, tuple(say("axis {number}", number=number + 1) for number in range(rank)))
