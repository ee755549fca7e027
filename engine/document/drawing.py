"""Reads what stands on the canvas and means nothing to the network: positions, notes and frames."""

from collections.abc import Mapping
from typing import TypedDict

from engine.document.model import ID, Frame, Note, Position
from engine.document.values import canonical, number_of, object_of, text_of
from engine.words import Json, JsonObject


def read_layout(value: object) -> dict[str, Position]:
    """Read where nodes stand."""
    places = object_of(canonical(value)).items()
    return {key: read_position(place) for key, place in places if isinstance(place, Mapping)}


def standing(places: Mapping[str, Position], nodes: Mapping[str, object]) -> dict[str, Position]:
    """Return the places of nodes that are there."""
    return {key: place for key, place in places.items() if key in nodes}


def read_position(value: Json) -> Position:
    """Read one place."""
    place = object_of(value)
    return Position(x=number_of(place.get("x"), 0), y=number_of(place.get("y"), 0))


def read_notes(value: Json) -> dict[str, Note]:
    """Read the notes."""
    return {key: _note(note) for key, note in _areas(value)}


def read_frames(value: Json) -> dict[str, Frame]:
    """Read the frames."""
    return {key: _frame(frame) for key, frame in _areas(value)}


def _areas(value: Json) -> list[tuple[str, JsonObject]]:
    areas = object_of(value).items()
    return [(key, area) for key, area in areas if ID.fullmatch(key) and isinstance(area, Mapping)]


class _Area(TypedDict):
    text: str
    x: float
    y: float
    width: float
    height: float
    block: str | None


def _note(value: JsonObject) -> Note:
    return Note(**_area(value, width=200, height=80))


def _frame(value: JsonObject) -> Frame:
    return Frame(**_area(value, width=500, height=300), hue=number_of(value.get("hue"), 210))


def _area(value: JsonObject, *, width: float, height: float) -> _Area:
    return {
        "text": text_of(value.get("text")),
        "x": number_of(value.get("x"), 0),
        "y": number_of(value.get("y"), 0),
        "width": number_of(value.get("width"), width),
        "height": number_of(value.get("height"), height),
        "block": text_of(value.get("block")) or None,
    }
