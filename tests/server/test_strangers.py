"""Two people and every route: a stranger's id and an unknown one get the same answer."""

import json
from typing import Any

import pytest
from starlette.routing import Route, WebSocketRoute

from builder.server import statics
from builder.server.routes import ROUTES
from builder.store import data_sets, jobs, library, runs, shares
from builder.store.data_sets import DataSet
from builder.store.jobs import Job
from engine.document.model import Block, Document

OPEN = {route.path for route in statics.ROUTES if isinstance(route, Route)}
BY_TOKEN = {"/open/{token}", "/return/{token}"}
WITHOUT_ID = {"/api/data", "/api/projects", "/api/library", "/api/weights"}
HTTP = [route for route in ROUTES if isinstance(route, Route) and "{" in route.path and route.path not in OPEN]
SOCKETS = [route for route in ROUTES if isinstance(route, WebSocketRoute)]


def _theirs(visitor: Any) -> dict[str, str]:
    """Return one thing of each kind that belongs to a visitor."""
    project = visitor.project()
    run, job = "0123456789abcdef01234567", f"job{visitor.person[:5]}"
    runs.add(visitor.person, project, run, 1)
    jobs.add(visitor.person, Job(id=job, data_set=None))
    data = f"d{visitor.person}"
    data_sets.add(visitor.person, DataSet(id=data, title="", bytes=1, digest="", created=0))
    share = shares.create(visitor.person, project, "edit")
    assert share is not None
    block = library.keep(visitor.person, Document(blocks={"b": Block()}), "b")
    words = {"format": "savedmodel", "token": "none", "node": "conv"}
    return {"project": project, "run": run, "job": job, "block": block, "data": data, **words}


def _method(route: Route) -> str:
    return next(method for method in ("POST", "DELETE", "GET") if method in (route.methods or set()))


def test_every_route_is_looked_at() -> None:
    paths = {route.path for route in ROUTES if isinstance(route, Route)}
    assert paths == {route.path for route in HTTP} | OPEN | WITHOUT_ID


@pytest.mark.parametrize("route", HTTP, ids=lambda route: route.path)
def test_a_strangers_id_and_an_unknown_one_look_the_same(route: Route, ann: Any, bob: Any) -> None:
    mine = _theirs(ann)
    unknown = {**dict.fromkeys(mine, "a" * 26), "run": "f" * 24}
    method = _method(route)
    body = {"content": json.dumps({"inputs": {}})} if method == "POST" else {}
    theirs = bob.ask(method, route.path.format(**mine), **body)
    nobodys = bob.ask(method, route.path.format(**unknown), **body)
    nameless = bob.http.request(method, route.path.format(**mine), headers={"origin": "http://localhost"}, **body)
    assert theirs.status_code == nobodys.status_code == nameless.status_code == 404
    assert theirs.content == nobodys.content == nameless.content
    assert sorted(theirs.headers) == sorted(nobodys.headers)


@pytest.mark.parametrize("bad", ["..", "%2e%2e", "..%2f..%2fsecret", "a%00b", "%ff", "x" * 5000, "a b", "CON"])
@pytest.mark.parametrize("route", HTTP, ids=lambda route: route.path)
def test_no_id_leads_anywhere(route: Route, bad: str, ann: Any) -> None:
    method = _method(route)
    values = dict.fromkeys(("project", "run", "job", "format", "token", "block", "node", "data"), bad)
    answer = ann.ask(method, route.path.format(**values), content=b'{"inputs": {}}' if method == "POST" else None)
    assert answer.status_code in {404, 405}


@pytest.mark.parametrize("route", SOCKETS, ids=lambda route: route.path)
def test_a_strangers_socket_and_an_unknown_one_look_the_same(route: WebSocketRoute, ann: Any, bob: Any) -> None:
    project = ann.project()
    seen = []
    for wanted in (project, "a" * 26, "%2e%2e", "'"):
        with bob.socket(route.path.format(project=wanted)) as socket:
            seen.append(socket.receive())
    assert all(one == seen[0] for one in seen)
    assert seen[0]["type"] == "websocket.close"
    assert seen[0]["code"] == 4404
