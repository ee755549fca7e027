"""What the app makes of the samples of a data set: one entry for each way, and the schema of what is made.

How the samples themselves are made stands in `engine/runtime/data/made/`, and in programs in `engine/program/made.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from engine.data.reading import input_shape
from engine.data.schema import Feature, Making, Schema
from engine.document.model import Made, MadeWay, Split
from engine.said import Said, say
from engine.words import JsonObject

SAME = ("different", "same")
"""What the two of a pair are to each other."""
TURNS = ("0°", "90°", "180°", "270°")
"""How far a picture is turned, against the clock."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way to make of samples what a network learns: `sentence` says what that is good for.

    `lacks` says what a schema, as a document uses it, needs for that, or nothing; `made` is the schema of what is made,
    where samples are others than the rows.
    """

    title: Said
    sentence: Said
    lacks: Callable[[Schema], Said | None]
    made: Callable[[Schema, Made], Schema] | None = None


def as_made(rows: Schema, made: Made, split: Split) -> Schema:
    """Return the schema of what is made of the samples of an applied schema; where that cannot be, `rows` with a note.

    It knows the `rows` and their split: they are split first, so that nothing made of one part is in another.
    """
    way = WAYS[made.way]
    if why := way.lacks(rows):
        return replace(rows, notes=(*rows.notes, why))
    if way.made is None:
        return rows
    return replace(way.made(rows, made), made=Making(rows=rows, made=made, split=split), divider=None)


def usual(rows: Schema, made: Made) -> str | None:
    """Return the class of usual samples: the one that is chosen, or the most frequent one; none where nothing tells."""
    told = told_apart(rows)
    if told is None:
        return None
    return made.usual if made.usual in told.classes else told.classes[told.counts.index(max(told.counts))]


def told_apart(rows: Schema) -> Feature | None:
    """Return the column whose classes say which samples are the same: the first target that is a category."""
    return next((target for target in rows.targets() if len(target.classes) > 1 and target.type == "category"), None)


def of_pair(used: Schema, feature: Feature) -> int:
    """Return which of a pair a feature is of: 0 for the first, 1 for the second."""
    alike = [each.name for each in used.features if each.source == feature.source]
    return alike.index(feature.name)


def free(name: str, features: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return a name that no feature has: `name`, or with a number."""
    tried, number = name, 2
    while tried in features:
        tried, number = f"{name} ({number})", number + 1
    return tried


def _lacks_classes(rows: Schema) -> Said | None:
    if told_apart(rows) is None:
        return say("Pairs need a column with classes: choose above what makes two samples the same.")
    if not rows.inputs():
        return say("There is no column left of which a pair could be read.")
    return None


def _pairs(rows: Schema, made: Made) -> Schema:
    read, taken = rows.inputs(), tuple(feature.name for feature in rows.features)
    both = tuple(
        replace(feature, name=free(f"{feature.name} ({letter})", taken), source=feature.name, twins=())
        for letter in "AB"
        for feature in read
    )
    count = made.each * rows.samples
    same = Feature(
        name=free("same", taken), type="category", classes=SAME, counts=(count, count), distinct=2, role="target"
    )
    return replace(
        rows,
        features=(*both, same),
        target=same.name,
        samples=2 * count,
        series=None,
        insight=None,
        preview=_previewed(rows, both, same.name),
    )


def _previewed(rows: Schema, both: tuple[Feature, ...], same: str) -> tuple[JsonObject, ...]:
    """Return pairs of the samples that a page shows: each with the next of its class, or with the next of another."""
    told = told_apart(rows)
    shown = [each for each in rows.preview if told and each.get(told.name) is not None]
    pairs: list[JsonObject] = []
    for place, one in enumerate(shown):
        alike = place % 2 == 0
        later = [*shown[place + 1 :], *shown[:place]]
        other = next((each for each in later if told and (each[told.name] == one[told.name]) == alike), None)
        if other:
            two = (one, other)
            half = len(both) // 2
            values = {feature.name: two[at // half].get(feature.source) for at, feature in enumerate(both)}
            pairs.append({**values, same: SAME[alike]})
    return tuple(pairs)


def _lacks_square(rows: Schema) -> Said | None:
    image = next((feature for feature in rows.inputs() if feature.type == "image"), None)
    if image is None:
        return say("Only pictures can be turned.")
    if image.shape[0] != image.shape[1]:
        return say(
            "A picture that is turned must be as high as it is wide; these are {height}×{width}. "
            "Give both the same size under Columns.",
            height=image.shape[0],
            width=image.shape[1],
        )
    return None


def _turned(rows: Schema, _made: Made) -> Schema:
    image = next(feature for feature in rows.inputs() if feature.type == "image")
    count = rows.samples
    turned = Feature(
        name=free("turned", (image.name,)),
        type="category",
        classes=TURNS,
        counts=(count,) * len(TURNS),
        distinct=len(TURNS),
        role="target",
    )
    seen = replace(image, source=image.name)
    return replace(
        rows,
        features=(seen, turned),
        target=turned.name,
        samples=len(TURNS) * count,
        series=None,
        insight=None,
    )


def _lacks_again(rows: Schema) -> Said | None:
    read = rows.inputs()
    shape = input_shape(rows)
    if shape is None or None in shape or len(shape) > 3 or any(each.type not in _AGAIN for each in read):
        return say("One picture, or columns of numbers and categories, can be given again; nothing else is yet.")
    return None


_AGAIN = frozenset({"number", "category", "date", "image", "sequence", "series", "array"})


def _watched(rows: Schema, _made: Made) -> Schema:
    return rows


WAYS: Mapping[MadeWay, Way] = {
    "pairs": Way(
        title=say("Which two are the same"),
        sentence=say(
            "Pairs of samples, half of them of the same class. It learns to compare, and can do so with classes it "
            "never saw."
        ),
        lacks=_lacks_classes,
        made=_pairs,
    ),
    "turned": Way(
        title=say("How far a picture is turned"),
        sentence=say(
            "Needs no classes: to see which way is up, it must learn what the pictures show. What it learnt is a good "
            "start for few labelled pictures: export it as a Keras file, open that, and give its layers a new answer."
        ),
        lacks=_lacks_square,
        made=_turned,
    ),
    "again": Way(
        title=say("To give it again"),
        sentence=say("An autoencoder: what goes in comes out again, through few numbers that say what matters in it."),
        lacks=_lacks_again,
    ),
    "masked": Way(
        title=say("What is hidden"),
        sentence=say(
            "A part of each sample is hidden while it learns, and the whole is to be given: no classes needed."
        ),
        lacks=_lacks_again,
    ),
    "unusual": Way(
        title=say("What is unusual"),
        sentence=say(
            "It learns to give usual samples again. What it cannot give again well is unusual; from which error on, "
            "the validation samples say."
        ),
        lacks=_lacks_again,
        made=_watched,
    ),
}
