"""A project file with trained weights, opened again: everything in it is read as if a stranger had made it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np

from engine.brought import LISTED, member
from engine.catalog import catalog
from engine.data import builtin
from engine.data.schema import Feature, Schema
from engine.data.schema_json import dump as dump_schema
from engine.data.schema_json import load as load_schema
from engine.document.load import from_json
from engine.home import write_json
from engine.plan import plan
from engine.program import program
from engine.runs import events
from engine.runs.folder import BEST, DOCUMENT, HELD_OUT, PREPARATION, RESULTS, TEST, Request
from engine.runs.folder import making as making_run
from engine.runtime.answers import measured
from engine.runtime.bring.kept import Room, making, storing
from engine.runtime.build import build
from engine.runtime.data.archive import Archive, Member, opened
from engine.runtime.data.columns import NOT_HERE
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.prepare import fits, part_of
from engine.runtime.data.raw import Columns
from engine.runtime.evaluate.results import judged, telling
from engine.runtime.export import told
from engine.runtime.export.arrays import unpacked
from engine.runtime.export.coded import decoded, kept_as
from engine.runtime.export.held_out import MOST, carried, keep
from engine.runtime.export.project import BEGINNING, SCHEMA, sample, weights
from engine.runtime.opened import Opened, Trained, open_run
from engine.runtime.train.best import save_weights
from engine.said import say
from engine.words import JsonObject, Refusal

MOST_BYTES = 2_000_000_000

_LARGEST_TEXT = 10_000_000
_LONGEST = 200
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,499}/\d{1,4}")


def open_project(request: Mapping[str, Any], report: object) -> JsonObject:
    """Make a finished run of the project file at `path`, for `owner`; returns its `document` and the `run`'s id.

    The network is built anew from the document, and takes the weights one by one only where name, shape and type fit.
    `data` names the uploaded data sets that the run may read. Weights that the project was brought in with are kept as
    `model`, in at most `most` bytes; a file with these alone has no run: `None`.
    """
    del report
    room = Room.of(request)
    with opened(Path(request["path"]), MOST_BYTES) as archive, making(room) as (model, folder):
        found = _Found(archive)
        document = found.json(DOCUMENT)
        if LISTED in found:
            document = {**document, "weights": model if _keep_brought(folder, found, room) else None}
        trained = SCHEMA in found or LISTED not in found
        return {"document": document, "run": _run(document, found, request) if trained else None}


def _run(document: Mapping[str, Any], found: "_Found", request: Mapping[str, Any]) -> str:
    """Make the run of a file that brings trained weights, and return its id."""
    schema = _schema(found.json(SCHEMA), request["data"])
    # The program is written anew: an export runs it, so it is never the file's.
    text = program(plan(from_json(document), catalog(), schema)).text
    asked = Request(
        document=document,
        schema=dump_schema(schema),
        program=text,
        project="",
        owner=request["owner"],
        number=1,
        estimate=0,
    )
    with making_run(asked) as (run, folder):
        _fill(folder, found)
    return run


def _keep_brought(folder: Path, found: "_Found", room: Room) -> bool:
    """Keep the weights that the project was brought in with, where there are any."""
    said = found.json(LISTED)
    names = said.get("weights")
    if not isinstance(names, list) or len(set(map(str, names))) < len(names) or not all(map(_is_name, names)):
        raise Refusal(_damaged(LISTED))
    about = {key: str(said.get(key, ""))[:_LONGEST] for key in ("name", "keras")}
    with storing(folder, about, room.most) as store:
        for number, name in enumerate(names):
            if member(number) not in found:
                raise Refusal(
                    say("Of the weights that this project was brought in with, some are missing in the file.")
                )
            values = unpacked(found.bytes(member(number)))
            store.put(name, values.shape, values.dtype.name, [values])
    return bool(names)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None


class _Found:
    """The files of a project file, each read within its bounds."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._files: dict[str, Member] = {str(member.path): member for member in archive.members}

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def bytes(self, name: str) -> bytes:
        """Return a file's content."""
        return self._archive.content(self._files[name])

    def json(self, name: str) -> Mapping[str, Any]:
        """Return the object in a JSON file; raises `Refusal` where there is none."""
        if name not in self._files:
            raise Refusal(say("This is no project file with weights: it holds no {name}.", name=name))
        content = self.bytes(name)
        if len(content) > _LARGEST_TEXT:
            raise Refusal(
                say(
                    "{name} in this file is larger than {largest_text} MB; it was not taken.",
                    name=name,
                    largest_text=_LARGEST_TEXT // 1_000_000,
                )
            )
        try:
            value = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise Refusal(_damaged(name)) from error
        if not isinstance(value, dict):
            raise Refusal(_damaged(name))
        return value


