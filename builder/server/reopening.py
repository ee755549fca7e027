"""Project files that are opened: a document as JSON, or a zip that carries trained weights too."""

from pathlib import Path
from typing import Any

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import intake
from builder.server.admission import admitted
from builder.server.answers import DISK_FULL, missing, person_of, refusal
from builder.server.quota import Allowance, TooMuch
from builder.server.receive import is_full, receive
from builder.store import data_sets, people, projects, runs
from builder.store.ids import new_id
from engine.document.load import LARGEST_BYTES, from_json, load
from engine.home import home

_ZIP = b"PK"


async def open_file(request: Request) -> Response:
    """Make a project of the visitor from the file in the body; one with weights has a trained run at once."""
    person = person_of(request)
    if person is None:
        return missing()
    allowance = Allowance(person)
    path = home() / f".opened-{new_id()}"
    try:
        await to_thread.run_sync(people.remember, person)
        await receive(request, path, allowance)
        return JSONResponse({"project": await to_thread.run_sync(_open, person, path)}, 201)
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


def _open(person: str, path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(LARGEST_BYTES + 1)
    if not content.startswith(_ZIP):
        return projects.create(person, admitted(load(content))).id
    own = [data_set.id for data_set in data_sets.of(person)]
    found: Any = intake.wait(person, "open", path=str(path), owner=person, data=own)
    project = projects.create(person, admitted(from_json(found["document"])))
    runs.add(person, project.id, str(found["run"]), 1)
    return project.id


ROUTES: list[BaseRoute] = [Route("/api/projects", open_file, methods=["POST"])]
