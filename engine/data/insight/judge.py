"""Goes through the rules about data."""

from engine.data.insight.rule import Judged
from engine.data.insight.table import RULES
from engine.data.schema import Schema
from engine.document.model import Data
from engine.said import Said


def judge(schema: Schema, data: Data) -> tuple[Judged, ...]:
    """Return what the rules find in a schema that was applied to a document's `data`, the gravest first."""
    return tuple(
        Judged(rule=rule.code, sentence=Said(rule.sentence.text, noted.figures), why=rule.why, fixes=noted.fixes)
        for rule in RULES
        for noted in rule.find(schema, data)
    )
