"""The evaluation job: how good a run is on data that nobody has looked at, when a person asks."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.home import write_json
from engine.runs.events import finite
from engine.runs.folder import RESULTS, TEST, folder_of
from engine.runtime.data.prepare import prepare
from engine.runtime.evaluate.results import PartName, results
from engine.runtime.opened import open_trained
from engine.said import say
from engine.words import JsonObject, Refusal

_PARTS: dict[str, tuple[PartName, str]] = {"test": ("test", TEST), "validation": ("validation", RESULTS)}


def evaluate_run(request: Mapping[str, Any], report: Callable[[float, str], None]) -> JsonObject:
    """Judge the run `run` on its `part` (`test` or `validation`), keep the results in its directory and return them."""
    folder = folder_of(request["run"])
    name, file = _PARTS.get(request["part"], ("train", ""))
    if not file:
        raise Refusal(say("A run is judged on its validation or its test samples."))
    report(0.1, say("Reading the data"))
    trained = open_trained(folder)
    prepared = prepare(trained.opened.schema, trained.opened.document)
    if not len(getattr(prepared, name).rows):
        raise Refusal(say("No samples are kept for {name}; give it a share of the data on the Data page.", name=name))
    report(0.6, say("Asking the network"))
    found = finite(results(trained, prepared, name))
    write_json(folder / file, found)
    return found  # type: ignore[return-value]
