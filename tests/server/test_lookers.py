"""Somebody who may only look: every way in is tried, and none of them changes the project."""

import json
from typing import Any

import pytest
from starlette.routing import Route

from builder.pages.visit import Visit
from builder.server import live_state, training
from builder.server.routes import ROUTES
from builder.store import projects, runs, shares, states
from engine.words import Refusal

RUN = "0123456789abcdef01234567"
CHANGING = [
    route
    for route in ROUTES
    if isinstance(route, Route)
    and not (route.methods or set()) <= {"GET", "HEAD"}
    and ("{project}" in route.path or "{run}" in route.path)
]
ASKING = {"/api/runs/{run}/predict", "/api/projects/{project}/trace", "/api/projects/{project}/begin"}
"""What a network answers, how samples begin, and what one becomes in it, is something to look at."""


def _looker(ann: Any, bob: Any) -> str:
    project = str(ann.project())
    share = shares.create(ann.person, project, "look")
    assert share is not None
    assert bob.ask("GET", f"/open/{share.token}").headers["location"] == f"/?project={project}"
    return project


@pytest.mark.parametrize("route", [one for one in CHANGING if one.path not in ASKING], ids=lambda route: route.path)
def test_no_route_changes_anything_for_a_looker(route: Route, ann: Any, bob: Any) -> None:
    project = _looker(ann, bob)
    runs.add(ann.person, project, RUN, 1)
    before = states.document(project), runs.in_project(project), projects.find(ann.person, project)
    path = route.path.format(project=project, run=RUN, node="image")
    answer = bob.ask(next(iter((route.methods or set()) - {"GET", "HEAD"})), path, content=json.dumps({"inputs": {}}))
    assert answer.status_code in {403, 404}, answer.text
    after = states.document(project), runs.in_project(project), projects.find(ann.person, project)
    assert after == before


def test_the_routes_that_change_a_project_are_known() -> None:
    assert {route.path for route in CHANGING} == {
        "/api/projects/{project}/begin",
        "/api/projects/{project}/restore",
        "/api/projects/{project}/layers/{node}",
        "/api/projects/{project}/runs",
        "/api/projects/{project}/trace",
        "/api/runs/{run}/predict",
    }


def test_a_page_changes_nothing_for_a_looker_even_where_its_buttons_are_forged(ann: Any, bob: Any) -> None:
    project = _looker(ann, bob)
    runs.add(ann.person, project, RUN, 1)
    assert not live_state.rename(bob.person, project, "Mine")
    assert states.document(project).name == "Digits"
    assert not runs.remove(bob.person, RUN)
    assert not runs.restore(bob.person, RUN)
    assert not projects.restore(bob.person, project)
    assert shares.create(bob.person, project, "edit") is None
    assert not shares.ever(bob.person, project)
    with pytest.raises(Refusal, match="not yours to stop"):
        training.stop(bob.person, RUN)
    # Deleting somebody else's project means leaving it.
    assert projects.remove(bob.person, project)
    assert projects.find(ann.person, project) is not None


def test_a_looker_who_gets_the_other_link_edits(ann: Any, bob: Any, peer_of: Any) -> None:
    project = _looker(ann, bob)
    edit = shares.create(ann.person, project, "edit")
    look = shares.create(ann.person, project, "look")
    assert edit is not None
    assert look is not None
    with bob.socket(f"/sync/{project}") as socket:
        peer = peer_of(socket)
        bob.ask("GET", f"/open/{edit.token}")
        # The window that is open may edit from now on, and opening the first link again takes nothing away.
        bob.ask("GET", f"/open/{look.token}")
        peer.edit("mine")
        peer.meet()
    assert set(states.document(project).nodes) == {"image", "mine"}


def test_a_visit_knows_who_may_change_what(ann: Any, bob: Any) -> None:
    project = _looker(ann, bob)
    for person, editable, owner in ((ann.person, True, True), (bob.person, False, False)):
        found = projects.find(person, project)
        assert found is not None
        visit = Visit(person=person, project=found, document=states.document(project), raw=None, report=None)
        assert (visit.editable, visit.owner) == (editable, owner)
