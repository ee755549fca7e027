"""Chooses the network for a data set."""

from collections.abc import Callable
from dataclasses import replace

from engine.data.made import WAYS, told_apart
from engine.data.schema import Making, Schema
from engine.data.types import FeatureType
from engine.document.model import Data, Document
from engine.plan.binding import unpredictable
from engine.propose.again import GIVEN_AGAIN, for_again
from engine.propose.arrays import for_arrays
from engine.propose.boxes import for_boxes
from engine.propose.images import for_images
from engine.propose.letters import for_next_letter, goes_on
from engine.propose.masks import for_masks
from engine.propose.pairs import for_pairs
from engine.propose.series import for_series
from engine.propose.sounds import for_sounds
from engine.propose.steps import for_steps
from engine.propose.tables import for_table
from engine.propose.texts import for_texts
from engine.propose.videos import for_videos
from engine.propose.written import for_written_texts
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
    if data.made and data.made.way in GIVEN_AGAIN and not WAYS[data.made.way].lacks(schema):
        return for_again(schema, data)
    targets = schema.targets()
    if not targets:
        raise Refusal(say("Choose first which column of “{schema}” is to be predicted.", schema=schema.title))
    for target in targets:
        if not target.is_predicted:
            raise Refusal(unpredictable(target))
        if target.type == "text" and not _writes(schema):
            raise Refusal(
                say(
                    "“{name}” is a text: it can be predicted only from another text, and nothing else beside it.",
                    name=target.name,
                )
            )
    if schema.made and schema.made.made.way == "pairs":
        return for_pairs(schema, data, _of_one(schema.made, data))
    return next(network for suits, network in _NETWORKS if suits(schema))(schema, data)


def _of_one(making: Making, data: Data) -> Document:
    """Return a network that tells the classes of single samples, of which pairs are made."""
    told = told_apart(making.rows)
    kept = tuple(each for each in making.rows.features if each.role != "target" or each == told)
    return propose(replace(making.rows, features=kept), replace(data, made=None))


def _reads(kind: FeatureType) -> Callable[[Schema], bool]:
    return lambda schema: any(feature.type == kind for feature in schema.inputs())


def _masks(schema: Schema) -> bool:
    return _reads("image")(schema) and all(target.type == "mask" for target in schema.targets())


def _boxes(schema: Schema) -> bool:
    return _reads("image")(schema) and all(target.type == "boxes" for target in schema.targets())


def _writes(schema: Schema) -> bool:
    return _reads("text")(schema) and all(target.type == "text" for target in schema.targets())


_NETWORKS: tuple[tuple[Callable[[Schema], bool], Callable[[Schema, Data], Document]], ...] = (
    (_reads("series"), for_steps),
    (_masks, for_masks),
    (_boxes, for_boxes),
    (_reads("image"), for_images),
    (_reads("video"), for_videos),
    (_reads("sound"), for_sounds),
    (goes_on, for_next_letter),
    (_writes, for_written_texts),
    (_reads("sequence"), for_series),
    (_reads("text"), for_texts),
    (_reads("array"), for_arrays),
    (lambda _schema: True, for_table),
)
"""What a data set is like, and the network for it; the first that suits."""
