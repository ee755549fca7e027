"""Documents of older versions are brought up one named step at a time."""

import json
from pathlib import Path

from engine.document.dump import dump, to_json
from engine.document.load import from_json, load
from engine.document.migrate import MIGRATIONS, Migration, migrate
from engine.document.model import VERSION

ASSETS = Path(__file__).parent / "assets"


def test_migrations_are_numbered_without_a_gap_up_to_the_present_version():
    assert [migration.to for migration in MIGRATIONS] == list(range(2, VERSION + 1))


def test_every_step_between_two_versions_is_taken_once_and_in_order():
    steps = tuple(
        Migration(to=to, name=f"step-{to}", up=lambda content, to=to: {**content, "taken": [*content["taken"], to]})
        for to in (2, 3, 4, 5)
    )
    content = migrate({"taken": [], "version": 2}, 2, steps, 4)
    assert content == {"taken": [3, 4], "version": 4}


def test_version_1_says_the_same_in_version_2():
    content = json.loads((ASSETS / "version1.json").read_text("utf-8"))
    assert migrate(content, 1, target=2) == {**content, "version": 2}
    document = from_json(content)
    assert document == from_json({**content, "version": 2})
    assert to_json(document) == to_json(load(dump(document)))
    assert (document.blocks, document.frames) == ({}, {})
