"""The directory of one run: its files, how it is made and found."""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.home import home, write_atomic, write_json
from engine.said import say
from engine.words import JsonObject, Refusal

DOCUMENT = "document.json"
JOB = "job.json"
PROGRAM = "program.py"
EVENTS = "events.jsonl"
LOG = "log.txt"
LOCK = "lock"
STOP = "stop"
BEST = "best.weights.h5"
LAST = "last.weights.h5"
RESULTS = "results.json"
TEST = "test.json"
RESERVE = ".reserve"
PREPARATION = "preparation.json"
HELD_OUT = "held_out.npz"

_ID = re.compile(r"[a-z0-9]{24}")


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a person asks for by pressing Train: everything that the run's directory keeps of that moment."""

    document: JsonObject
    schema: JsonObject
    program: str
    project: str
    owner: str
    number: int
    estimate: float


def runs_home() -> Path:
    """Return the folder that holds every run's directory."""
    folder = home() / "runs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def create(request: Request) -> str:
    """Make the directory of a new run, whole or not at all, and return the run's id."""
    with making(request) as (run, _):
        return run


@contextmanager
def making(request: Request) -> Iterator[tuple[str, Path]]:
    """Yield the id of a new run and its directory, which nobody sees before the body is done, or ever if that fails."""
    run = secrets.token_hex(12)
    unfinished = runs_home() / f".{run}"
    unfinished.mkdir(mode=0o700)
    try:
        fill(unfinished, request)
        yield run, unfinished
        unfinished.rename(runs_home() / run)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def fill(folder: Path, request: Request) -> None:
    """Write what a run begins with into `folder`, which may lie anywhere."""
    write_json(folder / DOCUMENT, request.document)
    write_json(folder / JOB, _job(request))
    write_atomic(folder / PROGRAM, request.program.encode())


def folder_of(run: str) -> Path:
    """Return the directory of `run`; raises `Refusal` when the id is malformed or no such run exists."""
    folder = runs_home() / run
    if not _ID.fullmatch(run) or not folder.is_dir():
        raise Refusal(say("There is no such run; it may have been deleted."))
    return folder


def every_run() -> tuple[Path, ...]:
    """Return the directories of all runs, oldest first."""
    folders = (folder for folder in runs_home().iterdir() if _ID.fullmatch(folder.name))
    return tuple(sorted(folders, key=lambda folder: folder.stat().st_ctime))


def read_json(folder: Path, name: str) -> Mapping[str, Any]:
    """Read one of the run's JSON files; raises `FileNotFoundError` when it is not written yet."""
    value: Mapping[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return value


def _job(request: Request) -> JsonObject:
    return {
        "project": request.project,
        "owner": request.owner,
        "number": request.number,
        "schema": request.schema,
        "submitted": time.time(),
        "estimate": request.estimate,
    }
