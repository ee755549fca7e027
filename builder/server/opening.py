"""Links that bring a visitor somewhere: to a shared project, or back to their workspace."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from builder.server.answers import missing, person_of
from builder.server.cookies import set_cookie
from builder.server.returning import read_return
from builder.store import people, shares


def open_link(request: Request) -> Response:
    """Give the visitor what the link gives, and show it."""
    person = person_of(request)
    if person is None:
        return missing()
    people.remember(person)
    project = shares.open_link(person, request.path_params["token"])
    return RedirectResponse(f"/?project={project}", 303) if project else missing()


def come_back(request: Request) -> Response:
    """Give the visitor the cookie of the workspace that their return code opened."""
    person = read_return(request.path_params["token"], person_of(request))
    if person is None:
        return missing()
    response = RedirectResponse("/", 303)
    set_cookie(MutableHeaders(raw=response.raw_headers), person, secure=request.url.scheme == "https")
    return response


ROUTES: list[BaseRoute] = [Route("/open/{token}", open_link), Route("/return/{token}", come_back)]
