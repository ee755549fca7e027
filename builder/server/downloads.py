"""Project files and exports, to keep."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from builder.server import live_state
from builder.server.answers import missing, person_of
from builder.server.schemas import permitted
from builder.store import projects, runs
from engine import brought
from engine.document.dump import dump
from engine.runs.exports import export_path
from engine.runs.folder import DOCUMENT, folder_of
from engine.words import Refusal


def project_file(request: Request) -> Response:
    """Send the project's document as it is now, as a file; with the weights that it was brought in with, if any."""
    found = projects.find(person_of(request), request.path_params["project"])
    if found is None:
        return missing()
    document = permitted(found.id, live_state.document(found.id))
    content = dump(document)
    if document.weights is not None and (folder := brought.folder_of(document.weights)) is not None:
        headers = _attached(f"{found.name}.layerloom.zip")
        return StreamingResponse(_with_weights(content, folder), media_type="application/zip", headers=headers)
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


def _with_weights(content: str, folder: Path) -> Iterator[bytes]:
    sent = _Sent()
    # Arrays are kept as they are: packed ones would look like an archive bomb, and gain little.
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(DOCUMENT, content, zipfile.ZIP_DEFLATED)
        for _ in brought.packed(archive, folder):
            yield sent.taken()
    yield sent.taken()


class _Sent:
    """What is written and not sent yet; an archive cannot go back in it."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, block: bytes) -> int:
        """Take a block."""
        self._waiting += block
        return len(block)

    def flush(self) -> None:
        """Nothing waits for more than to be taken."""

    def close(self) -> None:
        """What waits can still be taken."""

    def taken(self) -> bytes:
        """Return what is waiting, once."""
        waiting = bytes(self._waiting)
        self._waiting.clear()
        return waiting


def _attached(name: str) -> dict[str, str]:
    safe = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', " ", name).strip(". ") or "layerloom"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return {"content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"}


ROUTES: list[BaseRoute] = [
    Route("/api/projects/{project}/file", project_file),
    Route("/api/runs/{run}/export/{format}", export),
]