def _schema(value: Mapping[str, Any], allowed: Sequence[str]) -> Schema:
    try:
        schema = load_schema(value)
    except ValueError as error:
        raise Refusal(_damaged(SCHEMA)) from error
    # Whoever opens the file must not reach by it what others brought.
    known = builtin.schema(schema.id).fingerprint if schema.id in builtin.BUILTIN else None
    here = known == schema.fingerprint if known is not None else schema.id in allowed
    return replace(schema, id=schema.id if here else NOT_HERE, preview=())


def _fill(folder: Path, found: _Found) -> None:
    """Write into a new run's folder what the file says that training came to."""
    run = open_run(folder)
    preparation = _preparation(run, found)
    model = build(run.plan)
    _take_weights(model, found)
    write_json(folder / PREPARATION, preparation.to_json())
    save_weights(model, folder / BEST)
    trained = Trained(opened=run, preparation=preparation, model=model)
    read = measured(run.plan, preparation)
    results = {
        name: told.told(found.json(name), part, read)
        for name, part in ((RESULTS, "validation"), (TEST, "test"))
        if name in found
    }
    known: Any = results[RESULTS]["outputs"] if RESULTS in results else {}
    samples = _take_samples(trained, found, known)
    for name, one in results.items():
        write_json(folder / name, {**one, "samples": samples if name == RESULTS else []})
    _tell(folder, found.json(BEGINNING))


def _preparation(run: Opened, found: _Found) -> Preparation:
    try:
        preparation = Preparation.from_json(found.json(PREPARATION))
        fitting = fits(preparation, run.document, run.used)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Refusal(_damaged(PREPARATION)) from error
    if not fitting:
        raise Refusal(
            say("{preparation} in this file is not of its network; export the project again.", preparation=PREPARATION)
        )
    return preparation


def _tell(folder: Path, beginning: Mapping[str, Any]) -> None:
    said = beginning.get("best_epoch")
    best = said if isinstance(said, int) and 0 < said < 10**9 else 1
    events.append(folder, "epoch", epoch=best, seconds=0, values=told.values(beginning.get("values")), best=True)
    sentence = say("Opened from a project file, trained already.")
    events.append(folder, "finished", reason="done", sentence=sentence, best_epoch=best, values={})


def _take_weights(model: keras.Model, found: _Found) -> None:
    for name, variable in weights(model):
        if name not in found:
            raise Refusal(say("The file's weights are not those of its network: some are missing."))
        kind = np.asarray(variable).dtype.name
        variable.assign(unpacked(found.bytes(name), kind, tuple(variable.shape)))


def _take_samples(trained: Trained, found: _Found, known: Mapping[str, Any]) -> list[JsonObject]:
    """Keep the held-out samples, where the file has some, and return them as Test shows them."""
    run, preparation = trained.opened, trained.preparation
    features = carried(run, preparation)
    if not features or sample(0) not in found:
        return []
    raw = _columns(features, preparation, found)
    part = part_of(run.document, run.used, preparation, raw)
    keep(run.folder / HELD_OUT, features, raw)
    return telling(trained, judged(trained, part), raw, known)


def _columns(features: tuple[Feature, ...], preparation: Preparation, found: _Found) -> Columns:
    targets = {target["target"] for target in preparation.targets.values()}
    raw: Columns = {}
    count: int | None = None
    for place, feature in enumerate(features):
        if sample(place) not in found:
            raise Refusal(say("The samples in this file are not those of its network: some are missing."))
        kept = kept_as(feature)
        values = unpacked(found.bytes(sample(place)), kept.dtype(feature), (count, *kept.shape(feature)))
        count = len(values)
        if not 0 < count <= MOST or not kept.possible(feature, values, feature.name in targets):
            raise Refusal(say("The samples in this file are damaged; export the project again."))
        raw[feature.name] = decoded(feature, values)
    return raw


def _damaged(name: str) -> str:
    return say("{name} in this file is damaged; export the project again.", name=name)
