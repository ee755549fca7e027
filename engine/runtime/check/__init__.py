"""Checks a plan with Keras: shapes, costs, findings and fixes that were tried. Allocates nothing, runs no operation."""

from engine.catalog import catalog
from engine.data import schema_json
from engine.document import load
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


def check(
    planned: Plan, budget: Budget | None = None, memory: Memory | None = None, *, written: bool = True
) -> JsonObject:
    """Return the report of a plan, with the program where it is `written`.

    What was asked before is remembered, so an edit costs what it changed.
    """
    remembered = _memory if memory is None else memory
    limit = budget or here()
    return report(mended(examine(planned, remembered, limit), remembered, limit), written=written)


def check_document(document: JsonObject, schema: JsonObject | None = None, *, written: bool = True) -> JsonObject:
    """Return the report of a document and the schema of its data set, both as JSON. Raises `DocumentError`."""
    stored = schema_json.load(schema) if schema else None
    return check(plan(load.from_json(document, _known), catalog(), stored), written=written)
