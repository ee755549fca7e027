"""The weights of ImageNet for networks of `keras.applications`: where Keras has them, and where we keep them."""

import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

from engine.catalog.read import catalog
from engine.home import home
from engine.plan import Plan, Step
from engine.runtime.catalogue.pretrained import offered
from engine.words import JsonObject, Refusal

FOLDER = "weights"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What Keras calls a file of weights and where it is published; `checksum`: MD5 or SHA-256 in hexadecimal."""

    name: str
    address: str
    checksum: str | None


def kept(kind: str, *, classifier: bool) -> Path:
    """Where we keep the weights of a network, with its classifier or without. Raises `Refusal` for no network."""
    if kind not in catalog().layers or catalog().layers[kind].pretrained is None:
        raise Refusal("There is no such pre-trained network.")
    return home() / FOLDER / f"{kind}{'-classifier' if classifier else ''}.h5"


def keras_home() -> Path:
    """The folder that a program of Keras's own finds the same weights in, where `KERAS_HOME` names it."""
    return home() / FOLDER


def origin(kind: str, *, classifier: bool) -> Origin:
    """Where Keras would load the weights from, asked of Keras itself: nothing is loaded, nothing allocated."""
    made_by = offered()[kind]
    # The module in which every network finds the function that downloads; Keras gives no public name to it.
    files: Any = sys.modules["keras.src.utils.file_utils"]
    original, files.get_file = files.get_file, _asked
    try:
        # Some say aloud that their weights were learned on pictures of one size, which they are for all.
        with warnings.catch_warnings(action="ignore"), keras.StatelessScope(initialize_variables=False):
            made_by(weights="imagenet", include_top=classifier)
    except _Asked as asked:
        return asked.origin
    finally:
        files.get_file = original
    raise LookupError(f"{kind} asks for no weights")


def wanted(plan: Plan) -> dict[str, Step]:
    """The steps that start with the weights of ImageNet, by the name of their layer."""
    return {
        step.shares or step.id: step
        for step in plan.steps
        if step.id in plan.part and step.entry.pretrained and step.params["weights"] == "imagenet"
    }


def is_missing(step: Step) -> bool:
    """Whether the weights that a step starts with were not downloaded yet."""
    return not kept(step.entry.kind, classifier=_classifies(step.params)).is_file()


def give(model: keras.Model, plan: Plan) -> None:
    """Let the pre-trained networks of a model start with the weights of ImageNet, read from our own folder only.

    Raises `Refusal` where they were not downloaded or do not fit.
    """
    for name, step in wanted(plan).items():
        load(model.get_layer(name), step)


def load(network: keras.Model, step: Step) -> None:
    """Let the network that was made of a step start so. Raises `Refusal` as `give` does."""
    if is_missing(step):
        raise Refusal(missing_sentence(step))
    path = kept(step.entry.kind, classifier=_classifies(step.params))
    try:
        network.layers[-1].load_weights(path)
    except (ValueError, OSError, KeyError) as error:
        raise Refusal(
            f"The weights of {step.entry.title} do not fit it; remove “{path}” and download them again."
        ) from error


def missing_sentence(step: Step) -> str:
    """What is said where weights are missing."""
    return f"The weights of ImageNet for {step.entry.title} are not here yet: download them once, or start at random."


def _classifies(params: JsonObject) -> bool:
    return params["include_top"] is True


class _Asked(Exception):  # noqa: N818 — no fault, but an answer
    """What a network asks for."""

    def __init__(self, origin: Origin) -> None:
        super().__init__()
        self.origin = origin


def _asked(name: str, address: str, *_given: object, file_hash: str | None = None, **_rest: object) -> None:
    raise _Asked(Origin(name=name, address=address, checksum=file_hash))
