"""Project files, saved and opened, and exports."""

import re
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import live_state
from builder.server.answers import missing, person_of, refusal
from builder.server.receive import body_of
from builder.store import people, projects, runs
from engine.document.dump import dump
from engine.document.load import LARGEST_BYTES, DocumentError, load
from engine.runs.folder import folder_of

_FORMAT = re.compile(r"[a-z]{1,20}")


def project_file(request: Request) -> Response:
    """Send the project's document as it is now, as a file."""
    found = projects.find(person_of(request), request.path_params["project"])
    if found is None:
        return missing()
    content = dump(live_state.document(found.id))
    return Response(content, media_type="application/json", headers=_attached(f"{found.name}.layerloom.json"))


async def open_file(request: Request) -> Response:
    """Make a project of the visitor from a project file."""
    person = person_of(request)
    if person is None:
        return missing()
    content = await body_of(request, LARGEST_BYTES)
    if content is None:
        return refusal(f"A project file has at most {LARGEST_BYTES // 1_000_000} MB; this one is larger.", 413)
    try:
        document = await to_thread.run_sync(load, content)
    except DocumentError as error:
        return refusal(str(error), 400)
    await to_thread.run_sync(people.remember, person)
    made = await to_thread.run_sync(projects.create, person, document)
    return JSONResponse({"project": made.id}, 201)


def export(request: Request) -> Response:
    """Send a finished, checked export of a run."""
    run = runs.find(person_of(request), request.path_params["run"])
    kind = request.path_params["format"]
    if run is None or not _FORMAT.fullmatch(kind):
        return missing()
    # The exporter puts a file here only when it has compared it with the model.
    found = sorted((folder_of(run.id) / "exports").glob(f"{kind}.*"))
    if not found:
        return missing()
    project = projects.find(person_of(request), run.project)
    name = f"{project.name if project else 'layerloom'} run {run.number} {found[0].name}"
    return FileResponse(found[0], headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    safe = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', " ", name).strip(". ") or "layerloom"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"}


ROUTES: list[BaseRoute] = [
    Route("/api/projects", open_file, methods=["POST"]),
    Route("/api/projects/{project}/file", project_file),
    Route("/api/runs/{run}/export/{format}", export),
]
