"""`layerloom train`: the same worker as in the app, in this process, with its events told on standard error."""

import json
import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import IO

from engine.catalog import catalog
from engine.data import schema_json
from engine.data.builtin import BUILTIN
from engine.data.schema import Schema
from engine.document.dump import to_json
from engine.plan import plan
from engine.runs import events, stopping
from engine.runs.folder import Request, create, folder_of
from engine.runs.status import Status, status
from engine.runtime.check import check
from engine.runtime.command.bring import progress
from engine.runtime.command.project import Project
from engine.runtime.data import online
from engine.runtime.worker import work
from engine.words import JsonObject, Refusal

_LOOK_SECONDS = 0.2


def train(project: Project, out: str) -> bool:
    """Train into the directory `out`, and return whether a model came of it; the last line printed is JSON.

    Raises `Refusal` where there is no data, or where something lies at `out`.
    """
    if project.schema is None:
        raise Refusal("This project names no data set that is here; name one with --data.")
    report = check(plan(project.document, catalog(), project.schema))
    if not report["ready"]:
        _print({"ready": False, "findings": report["findings"]})
        return False
    _download(project.schema)
    folder = _folder(project, project.schema, report, Path(out))
    end = _work(folder)
    done = end.state in ("finished", "stopped") and end.reason != "diverged"
    _print(_result(folder, end))
    return done


def _download(schema: Schema) -> None:
    entry = BUILTIN.get(schema.id)
    if entry and entry.origin == "online" and not online.present(entry.name):
        online.fetch(entry.name, progress)


def _folder(project: Project, schema: Schema, report: JsonObject, out: Path) -> Path:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        message = f"{out} is there already; name a new directory."
        raise Refusal(message)
    text = report["program"]["text"]  # type: ignore[index,call-overload]
    request = Request(
        document=to_json(project.document),
        schema=schema_json.dump(schema),
        program=str(text),
        project="",
        owner="",
        number=1,
        estimate=0.0,
    )
    made = folder_of(create(request))
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists():
        out.rmdir()
    return Path(shutil.move(made, out))


def _work(folder: Path) -> Status:
    def stop(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        stopping.ask(folder)

    # The worker sends its standard output to the run's log; what is said here goes where it went before.
    sys.stdout.flush()
    kept = os.dup(1), os.dup(2)
    before = signal.signal(signal.SIGINT, stop)
    over = threading.Event()
    with os.fdopen(os.dup(kept[1]), "w") as spoken:
        teller = threading.Thread(target=_tell, args=(folder, over, spoken))
        teller.start()
        try:
            # The checks before have run operations, so TensorFlow keeps the threads it has: all cores.
            work(str(folder), threads=0)
        finally:
            over.set()
            teller.join()
            for was, now in enumerate(kept, start=1):
                os.dup2(now, was)
                os.close(now)
            signal.signal(signal.SIGINT, before)
    return status(folder)


def _tell(folder: Path, over: threading.Event, spoken: IO[str]) -> None:
    offset = 0
    while True:
        last = over.wait(_LOOK_SECONDS)
        seen, offset = events.read(folder, offset)
        for event in seen:
            if event["event"] == "epoch":
                values = "  ".join(
                    f"{name} {value:.4g}" for name, value in event["values"].items() if value is not None
                )
                spoken.write(f"epoch {event['epoch']}  {values}\n")
                spoken.flush()
        if last:
            return


def _result(folder: Path, end: Status) -> JsonObject:
    return {
        "run": str(folder),
        "state": end.state,
        "reason": end.reason,
        "sentence": end.sentence,
        "best_epoch": end.best_epoch,
        "values": dict(end.best_values),
    }


def _print(value: JsonObject) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
