"""A run as the engine reads it: its frozen document, the data set it was made for, its plan, its trained model."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

from engine.catalog import catalog
from engine.data.apply import apply
from engine.data.schema import Schema
from engine.data.schema_json import load as load_schema
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import Plan, plan
from engine.runs.folder import BEST, DOCUMENT, JOB, PREPARATION, read_json
from engine.runtime.build import build
from engine.runtime.data.preparation import Preparation
from engine.said import say
from engine.words import Refusal


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a run was asked to do. `schema` is the data set as stored, `used` as the document uses it."""

    folder: Path
    document: Document
    schema: Schema
    used: Schema
    plan: Plan


@dataclass(frozen=True, kw_only=True)
class Trained:
    """A run with its model at its best epoch. `preparation` turns raw values into what the model reads."""

    opened: Opened
    preparation: Preparation
    model: keras.Model


def open_run(folder: Path) -> Opened:
    """Read what the run in `folder` was asked to do; raises `Refusal` where its network has a problem."""
    job: Mapping[str, Any] = read_json(folder, JOB)
    document = from_json(read_json(folder, DOCUMENT))
    schema = load_schema(job["schema"])
    planned = plan(document, catalog(), schema)
    problem = next((finding for finding in planned.findings if finding.severity == "problem"), None)
    if problem:
        raise Refusal(problem.sentence)
    return Opened(folder=folder, document=document, schema=schema, used=apply(schema, document.data), plan=planned)


def open_trained(folder: Path) -> Trained:
    """Build the model of the run in `folder` again and give it the weights of its best epoch."""
    if not (folder / BEST).exists() or not (folder / PREPARATION).exists():
        raise Refusal(say("This run has kept no weights yet; train it for at least one epoch."))
    opened = open_run(folder)
    preparation = Preparation.from_json(read_json(folder, PREPARATION))
    model = build(opened.plan)
    model.load_weights(folder / BEST)
    return Trained(opened=opened, preparation=preparation, model=model)
