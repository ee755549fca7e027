"""Checks a plan with Keras: shapes, costs, findings and fixes that were tried. Allocates nothing, runs no operation."""

from engine.catalog import catalog
from engine.data import schema_json
from engine.data.schema import Schema
from engine.document import load
from engine.document.model import Document
from engine.document.nodes import Known
from engine.plan import Plan, plan
from engine.runtime.check.budget import Budget, here
from engine.runtime.check.examine import Examined, examine
from engine.runtime.check.mend import mended
from engine.runtime.check.report import report
from engine.runtime.check.walk import Memory
from engine.words import JsonObject

__all__ = ["Budget", "Examined", "Memory", "check", "check_document", "examine"]

_memory = Memory()
_known = Known()
_examined: list[tuple[Document, Schema | None, Examined]] = []


def check(
    planned: Plan, budget: Budget | None = None, memory: Memory | None = None, *, fixed: bool = True
) -> JsonObject:
    """Return the report of a plan. What was asked before is remembered, so an edit costs what it changed."""
    remembered = _memory if memory is None else memory
    limit = budget or here()
    examined = examine(planned, remembered, limit)
    return report(mended(examined, remembered, limit) if fixed else examined, written=True)


def check_document(
    document: JsonObject, schema: JsonObject | None = None, *, written: bool = True, fixed: bool = True
) -> JsonObject:
    """Return the report of a document and the schema of its data set, both as JSON. Raises `DocumentError`.

    With the program where it is `written`; the findings have their fixes where they are to be `fixed`.
    """
    stored = schema_json.load(schema) if schema else None
    examined = _examine(load.from_json(document, _known), stored)
    return report(mended(examined, _memory, here()) if fixed else examined, written=written)


def _examine(document: Document, schema: Schema | None) -> Examined:
    """Examine a document; the one that was examined last need not be again, when its fixes are asked for."""
    for before, stored, found in _examined:
        if before == document and stored == schema:
            return found
    examined = examine(plan(document, catalog(), schema), _memory, here())
    _examined[:] = [(document, schema, examined)]
    return examined
