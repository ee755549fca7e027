"""Chooses the network for a data set."""

from engine.data.schema import Schema
from engine.data.types import PREDICTED
from engine.document.model import Data, Document
from engine.plan.binding import unpredictable
from engine.propose.images import for_images
from engine.propose.masks import for_masks
from engine.propose.series import for_series
from engine.propose.sounds import for_sounds
from engine.propose.steps import for_steps
from engine.propose.tables import for_table
from engine.propose.texts import for_texts
from engine.said import say
from engine.words import Refusal


def propose(schema: Schema, data: Data) -> Document:
    """Return a small network for an applied schema, an ordinary document with notes that say why.

    Raises `Refusal` where there is nothing to read or nothing to predict.
    """
    if not schema.inputs():
        raise Refusal(
            say(
                "“{schema}” has no column left to predict from; set one to number, or bring more columns.",
                schema=schema.title,
            )
        )
    targets = schema.targets()
    if not targets:
        raise Refusal(say("Choose first which column of “{schema}” is to be predicted.", schema=schema.title))
    for target in targets:
        if target.type not in PREDICTED:
            raise Refusal(unpredictable(target))
    types = {feature.type for feature in schema.inputs()}
    if schema.series and "series" in types:
        return for_steps(schema, data, schema.series)
    if "image" in types and all(target.type == "mask" for target in targets):
        return for_masks(schema, data)
    if "image" in types:
        return for_images(schema, data)
    if "sound" in types:
        return for_sounds(schema, data)
    if "text" in types and "sequence" not in types:
        return for_texts(schema, data)
    return for_series(schema, data) if "sequence" in types else for_table(schema, data)
