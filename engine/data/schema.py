"""The schema of a data set: what its samples look like, known without reading them again."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.data.boxes import PLACED
from engine.data.labels import Labels
from engine.data.taken import Pixels
from engine.data.texts import Wording
from engine.data.types import PREDICTED, READ, FeatureType
from engine.document.model import Made, Series, Split
from engine.words import JsonObject

if TYPE_CHECKING:
    from engine.data.insight.measured import Insight

Kind: TypeAlias = Literal["table", "images", "series", "sounds", "texts", "videos"]
Role: TypeAlias = Literal["feature", "target", "either"]

KINDS: tuple[Kind, ...] = ("table", "images", "series", "sounds", "texts", "videos")
ROLES: tuple[Role, ...] = ("feature", "target", "either")


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """Counts of values between consecutive edges: one edge more than counts."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Feature:
    """One column of a table, or the image, the sequence or the mask of a sample, or its class.

    `classes` are the distinct values as text, in order, `counts` how many samples have each; a column with too many
    has none. Of a mask, whose `shape` is height and width, they are what a place can be, and how many places are so; of
    boxes, whose `shape` is the most in a picture and 5, how many boxes there are of each, and the figures are their
    sizes in pixels.
    The figures from `min` to `median` are over the values present (pixels for an image); `None` where a column holds
    no numbers. `twins` are columns that say the same in other words: with one of them as target, the
    other would give the answer away. Of a date the figures are seconds since 1970, and `parts` are those that are not
    the same in every row: `year`, `month`, `day`, `weekday`, `hour`. Of a sound they are its seconds, `rate` is how
    many samples a second has, and `shape` the length, in samples, that 95 of 100 do not exceed.
    Of a picture, `pixels` is their type and `range` which values are black and white, for each channel; without one
    they go from 0 to 255. `wording` is there for texts that were kept whole, `labels` where cells can be read as
    several labels each; of a column of that type `classes` are the labels, and `counts` how many samples have each.
    Where rows are steps of a series, `each` is the type of one step; `source` is the column of which something is made
    that is called otherwise: an answer of a series, one of a pair.
    """

    name: str
    type: FeatureType
    shape: tuple[int, ...] = ()
    axes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    missing: int = 0
    distinct: int = 0
    min: float | None = None
    max: float | None = None
    mean: float | None = None
    std: float | None = None
    median: float | None = None
    histogram: Histogram | None = None
    twins: tuple[str, ...] = ()
    role: Role = "either"
    parts: tuple[str, ...] = ()
    rate: int = 0
    wording: Wording | None = None
    pixels: Pixels = "uint8"
    range: tuple[tuple[float, float], ...] = ()
    labels: Labels | None = None
    each: FeatureType | None = None
    source: str = ""

    @property
    def width(self) -> int:
        """How many numbers an Output for this feature has, in each place: one a class, or one for a number."""
        if self.type == "boxes":
            return len(self.classes) + PLACED
        return len(self.classes) if self.type in {"category", "mask", "token", "labels"} else 1

    @property
    def is_read(self) -> bool:
        """Whether a network can read it; of texts only those that were kept."""
        return self.type in READ and (self.type != "text" or bool(self.wording or self.classes))

    @property
    def is_predicted(self) -> bool:
        """Whether an Output can learn it; of texts only those that were kept."""
        return self.type in PREDICTED and (self.type != "text" or bool(self.wording or self.classes))

    def is_constant(self) -> bool:
        """Whether every row has the same value."""
        return self.distinct == 1


@dataclass(frozen=True, kw_only=True)
class Making:
    """What samples are made of: the `rows` of an applied schema, split first, and in which way."""

    rows: "Schema"
    made: Made
    split: Split


@dataclass(frozen=True, kw_only=True)
class Schema:
    """What is known of a data set. `preview` holds raw samples: numbers, texts, images as PNG `data:` addresses.

    `divider` is the column by which a document splits the samples, once the schema was applied to it, and `series` how
    its rows are steps then; `proposed` is how they could be. `insight` is what was measured of all columns
    together; older sets have none. Where the app makes the samples, `made` says of what. `changes` counts the
    entries of the journal (`engine.data.changes`) that it follows.
    """

    id: str
    title: str
    kind: Kind
    samples: int
    features: tuple[Feature, ...]
    sentence: str = ""
    target: str | None = None
    fingerprint: str = ""
    read: JsonObject = field(default_factory=dict)
    size: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    preview: tuple[JsonObject, ...] = ()
    divider: str | None = None
    insight: "Insight | None" = None
    series: Series | None = None
    proposed: Series | None = None
    made: Making | None = None
    changes: int = 0

    @property
    def rows(self) -> "Schema":
        """The schema of the rows that are split: another one where samples are made of them."""
        return self.made.rows if self.made else self

    def feature(self, name: str) -> Feature | None:
        """Return the feature called `name`, or `None`."""
        return next((feature for feature in self.features if feature.name == name), None)

    def is_plane(self) -> bool:
        """Whether each sample is a point of the plane, but for its target: then its answers can be drawn."""
        read = [f for f in self.features if f.type in READ and f.name != self.target]
        return len(read) == 2 and all(feature.type == "number" for feature in read)

    def targets(self) -> tuple[Feature, ...]:
        """Return what is to be predicted, once the schema was applied to a document's data."""
        return tuple(feature for feature in self.features if feature.role == "target")

    def inputs(self, names: tuple[str, ...] = ()) -> tuple[Feature, ...]:
        """Return the named features that a network can read and that are no target; without names all of them."""
        usable = tuple(f for f in self.features if f.is_read and f.role != "target")
        if not names:
            return usable
        found = {feature.name: feature for feature in usable}
        return tuple(found[name] for name in names if name in found)
