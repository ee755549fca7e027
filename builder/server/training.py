"""Runs, as a page starts and ends them; callable from any thread."""

import threading
from typing import Any

from builder.server.schemas import schema_of
from builder.store import projects, runs
from engine.document.dump import to_json
from engine.document.model import Document
from engine.host.client import Client
from engine.runs.estimate import estimate
from engine.runs.folder import Request, create
from engine.words import Refusal

_client = Client()
_numbering = threading.Lock()


def submit(person: str, project: str, document: Document) -> str:
    """Put a run of `document` into the queue and return its id. Raises `Refusal` when it cannot train."""
    found = projects.find(person, project)
    if found is None or found.role == "look":
        raise Refusal("You may look at this project, but not train it: make a copy first.")
    schema = schema_of(project, document.data.source)
    if schema is None:
        raise Refusal("There is no data to train on: choose a data set first.")
    content = to_json(document)
    report: Any = _client.check(content, schema)
    if not report["ready"]:
        problems = [finding["sentence"] for finding in report["findings"] if finding["severity"] == "problem"]
        raise Refusal(f"This network cannot train yet. {problems[0] if problems else ''}".strip())
    with _numbering:
        request = Request(
            document=content,
            schema=schema,
            program=report["program"]["text"],
            project=project,
            owner=person,
            number=runs.next_number(project),
            estimate=estimate(content, schema, report),
        )
        run = create(request)
        runs.add(person, project, run, request.number)
    _client.submit(run)
    return run


def stop(person: str, run: str) -> None:
    """Ask a run to stop; its best epoch is kept. Raises `Refusal` where `person` may not."""
    found = runs.find(person, run)
    project = projects.find(person, found.project) if found else None
    if project is None or project.role == "look":
        raise Refusal("There is no such run, or it is not yours to stop.")
    _client.stop(run)
