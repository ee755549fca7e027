"""Small data sets that show a rule about data, as schemas: nothing is read."""

from dataclasses import replace

from engine.data.apply import apply
from engine.data.insight.measured import Insight, Outliers
from engine.data.labels import Labels, as_labels
from engine.data.schema import Feature, Histogram, Schema
from engine.document.model import Data

ROWS = 200


def number(name: str, *, missing: int = 0, distinct: int = 150) -> Feature:
    """Return a column of numbers."""
    return Feature(name=name, type="number", missing=missing, distinct=distinct, mean=1.0)


def tags(*names: str, counts: tuple[int, ...]) -> Feature:
    """Return a column of labels, which so many rows have."""
    known = Labels(separator=";", names=names, counts=counts, distinct=2 * len(names))
    return as_labels(Feature(name="tags", type="category", labels=known))


def category(name: str, *classes: str, counts: tuple[int, ...] | None = None, distinct: int | None = None) -> Feature:
    """Return a column of few words, in equal shares unless `counts` says otherwise."""
    known = counts or tuple(ROWS // max(1, len(classes)) for _ in classes)
    missing = ROWS - sum(known) if classes else 0
    count = len(classes) if distinct is None else distinct
    return Feature(name=name, type="category", classes=classes, counts=known, distinct=count, missing=missing)


def table(*columns: Feature, data: Data | None = None, insight: Insight | None = None) -> tuple[Schema, Data]:
    """Return a table that answers its last column, applied to a document's data."""
    target = columns[-1].name
    schema = Schema(id="x", title="x", kind="table", samples=ROWS, features=columns, target=target, insight=insight)
    chosen = replace(data or Data(), source="x", targets=(target,))
    return apply(schema, chosen), chosen


def sick() -> Feature:
    """Return a column of two classes to answer."""
    return category("sick", "no", "yes")


def measured(columns: tuple[str, str], *, related: float = 0.0, told: float = 0.0) -> Insight:
    """Return what was measured of two columns, of which the first tells `told` of the second."""
    return Insight(
        rows=ROWS,
        repeated=0,
        columns=columns,
        related=((1.0, related), (related, 1.0)),
        tells=((1.0, told), (0.0, 1.0)),
    )


def repeating(count: int) -> Insight:
    """Return what was measured where so many rows stand twice."""
    return Insight(rows=ROWS, repeated=count)


def far(column: str, count: int) -> Insight:
    """Return what was measured where so many values of a column lie far from the others."""
    found = {column: Outliers(count=count, low=80.0, high=190.0)} if count else {}
    return Insight(rows=ROWS, repeated=0, outliers=found)


def in_order(column: str) -> Insight:
    """Return what was measured where the rows stand in the order of a column."""
    return Insight(rows=ROWS, repeated=0, ordered=(column,))


def boxed(*, counts: tuple[int, int] = (100, 100), sizes: tuple[int, int] = (0, 200)) -> tuple[Schema, Data]:
    """Return pictures with boxes of two classes: so many of each, and so many below and above 8 pixels."""
    known = Histogram(edges=(2.0, 8.0, 60.0), counts=sizes)
    boxes = Feature(name="boxes", type="boxes", shape=(9, 5), classes=("cat", "dog"), counts=counts, histogram=known)
    image = Feature(name="image", type="image", shape=(120, 160, 3))
    schema = Schema(
        id="x", title="x", kind="images", samples=ROWS, features=(image, boxes), target="boxes", size=(120, 160)
    )
    chosen = Data(source="x", targets=("boxes",))
    return apply(schema, chosen), chosen
