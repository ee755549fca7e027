"""Two people do at random what can be done on a canvas: both ends are equal, every state opens, plans and is undone."""

import asyncio
from pathlib import Path

import pytest

from builder.server.room import Room
from builder.store import people, projects
from builder.store.states import _takes_many as takes_many
from engine.assets import asset
from engine.catalog import catalog
from engine.document import yjs
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import plan
from engine.propose import templates
from tests.document.crowd import Canvases, Crowd, breathe, canvases, encoded

LOOK = 7
"""A state is looked at after so many steps, a prime: so at every stage of delivery."""


def _looked_at(document: Document) -> None:
    """Fail where a state does not open or plan, or where a wire leads nowhere."""
    assert from_json(to_json(document)) == document
    plan(document, catalog())
    for key, node in document.nodes.items():
        for references in node.inputs.values():
            for each in references:
                assert each.node in document.nodes, (key, each)
        assert node.shares is None or node.shares in document.nodes, key


async def _together(asked: Canvases, document: Document, steps: int, seed: int) -> Crowd:
    project = projects.create("ann", document).id
    room = Room(project)
    crowd = Crowd(room, asked, 2, seed)
    for number in range(steps):
        crowd.step()
        if number % LOOK == 0:
            _looked_at(room.document())
            await breathe()
        if number % 100 == 99:
            crowd.settle()
            first, *others = crowd.contents()
            assert all(other == first for other in others), (seed, number)
    crowd.settle()
    first, *others = crowd.contents()
    assert all(other == first for other in others)
    await room.saving.close()
    return crowd


@pytest.fixture
def ann(home: Path) -> str:
    """Return a person."""
    people.remember("ann")
    return "ann"


def _some(seed: int) -> Document:
    names = sorted(templates.templates())
    return templates.document(names[seed % len(names)])


def test_two_people_end_with_the_same(ann: str) -> None:
    with canvases() as asked:
        crowd = asyncio.run(_together(asked, _some(3), 300, 1))
    # All sorts of things happened, not only a few again and again.
    assert len(crowd.done) > 30, crowd.done


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_people_end_with_the_same_after_10_000_steps(ann: str, seed: int) -> None:
    with canvases() as asked:
        asyncio.run(_together(asked, _some(seed), 1000, seed))


def _undone(asked: Canvases, document: Document, steps: int, seed: int) -> None:
    doc = yjs.write(document, takes_many)
    asked.ask("come", 0, bytes=encoded(doc.get_update()), catalog=str(asset("catalog.json")))
    before = asked.ask("contents", 0)
    for number in range(steps):
        asked.ask("step", 0, seed=1000 * seed + number)
    found = asked.ask("undoAll", 0)
    assert found["start"] == before
    assert found["again"] == found["end"]


@pytest.mark.parametrize(("seed", "steps"), [(1, 100), pytest.param(2, 2000, marks=pytest.mark.slow)])
def test_whoever_is_alone_undoes_all_and_does_all_again(seed: int, steps: int) -> None:
    with canvases() as asked:
        _undone(asked, _some(seed), steps, seed)
