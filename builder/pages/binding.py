"""Binding a data set to the document, and proposing a network for it: as edits that the person can undo."""

from dataclasses import replace

import streamlit as st

from builder.pages.asking import ask
from builder.pages.visit import Visit, schema_of
from engine.data import apply
from engine.document.edits import replace_document, set_part
from engine.document.model import Data
from engine.propose import propose


def bind(visit: Visit, source: str) -> None:
    """Make `source` the document's data set, with the target that it suggests."""
    schema = schema_of(visit.person, source)
    targets = [schema.target] if schema and schema.target else []
    ask([set_part("data", "source", source), set_part("data", "targets", targets), set_part("data", "columns", {})])


def proposable(visit: Visit) -> bool:
    """Whether there is what a network needs: data, and something to answer."""
    return visit.schema is not None and any(feature.role == "target" for feature in visit.schema.features)


def propose_network(visit: Visit) -> None:
    """Ask for a small network that fits the data, in place of what there is."""
    if visit.raw is None:
        return
    proposed = propose(apply.apply(visit.raw, visit.document.data), _data(visit))
    ask([replace_document(replace(proposed, name=visit.document.name))])
    st.session_state["proposed"] = True


def _data(visit: Visit) -> Data:
    return visit.document.data
