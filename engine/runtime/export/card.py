"""The page that goes with every export: what goes in, what comes out, how good it is, where its limits are."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.data.schema import Feature
from engine.runs.folder import RESULTS, TEST, read_json
from engine.runs.status import status
from engine.runtime.export.planes import planes
from engine.runtime.export.whole import Whole
from engine.runtime.opened import Trained

_MANY = 20


def card(trained: Trained, whole: Whole) -> str:
    """Return the page as Markdown."""
    document, schema = trained.opened.document, trained.opened.used
    training = document.training
    best = status(trained.opened.folder).best_epoch
    lines = [
        f"# {document.name or 'Network'}",
        f"A neural network with {trained.model.count_params():,} parameters, trained on “{schema.title}” "
        f"({schema.samples:,} samples); weights of epoch {best} of {training.epochs}, the best on validation data.",
        "## What goes in",
        "Raw values; scaling, encoding and resizing happen inside.",
        "\n".join(_input(schema.feature(name), key) for name, key in trained.preparation.keys.items()) + planes(schema),
        "## What comes out",
        "\n".join(f"- `{whole.answer_name(one)}`: {one.described()}" for one in whole.read),
        "## How good it is",
        _quality(trained),
        "## Limits",
        "\n".join(_limits(trained)),
    ]
    return "\n\n".join(lines) + "\n"


def _input(feature: Feature | None, key: str) -> str:
    if feature is None:
        return f"- `{key}`"
    if feature.role == "target":
        return f"- `{key}` (“{feature.name}”): the answer as it is written so far; a SavedModel writes it by itself"
    return f"- `{key}` (“{feature.name}”): {_VALUES.get(feature.type, _number)(feature)}"


def _image(feature: Feature) -> str:
    channels = {1: "grey", 3: "colour"}.get(feature.shape[-1], f"{feature.shape[-1]}-channel")
    if not feature.range:
        return f"a {channels} picture, whole numbers from 0 to {16 if feature.max == 16 else 255}"
    seen = ", ".join(f"{low:g} to {high:g}" for low, high in feature.range)
    kind = {"uint8": "8-bit numbers", "uint16": "16-bit numbers", "float32": "numbers"}[feature.pixels]
    each = "of its channels what lies" if len(feature.range) > 1 else "what lies"
    return f"a {channels} picture of {kind} as they are in its file; {each} from {seen} is told apart"


def _number(feature: Feature) -> str:
    seen = f"; trained on {feature.min:.4g} to {feature.max:.4g}" if feature.min is not None and feature.max else ""
    return f"a number, NaN where missing{seen}"


_VALUES: Mapping[str, Callable[[Feature], str]] = {
    "number": _number,
    "image": _image,
    "mask": lambda feature: f"a mask, for each place the number of its class, from 0: {_names(feature.classes)}",
    "category": lambda feature: f"one of the texts {_names(feature.classes)}; anything else counts as unknown",
    "labels": lambda feature: (
        f"names of labels, any of {_names(feature.classes)}, in a row filled up with empty texts; others are unknown"
    ),
    "sequence": lambda feature: f"a sequence of shape {feature.shape}",
    "date": lambda feature: (
        f"a date in seconds since 1970 (UTC), NaN where missing; its {_names(feature.parts)} are read"
    ),
    "video": lambda feature: (
        f"a clip of {feature.shape[0]} frames, {feature.shape[1]} × {feature.shape[2]} pixels, whole numbers 0 to 255"
    ),
    "sound": lambda feature: f"a sound, samples from -1 to 1, {feature.rate:,} a second",
    "text": lambda _feature: "a text as it stands; it is cut into pieces and numbered inside",
}


def _quality(trained: Trained) -> str:
    folder = trained.opened.folder
    asked = (folder / TEST).exists()
    if not asked and not (folder / RESULTS).exists():
        return "- It was not measured yet."
    found = read_json(folder, TEST if asked else RESULTS)
    where = "test samples that training never used" if asked else "validation samples, on which the epoch was chosen"
    lines = [_score(target, one, found["count"], where) for target, one in found["outputs"].items()]
    if not asked:
        lines.append("- Its score on test samples was not asked for yet.")
    return "\n".join(lines)


def _score(target: str, found: Mapping[str, Any], count: int, where: str) -> str:
    low, high = (f"{bound:.4g}" for bound in found["interval"])
    said = f"- {target}: {found['metric']} {found['score']:.4g}, 95 % interval {low} to {high}, on {count:,} {where}"
    if found["baseline"] is None:
        return f"{said}."
    return f"{said}; {found['baseline_sentence']} reaches {found['baseline']:.4g}."


def _limits(trained: Trained) -> list[str]:
    schema = trained.opened.used
    lines = [
        f"- It knows only what resembles its {schema.samples:,} samples; on anything else it answers just as surely.",
        "- A probability is how the network weighs its classes, not a promise.",
    ]
    rare = [f.name for f in schema.targets() if f.counts and min(f.counts) < 0.2 * max(f.counts)]
    if rare:
        lines.append(f"- Some classes of {_names(rare)} are rare in the data; expect more errors there.")
    return lines


def _names(names: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_MANY])
    return f"{shown} and {len(names) - _MANY} more" if len(names) > _MANY else shown
