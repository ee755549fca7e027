"""Files that are opened: a project as JSON, a zip that carries weights too, a model of Keras."""

from pathlib import Path, PureWindowsPath
from typing import Any

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import intake, models
from builder.server.admission import admitted
from builder.server.answers import DISK_FULL, missing, person_of, refusal
from builder.server.quota import Allowance, TooMuch
from builder.server.receive import is_full, receive
from builder.store import data_sets, people, projects, runs
from builder.store.ids import new_id
from builder.store.projects import tidy
from engine.document.load import LARGEST_BYTES, from_json, load
from engine.home import home

_ZIP = b"PK"


async def open_file(request: Request) -> Response:
    """Make a project of the visitor from the file in the body; one with trained weights has a run at once.

    A model of Keras is read by a job, whose end the browser waits for.
    """
    person = person_of(request)
    if person is None:
        return missing()
    allowance = Allowance(person)
    path = home() / f".opened-{new_id()}"
    try:
        await to_thread.run_sync(people.remember, person)
        await receive(request, path, allowance)
        return await to_thread.run_sync(_answer, person, path, request.query_params.get("name", ""))
    except TooMuch as error:
        return refusal(str(error), 413)
    except ValueError as error:
        return refusal(str(error), 400)
    except ClientDisconnect:
        return Response(status_code=400)
    except OSError as error:
        if not is_full(error):
            raise
        return refusal(DISK_FULL, 507)
    finally:
        allowance.end()
        path.unlink(missing_ok=True)


def _answer(person: str, path: Path, name: str) -> Response:
    if models.is_model(path):
        return JSONResponse({"job": models.begin(person, path, tidy(PureWindowsPath(name).stem))}, 202)
    return JSONResponse({"project": _open(person, path)}, 201)


def _open(person: str, path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(LARGEST_BYTES + 1)
    if not content.startswith(_ZIP):
        return projects.create(person, admitted(load(content))).id
    own = [data_set.id for data_set in data_sets.of(person)]
    found: Any = intake.wait(person, "open", path=str(path), owner=person, data=own, **models.room(person))
    project = projects.create(person, admitted(from_json(found["document"])))
    if found["run"] is not None:
        runs.add(person, project.id, str(found["run"]), 1)
    return project.id


ROUTES: list[BaseRoute] = [Route("/api/projects", open_file, methods=["POST"])]
