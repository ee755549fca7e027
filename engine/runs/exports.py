"""The forms in which a network leaves: what each is called, what is in it, how large it will be, and where it lies."""

from dataclasses import dataclass
from pathlib import Path

from engine.said import say
from engine.words import Refusal

_WEIGHT_BYTES = 4


@dataclass(frozen=True, kw_only=True)
class Size:
    """A line through files that were measured; tests hold it against files that are written.

    `weights` is how much of the weights (32 bits each) is left once they are packed; the others are bytes: for every
    layer, for every column that is prepared, and once.
    """

    weights: float
    layer: int
    once: int
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form. `title`, `sentence` (whom it is for) and `contents` are messages; `ending` is that of its file."""

    name: str
    title: str
    sentence: str
    contents: str
    ending: str
    size: Size

    def bytes(self, parameters: int, layers: int, columns: int) -> int:
        """Return about how large the file will be, before the network is trained; without the data beside a program."""
        size = self.size
        packed = size.weights * _WEIGHT_BYTES * parameters
        return round(packed + size.layer * layers + size.column * columns + size.once)


# In the order in which they are shown; how each is written stands in engine/runtime/export/job.py.
FORMS: tuple[Form, ...] = (
    Form(
        name="savedmodel",
        title=say("SavedModel"),
        sentence=say("For servers, phones and other programs: takes raw values and gives probabilities and labels."),
        contents=say("A ZIP with the model, a README with a sample request, and the card."),
        ending="zip",
        size=Size(weights=0.93, layer=800, column=800, once=6_000),
    ),
    Form(
        name="keras",
        title=say("Keras file"),
        sentence=say("For people who go on in Python: `keras.saving.load_model` opens it."),
        contents=say("One `.keras` file."),
        ending="keras",
        size=Size(weights=1.0, layer=3_800, column=4_300, once=16_000),
    ),
    Form(
        name="program",
        title=say("Python program"),
        sentence=say(
            "For reading and learning: the same training as a plain Keras script that needs nothing of Layerloom."
        ),
        contents=say("A ZIP with the script, the data and the trained weights beside it."),
        ending="zip",
        size=Size(weights=0.93, layer=1_200, once=3_000),
    ),
    Form(
        name="project",
        title=say("Project file"),
        sentence=say("For another Layerloom: the network with its trained weights; it opens ready to try."),
        contents=say("One file, opened on the Projects page; a handful of held-out samples travels with it."),
        ending="zip",
        size=Size(weights=1.0, layer=450, once=9_500),
    ),
)


def export_path(folder: Path, which: str) -> Path:
    """Return where the export of a run in the form `which` lies, there or not; `Refusal` for another form."""
    form = next((one for one in FORMS if one.name == which), None)
    if form is None:
        raise Refusal(
            say(
                "There is no export format “{which}”; there are {formats}.",
                which=which[:40],
                formats=", ".join(one.name for one in FORMS),
            )
        )
    return folder / "exports" / f"{form.name}.{form.ending}"
