"""How a file's model was compiled: its optimizer, and the losses and metrics of its outputs, where they are known."""

from collections.abc import Mapping, Sequence

from engine.catalog import Catalog, Entry
from engine.catalog.validate import validate
from engine.runtime.bring.settings import Say, reference
from engine.words import Json, JsonObject

_SHORT = {
    "kld": "KLDivergence", "mae": "MeanAbsoluteError", "mape": "MeanAbsolutePercentageError",
    "mse": "MeanSquaredError", "msle": "MeanSquaredLogarithmicError", "rmse": "RootMeanSquaredError",
}  # fmt: skip
_ACCURACY = {
    "SparseCategoricalCrossentropy": "SparseCategoricalAccuracy",
    "CategoricalCrossentropy": "CategoricalAccuracy",
    "BinaryCrossentropy": "BinaryAccuracy",
}


def optimizer(compiled: JsonObject, say: Say, catalog: Catalog) -> Json:
    """Return the optimizer as a document says it, `None` where the file names none that is known here."""
    given = compiled.get("optimizer", compiled.get("optimizer_config"))
    if given is None:
        return None
    found = _known("optimizers", given, say, catalog)
    if found is None:
        say("Its optimizer is not known here; the project trains with Adam.")
    return found


def learning(compiled: JsonObject, names: Sequence[str], say: Say, catalog: Catalog) -> list[dict[str, Json]]:
    """Return `loss`, `metrics` and `weight` for each output, in the order of their `names`, where they are known."""
    losses, metrics, weights = (
        _spread(compiled.get(part), names, each=part == "metrics") for part in ("loss", "metrics", "loss_weights")
    )
    found = []
    for loss, measured, weight in zip(losses, metrics, weights, strict=True):
        params: dict[str, Json] = {}
        named = _known("losses", loss, say, catalog)
        if named is not None:
            params["loss"] = named
        elif loss is not None:
            say("A loss is not known here; choose one at the Output.")
        if several := _metrics(measured, named, say, catalog):
            params["metrics"] = several
        if isinstance(weight, int | float) and not isinstance(weight, bool) and weight != 1:
            params["weight"] = weight
        found.append(params)
    return found


def _metrics(given: Json, loss: Json, say: Say, catalog: Catalog) -> list[Json]:
    listed = given if isinstance(given, Sequence) and not isinstance(given, str) else [given]
    flat = [one for each in listed for one in (each if isinstance(each, list) else [each])]
    made: list[Json] = []
    for each in flat:
        name = each.get("config") if isinstance(each, Mapping) and each.get("class_name") == "function" else each
        if name in ("accuracy", "acc") and isinstance(loss, Mapping):
            name = _ACCURACY.get(str(loss["kind"]), "Accuracy")
        found = _known("metrics", name, say, catalog)
        if found is not None and found not in made:
            made.append(found)
        elif found is None and name is not None:
            say("A metric is not known here; it was left out.")
    return made


def _known(family: str, given: Json, say: Say, catalog: Catalog) -> Json:
    """Return `{"kind", "params"}` where what is given is of Keras and valid, else `None`."""
    match given:
        case str(name) | {"class_name": "function", "config": str(name)}:
            entry = _short(family, name, catalog)
            named: Json = {"kind": entry.kind, "params": {}} if entry else None
        case Mapping():
            named = reference(family, given, say, catalog)
        case _:
            return None
    match named:
        case {"kind": str(kind), "params": dict(params)}:
            entry = catalog.find(family, kind)
            return named if entry and not validate(entry, params, catalog)[1] else None
    return None


def _short(family: str, name: str, catalog: Catalog) -> Entry | None:
    plain = _SHORT.get(name.lower(), name).replace("_", "").lower()
    return next((entry for kind, entry in catalog.families[family].items() if kind.lower() == plain), None)


def _spread(given: Json, names: Sequence[str], *, each: bool) -> list[Json]:
    """Return what is given for each output: by name, in order, or one for all."""
    match given:
        case Mapping() if "class_name" not in given:
            return [given.get(name) for name in names]
        case list() if len(names) > 1 and len(given) == len(names):
            return list(given)
        case list() if not each and len(given) == 1:
            return [given[0]] * len(names)
        case list() if not each:
            return [None] * len(names)
    return [given] * len(names)
