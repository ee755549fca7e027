"""Project files and exports, to keep."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server import live_state
from builder.server.answers import missing, person_of
from builder.store import projects, runs
from engine.document.dump import dump
from engine.runs.exports import export_path
from engine.runs.folder import folder_of
from engine.words import Refusal


def project_file(request: Request) -> Response:
    """Send the project's document as it is now, as a file."""
    found = projects.find(person_of(request), request.path_params["project"])
    if found is None:
        return missing()
    content = dump(live_state.document(found.id))
    return Response(content, media_type="application/json", headers=_attached(f"{found.name}.layerloom.json"))


def export(request: Request) -> Response:
    """Send a finished, checked export of a run."""
    run = runs.find(person_of(request), request.path_params["run"])
    project = projects.find(person_of(request), run.project) if run else None
    if run is None or project is None:
        return missing()
    try:
        path = export_path(folder_of(run.id), request.path_params["format"])
    except Refusal:
        return missing()
    # The exporter puts a file here only when it has compared it with the model.
    if not path.exists():
        return missing()
    return FileResponse(path, headers=_attached(f"{project.name} run {run.number} {path.name}"))


def _attached(name: str) -> dict[str, str]:
    safe = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', " ", name).strip(". ") or "layerloom"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"}


ROUTES: list[BaseRoute] = [
    Route("/api/projects/{project}/file", project_file),
    Route("/api/runs/{run}/export/{format}", export),
]
