"""Writes the part of a program that reads the data beside it, splits it, and prepares it as the app does."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.catalog.source import literal
from engine.data.schema import Feature, Schema
from engine.data.types import FeatureType
from engine.plan import InputSpec, OutputSpec, Plan
from engine.plan.losses import task
from engine.program import labels, texts
from engine.program.made import drawn, write_made, write_parts
from engine.program.pictures import picture, write_pictures
from engine.program.series import split_windows, write_windows
from engine.program.sounds import sound_call, write_sounds
from engine.program.split import write_split
from engine.program.writer import Writer, shown

_NUMBER = '''
def number(name):
    """Fill gaps with the median, then scale; both are learnt from the training rows alone."""
    column = data[name][..., np.newaxis]
    known = column[training]
    median = np.median(known[np.isfinite(known)])
    known = np.where(np.isfinite(known), known, median)
    layer = keras.layers.Normalization(mean=known.mean(), variance=known.var() or 1.0)
    return np.asarray(layer(np.where(np.isfinite(column), column, median).astype("float32")))
'''
_CATEGORY = '''
def category(name, classes, output_mode="one_hot"):
    """Turn text into numbers; what is not among the classes counts as one class, the first."""
    lookup = keras.layers.StringLookup(vocabulary=classes, output_mode=output_mode)
    found = np.asarray(lookup(data[name].reshape(-1, 1).astype(str))).astype("float32")
    return found.reshape(*data[name].shape, -1)
'''
_SEQUENCE = '''
def sequence(name):
    """Scale each value; mean and variance are learnt from the training rows alone."""
    known = data[name][training].reshape(-1, data[name].shape[-1]).astype("float64")
    variance = known.var(axis=0)
    layer = keras.layers.Normalization(mean=known.mean(axis=0), variance=np.where(variance > 0, variance, 1.0))
    return np.asarray(layer(data[name]))
'''
_DATE = '''
def date(name, parts):
    """Take a date apart, given in seconds since 1970: the year is scaled, the rest comes round as sine and cosine."""
    known = np.isfinite(data[name])
    moments = np.floor(np.where(known, data[name], 0)).astype("datetime64[s]")
    days, months = moments.astype("datetime64[D]"), moments.astype("datetime64[M]")
    year = moments.astype("datetime64[Y]").astype(int) + 1970.0
    learnt = year[training][known[training]]
    scale = keras.layers.Normalization(mean=learnt.mean(), variance=learnt.var() or 1.0)
    cycles = {
        "month": (months.astype(int) % 12) / 12,
        "day": (days - months).astype(int) / 31,
        "weekday": (days.astype(int) + 3) % 7 / 7,
        "hour": (data[name] % 86400) / 86400,
    }
    columns = []
    for part in parts:
        if part == "year":
            columns.append(np.asarray(scale(year.astype("float32")[..., np.newaxis]))[..., 0])
        else:
            columns += [np.sin(2 * np.pi * cycles[part]), np.cos(2 * np.pi * cycles[part])]
    return np.where(known[..., np.newaxis], np.stack(columns, axis=-1), 0).astype("float32")
'''
_UNSCALED = '''
def unscaled(name):
    """Fill gaps with the median of the training rows, and leave the rest as it is."""
    column = data[name][..., np.newaxis]
    known = column[training]
    median = np.median(known[np.isfinite(known)])
    return np.where(np.isfinite(column), column, median).astype("float32")
'''
_ARRAY = '''
def array(name):
    """Scale along the last axis; mean and variance are learnt from the training rows, and gaps are the mean."""
    known = data[name][training].reshape(-1, data[name].shape[-1]).astype("float64")
    mean = np.where(np.isfinite(known), known, 0).sum(axis=0) / np.maximum(np.isfinite(known).sum(axis=0), 1)
    variance = np.where(np.isfinite(known), known, mean).var(axis=0)
    layer = keras.layers.Normalization(mean=mean, variance=np.where(variance > 0, variance, 1.0))
    scaled = np.asarray(layer(data[name].astype("float32")))
    return np.where(np.isfinite(scaled), scaled, 0).astype("float32")
'''
_INDEX = '''
def index(name, classes):
    """Give each text the number of its class, and -1 where it has none."""
    places = {label: place for place, label in enumerate(classes)}
    return np.array([places.get(label, -1) for label in data[name]])
'''
_SAMPLES = '''
def samples(rows):
    """Take some rows of what goes in and what is to come out."""
    return tuple({key: values[rows] for key, values in each.items()} for each in (x, y))
'''


_PRESENT = {
    "number": "np.isfinite({})",
    "forecast": "np.isfinite({}).all(axis=1)",
    "category": '({} != "")',
    "token": '({} != "")',
    "text": "(np.diff({}, prepend=0) > 0)",
}
"""Where a target of a type has a value; of other types each row has one."""


def write_data(plan: Plan, schema: Schema, writer: Writer) -> None:
    """Write reading, splitting and preparing; leaves `x`, `y`, `training`, `validation` and `test`."""
    writer.section(f"Data: one array for each column of “{shown(schema.title)}”")
    writer.write('data = np.load("data.npz")')
    rows = schema.rows
    if rows.series:
        write_windows(rows, rows.series, writer)
    _write_rows(rows, writer)
    _write_split(plan, rows, writer)
    if schema.made:
        write_made(schema, schema.made, writer)
    read = {_function(feature, spec) for spec in plan.inputs.values() for feature in spec.features}
    for kind, function in (
        ("number", _NUMBER),
        ("category", _CATEGORY),
        ("sequence", _SEQUENCE),
        ("date", _DATE),
        ("text", texts.FUNCTION),
        ("unscaled", _UNSCALED),
        ("array", _ARRAY),
    ):
        if kind in read:
            writer.function(function)
    if any(spec.follows for spec in plan.outputs.values()):
        writer.function(texts.FOLLOWING)
    write_sounds(plan, writer)
    write_pictures(plan, writer)
    writer.section("What goes in and what is to come out")
    writer.write("x = {")
    for key, spec in plan.inputs.items():
        writer.write(f'    "{key}": {_input(schema, spec)},', node=None)
    writer.write("}", "y = {")
    for key, learned in plan.outputs.items():
        writer.write(f'    "{key}": {_learned(plan, key, learned)}')
    writer.write("}")
    if schema.made:
        write_parts(schema.made, writer)
    writer.function(_SAMPLES)


def _learned(plan: Plan, key: str, spec: OutputSpec) -> str:
    """Return what an Output is compared with: a column, what an Input reads, or what its loss does not look at."""
    if spec.target is None:
        return f'np.zeros(len(x["{next(iter(plan.inputs))}"])),  # compared with nothing'
    if spec.follows:
        return f'following(x["{spec.follows}"]),'
    return f'x["{spec.again}"],' if spec.again else f"{_answer(plan, key, spec.target)},"


def _write_rows(schema: Schema, writer: Writer) -> None:
    wanted = schema.targets()
    has = [_PRESENT[target.type].format(_counted(target)) for target in wanted if target.type in _PRESENT]
    if has:
        writer.write(f"rows = np.flatnonzero({' & '.join(has)})")
    else:
        writer.write(f"rows = np.arange(len({_counted((*wanted, *schema.inputs())[0])}))")


def _write_split(plan: Plan, schema: Schema, writer: Writer) -> None:
    answered = [spec.target for spec in plan.outputs.values() if spec.target]
    types = {target.type for target in (*schema.targets(), *answered)}
    if types & {"category", "token"}:
        writer.function(_INDEX)
    known = [*schema.targets(), *(feature for spec in plan.inputs.values() for feature in spec.features)]
    if any(feature.type == "labels" for feature in known):
        writer.function(labels.SPREAD)
    if "labels" in types:
        writer.function(labels.RAREST)
    stratified = next((target for target in schema.targets() if target.type in _STRATA), None)
    split, strata = plan.document.data.split, _STRATA[stratified.type](stratified) if stratified else None
    if schema.series:
        split_windows(split, schema, strata, writer)
    else:
        write_split(split, schema, strata, writer)


def _input(schema: Schema, spec: InputSpec) -> str:
    values = [_column_read(schema, feature, spec) for feature in spec.features]
    return values[0] if len(values) == 1 else f"np.concatenate([{', '.join(values)}], axis=-1)"


def _column_read(schema: Schema, feature: Feature, spec: InputSpec) -> str:
    """Return a column as an Input reads it; of made samples, from the prepared rows that they are made of."""
    read = replace(feature, name=feature.source) if schema.made and feature.source else feature
    return drawn(schema, feature, (_stepwise if feature.each else _prepared)(read, spec))


def _function(feature: Feature, spec: InputSpec) -> str:
    """Return which function prepares a column; of a series its steps are prepared alike."""
    kind = feature.each or feature.type
    return "unscaled" if feature.each == "number" and spec.reading.series_scale == "own" else kind


def _stepwise(feature: Feature, spec: InputSpec) -> str:
    """Return the last steps of a series, each prepared as its type is."""
    whole = f"unscaled({literal(feature.name)})"
    if _function(feature, spec) != "unscaled":
        whole = _prepared(replace(feature, type=feature.each or "number", each=None), spec)
    steps = spec.shape[0] or 1
    return whole if (steps,) == feature.shape else f"{whole}[:, -{steps}:]"


def _prepared(feature: Feature, spec: InputSpec) -> str:
    return _PREPARED.get(feature.type, _called)(feature, spec)


def _called(feature: Feature, _spec: InputSpec) -> str:
    return f"{feature.type}({literal(feature.name)})"


def _category(feature: Feature, spec: InputSpec) -> str:
    mode = ', output_mode="int"' if spec.encoding == "index" else ""
    return f"category({literal(feature.name)}, {literal(list(feature.classes))}{mode})"


def _answer(plan: Plan, key: str, target: Feature) -> str:
    if target.type == "labels":
        return labels.answered(target)
    if target.type == "forecast":
        return f'{_column(target)}.astype("float32")'
    if target.type == "number":
        return f'{_column(target)}.astype("float32")[:, np.newaxis]'
    if target.type == "boxes":
        return _column(target)
    index = _column(target) if target.type == "mask" else _index(target)
    loss = plan.outputs[key].loss
    if loss and task(str(loss["kind"])) == "one-hot":
        return f"np.eye({len(target.classes)})[{index}]"
    return index


def _index(target: Feature) -> str:
    return f"index({literal(target.name)}, {literal(list(target.classes))})"


def _counted(feature: Feature) -> str:
    return f"data[{literal(f'{feature.name} ends')}]" if feature.type == "text" else _column(feature)


def _column(feature: Feature) -> str:
    return f"data[{literal(feature.name)}]"


_PREPARED: Mapping[FeatureType, Callable[[Feature, InputSpec], str]] = {
    "image": lambda feature, _spec: picture(feature, _column(feature)),
    "mask": lambda feature, _spec: f'np.eye({len(feature.classes)}, dtype="float32")[{_column(feature)}]',
    "category": _category,
    "labels": labels.read,
    "video": lambda feature, _spec: f'{_column(feature)}.astype("float32") / 255',
    "date": lambda feature, _spec: f"date({literal(feature.name)}, {literal(list(feature.parts))})",
    "sound": sound_call,
    "text": texts.written,
}
"""How a column of a type is prepared, in Python; the rest by a function that is called as their type is."""

_STRATA: Mapping[FeatureType, Callable[[Feature], str]] = {
    "category": _index,
    "token": _index,
    "labels": labels.strata,
}
"""What gives each sample of a target of a type the number by which every part has its share, in Python."""
