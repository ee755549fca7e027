"""The data sets that come with the program: what they are called, and their schemas."""

import functools
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.assets import asset
from engine.data import schema_json
from engine.data.schema import Kind, Schema
from engine.said import say

Origin: TypeAlias = Literal["included", "generated", "online"]


@dataclass(frozen=True, kw_only=True)
class Builtin:
    """One built-in data set. `picture` hints at the little picture of its card; `online` ones are downloaded once."""

    name: str
    title: str
    sentence: str
    kind: Kind
    picture: str
    target: str
    origin: Origin = "included"


_ALL = (
    Builtin(
        name="digits",
        title="Digits",
        sentence=say("1,797 handwritten digits, 8×8 pixels each: read the number."),
        kind="images",
        picture="digit",
        target="digit",
    ),
    Builtin(
        name="iris",
        title=say("Iris flowers"),
        sentence=say("150 flowers of three species: tell them apart by four measures of their leaves."),
        kind="table",
        picture="flower",
        target="species",
    ),
    Builtin(
        name="wine",
        title="Wine",
        sentence=say("178 wines of three growers: tell whose it is by 13 chemical measures."),
        kind="table",
        picture="glass",
        target="grower",
    ),
    Builtin(
        name="breast_cancer",
        title=say("Breast cancer"),
        sentence=say("569 tumours measured under the microscope: benign or malignant?"),
        kind="table",
        picture="cells",
        target="diagnosis",
    ),
    Builtin(
        name="diabetes",
        title="Diabetes",
        sentence=say("442 patients: how far does the illness progress in a year, by ten measures?"),
        kind="table",
        picture="curve",
        target="progression",
    ),
    Builtin(
        name="moons",
        title="Moons",
        sentence=say("Two crescents of points, one around the other: which one does a point belong to?"),
        kind="table",
        picture="moons",
        target="moon",
        origin="generated",
    ),
    Builtin(
        name="circles",
        title="Circles",
        sentence=say("A ring of points around a disc: inside or outside?"),
        kind="table",
        picture="circles",
        target="ring",
        origin="generated",
    ),
    Builtin(
        name="spirals",
        title="Spirals",
        sentence=say("Two spirals wound around each other: the hard one of the point clouds."),
        kind="table",
        picture="spirals",
        target="spiral",
        origin="generated",
    ),
    Builtin(
        name="sine_waves",
        title=say("Sine waves"),
        sentence=say("40 steps of a noisy wave: what comes next?"),
        kind="series",
        picture="wave",
        target="next",
        origin="generated",
    ),
    Builtin(
        name="shapes",
        title="Shapes",
        sentence=say(
            "Colour pictures, 32×32, of squares, circles, triangles and stars in every size, angle and colour."
        ),
        kind="images",
        picture="shapes",
        target="shape",
        origin="generated",
    ),
    Builtin(
        name="mnist",
        title="MNIST",
        sentence=say("70,000 handwritten digits, 28×28 pixels: the classic. Downloaded once, 11 MB."),
        kind="images",
        picture="digit",
        target="digit",
        origin="online",
    ),
    Builtin(
        name="fashion_mnist",
        title="Fashion-MNIST",
        sentence=say("70,000 small pictures of clothes in ten classes. Downloaded once, 30 MB."),
        kind="images",
        picture="shirt",
        target="garment",
        origin="online",
    ),
)

BUILTIN: dict[str, Builtin] = {entry.name: entry for entry in _ALL}


@functools.cache
def schema(name: str) -> Schema:
    """Return the schema of the built-in data set `name`; raises `KeyError` where there is none."""
    return schema_json.read(asset(f"schemas/{BUILTIN[name].name}.json"))
