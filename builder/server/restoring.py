"""Brings a deleted project back, for a window in which it is still open."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server.answers import missing, person_of
from builder.store import projects


def restore(request: Request) -> Response:
    """Bring a project back that the visitor deleted."""
    project = request.path_params["project"]
    if not projects.restore(person_of(request), project):
        return missing()
    return JSONResponse({"project": project})


ROUTES: list[BaseRoute] = [Route("/api/projects/{project}/restore", restore, methods=["POST"])]
