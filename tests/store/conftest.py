"""A person with a project, in an empty home folder."""

from pathlib import Path

import pytest

from builder.store import people
from builder.store.ids import new_id
from engine.document.model import Document, Node


@pytest.fixture
def ann(home: Path) -> str:
    """Return a person."""
    return _person()


@pytest.fixture
def bob(home: Path) -> str:
    """Return another person."""
    return _person()


@pytest.fixture
def document() -> Document:
    """Return a document with one node."""
    return Document(name="Digits", nodes={"image": Node(kind="Input")})


def _person() -> str:
    person = new_id()
    people.remember(person)
    return person
