"""A small network for a table: two Dense layers, as wide as the rows can carry."""

from engine.data.schema import Schema, input_shape
from engine.document.model import Data, Document, Training
from engine.propose.draft import Draft
from engine.words import Json


def for_table(schema: Schema, data: Data) -> Document:
    """Return a network for the columns of an applied schema."""
    draft = Draft()
    width = (input_shape(schema) or (1,))[0]
    first, second = _units(schema.samples)
    columns = draft.input(
        note=f"{len(schema.inputs())} columns become {width} numbers: a number is scaled to mean 0, a category is "
        "0 or 1 for each of its values, what is missing becomes the median."
    )
    why = f"Looks for combinations of columns. {first} units suit {schema.samples:,} rows; more learn them by heart."
    hidden = draft.add("Dense", columns, units=first, activation="relu", note=why)
    why = "Switches off a part of the numbers at random while it learns, so that no single one is relied upon."
    dropped = draft.add("Dropout", hidden, rate=0.2 if schema.samples > 1000 else 0.3, note=why)
    deeper = draft.add("Dense", dropped, units=second, activation="relu", note="Combines what the first layer found.")
    draft.outputs(deeper, schema.targets())
    return draft.document(schema.title, data, _training(schema.samples))


def _units(rows: int) -> tuple[int, int]:
    if rows < 200:
        return 32, 16
    return (64, 32) if rows < 5000 else (128, 64)


def _training(rows: int) -> Training:
    # About 3,000 steps in all, so that a small table is seen often enough and a large one ends in time.
    batch = 16 if rows < 1000 else 32 if rows < 20_000 else 256
    epochs = max(10, min(100, 3000 * batch // max(rows, 1)))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.002}}
    return Training(epochs=epochs, batch_size=batch, optimizer=optimizer, patience=max(5, epochs // 4))
