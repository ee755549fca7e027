"""The schema of a data set of sounds: how long they are, what is known of each, a few to listen to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import numpy as np

from engine.data import infer
from engine.data.schema import Feature, Schema
from engine.data.types import TYPES
from engine.runtime.data.describe import describe
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.folders import is_unlabelled
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import spread
from engine.runtime.data.sound_pictures import shown
from engine.runtime.data.stored import stored
from engine.said import say
from engine.words import Json

_USUAL = 95
_PREVIEWS = 12


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of each sound: the cells of its columns, those in `grouped` only group them."""

    cells: Mapping[str, Array]
    grouped: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def only(self, rows: Array) -> "Told":
        """Return what is known of some of the sounds."""
        return replace(self, cells={name: values[rows] for name, values in self.cells.items()})


def sound_schema(upload: Upload, rate: int, told: Told, said: Sequence[str]) -> Schema:
    """Return the schema of the sounds that were kept beside `upload`; `said` is what is to be noted already."""
    sounds, cells, notes = stored(upload.folder)["sound"], told.cells, list(said)
    features = [_feature(name, values, told.grouped, notes) for name, values in cells.items()]
    target = infer.target(features, PurePath(upload.title).stem, header=True)
    features = [infer.as_target(each) if each.name == target else each for each in features]
    notes += [_rare(name) for each in features if each.name == target for name in infer.rare(each)]
    sound = described(sounds, rate)
    read: dict[str, Json] = {"rate": rate}
    schema = Schema(
        id=upload.id,
        title=upload.title,
        kind="sounds",
        sentence=_sentence(sound, len(sounds)),
        samples=len(sounds),
        target=target,
        fingerprint=upload.fingerprint(read),
        features=(sound, *features),
        read=read,
        notes=tuple(notes),
    )
    rows = spread(cells[target], _PREVIEWS) if target else np.arange(min(_PREVIEWS, len(sounds)))
    return replace(schema, preview=tuple(_sample(sounds, rate, cells, int(row)) for row in np.sort(rows)))


def _rare(name: str) -> str:
    return say("There is only one sound of “{name}”: what is learnt of it cannot be checked.", name=name)


def _feature(name: str, values: Array, grouped: frozenset[str], notes: list[str]) -> Feature:
    feature = describe(name, values)
    if name in grouped:
        return replace(feature, type="ignore")
    if is_unlabelled(feature):
        return feature
    return infer.typed(feature, len(values), notes)


def described(sounds: Array, rate: int) -> Feature:
    """Return the feature of a column of sounds; its figures are of their seconds."""
    lengths = np.asarray([len(sounds[row]) for row in range(len(sounds))])
    usual = int(np.ceil(np.percentile(lengths, _USUAL)))
    figures = describe("sound", lengths / rate)
    return replace(
        figures,
        type="sound",
        shape=(usual,),
        axes=TYPES["sound"].axes,
        classes=(),
        counts=(),
        role="feature",
        rate=rate,
    )


def _sentence(sound: Feature, count: int) -> str:
    return say(
        "{count} sounds of {low} to {high} seconds, {rate} samples a second.",
        count=count,
        low=round(sound.min or 0, 2),
        high=round(sound.max or 0, 2),
        rate=sound.rate,
    )


def _sample(sounds: Array, rate: int, cells: Mapping[str, Array], row: int) -> dict[str, Json]:
    plain: dict[str, Json] = {
        name: str(values[row]) if values.dtype.kind == "O" else float(values[row]) for name, values in cells.items()
    }
    return {"sound": shown(sounds[row], rate), **plain}
