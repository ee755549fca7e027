"""Models of Keras that are opened: a job of the engine host reads one, and what it made becomes a project."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import intake, live_state, quota
from builder.server.admission import admitted
from builder.server.answers import missing, person_of, refusal
from builder.server.schemas import permitted
from builder.store import models, projects
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.words import JsonObject, Refusal

_HEAD = 4096
_HDF5 = b"\x89HDF"
_ZIP = b"PK"


def is_model(path: Path) -> bool:
    """Say whether a file begins like what Keras saves; it is read as such by the engine host alone."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIP):
        return b"config.json" in head
    return head.startswith(_HDF5) or (b'"class_name"' in head and b'"layerloom"' not in head)


def room(person: str) -> JsonObject:
    """Return where a job puts weights that `person` brings, and how much of them there may be."""
    return {"model": models.add(person, quota.most()), "most": quota.left(person)}


def begin(person: str, path: Path, name: str) -> str:
    """Begin to read the model at `path`, which the job removes when it has ended, and return the job."""
    kept = path.with_name(f"{path.name}.model")
    path.rename(kept)
    try:
        return intake.start(person, "bring", path=str(kept), name=name, **room(person))
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def make(request: Request) -> Response:
    """Make a project of what a job of the visitor has read."""
    person, job = person_of(request), request.path_params["job"]
    try:
        state: Any = intake.state(person, job)
        if person is None or state is None or state["state"] != "done" or "document" not in state["result"]:
            return missing()
        return JSONResponse(
            {"project": projects.create(person, admitted(from_json(state["result"]["document"]))).id}, 201
        )
    except Refusal as error:
        return refusal(str(error), 400)


def open_layers(request: Request) -> Response:
    """Begin to open a pre-trained network of a project, the node in the address, as layers."""
    person, project = person_of(request), request.path_params["project"]
    found = projects.find(person, project)
    if person is None or found is None or found.role == "look":
        return missing()
    try:
        document = to_json(permitted(project, live_state.document(project)))
        node = request.path_params["node"]
        return JSONResponse({"job": intake.start(person, "layers", document=document, node=node, **room(person))})
    except Refusal as error:
        return refusal(str(error), 400)


ROUTES: list[BaseRoute] = [
    Route("/api/models/{job}", make, methods=["POST"]),
    Route("/api/projects/{project}/layers/{node}", open_layers, methods=["POST"]),
]
