"""Binding a data set to the document, and proposing a network for it: as edits that the person can undo."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from builder.pages.asking import ask
from builder.pages.visit import Visit, newest, schema_of
from builder.store import data_sets
from engine.data import apply, builtin
from engine.data.schema import Schema
from engine.document.dump import series_to_json
from engine.document.edits import replace_document, set_part
from engine.document.model import Data, Document
from engine.propose import fits, propose
from engine.propose.again import GIVEN_AGAIN
from engine.propose.templates import templates
from engine.words import JsonObject

_MOST_OFFERED = 4


def bind(visit: Visit, source: str) -> None:
    """Make `source` the document's data set, with the target that it suggests."""
    schema = schema_of(visit.person, source)
    targets = [schema.target] if schema and schema.target else []
    series = series_to_json(schema.proposed) if schema and schema.proposed else None
    ask(
        [
            set_part("data", "source", source),
            set_part("data", "targets", targets),
            set_part("data", "columns", {}),
            set_part("data", "series", series),
            set_part("data", "made", None),
        ]
    )


def fitting(visit: Visit) -> list[JsonObject]:
    """Return the data sets that the network can learn from as it stands, the person's own first."""
    own = [(mine.id, mine.title, "yours") for mine in data_sets.of(visit.person)]
    known = [(one.name, one.title, one.sentence) for one in builtin.BUILTIN.values()]
    found: list[JsonObject] = [
        {"id": source, "title": title, "sentence": sentence}
        for source, title, sentence in (*own, *known)
        if (schema := schema_of(visit.person, source)) is not None and fits.binding(visit.document, schema)
    ]
    return found[:_MOST_OFFERED]


def bind_network(visit: Visit, source: str) -> None:
    """Let the network that is there learn from the data set `source`, which fits it."""
    schema = schema_of(visit.person, source)
    edits = fits.binding(visit.document, schema) if schema is not None else None
    if edits is not None:
        ask(edits)


def proposable(visit: Visit) -> bool:
    """Whether there is what a network needs: data, and something to learn."""
    made = visit.document.data.made
    if visit.schema and made and made.way in GIVEN_AGAIN:
        return True
    targets = visit.schema.targets() if visit.schema else ()
    return bool(targets) and all(target.type != "category" or len(target.classes) > 1 for target in targets)


def propose_network(visit: Visit, network: Callable[[Schema, Data], Document] = propose) -> None:
    """Ask for a network that fits the data, in place of what there is."""
    if visit.raw is None:
        return
    data = newest().data
    proposed = network(apply.apply(visit.raw, data), data)
    ask([replace_document(replace(proposed, name=_name(visit, visit.raw)))])
    st.session_state["proposed"] = True


def _name(visit: Visit, raw: Schema) -> str:
    """Return the project's name, or that of the data where nobody gave the project a name of its own."""
    given = {"", "Untitled", *(template.title for template in templates().values())}
    return raw.title if visit.document.name in given else visit.document.name
