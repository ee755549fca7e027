"""Checks settings: brings them to their one written form, fills in defaults, says in words what is wrong."""

from collections.abc import Sequence
from difflib import get_close_matches

from engine.catalog.entries import Catalog, Entry, Param
from engine.catalog.expression import Expression
from engine.catalog.kinds import Named, Reference, split
from engine.catalog.params import TYPES
from engine.catalog.plain import between, bounds, is_number
from engine.catalog.read import catalog as shipped
from engine.catalog.shown import either, shown
from engine.catalog.states import outputs_for
from engine.said import say
from engine.words import Json, JsonObject

DEEPEST = 24
MOST_REFERENCES = 100
MOST_SAID = 8

Checked = tuple[Json, str | None]


def validate(
    entry: Entry, params: JsonObject, catalog: Catalog | None = None
) -> tuple[dict[str, Json], list[tuple[str, str]]]:
    """The complete settings of an entry, and (name, sentence) for each setting that is wrong. Never raises.

    The complete settings hold a value in its one written form for every setting that is right or absent; one that is
    wrong, and a required one that is absent, are left out. Without a catalogue the shipped one is meant.
    """
    known = catalog or shipped()
    complete: dict[str, Json] = {}
    problems = [(name, _unknown(entry, name)) for name in params if entry.param(name) is None]
    for param in entry.params:
        if param.name in params:
            value, sentence = check(param, params[param.name], known)
        elif param.required:
            value, sentence = (
                None,
                say(
                    "{entry} needs “{label}”: {english}.", entry=entry.title, label=param.label, english=english(param)
                ),
            )
        else:
            value, sentence = param.default, None
        if sentence is None:
            complete[param.name] = value
        else:
            problems.append((param.name, sentence))
    return complete, problems


def check(param: Param, value: Json, catalog: Catalog | None = None) -> Checked:
    """A value in its written form and nothing, or the value as it came and a sentence that says what is wrong."""
    if value is None and param.nullable:
        return None, None
    if _too_deep(value):
        return value, say("{label} is nested too deeply.", label=param.label)
    match TYPES[param.type]:
        case Named() as named:
            return _named(named, param, value, catalog or shipped())
        case Reference(many=True) as reference:
            return _several(reference, param, value, catalog or shipped())
        case Reference() as reference:
            return _reference(reference, param, value, catalog or shipped())
        case plain:
            normal = plain.normal(value, param)
            return (normal, None) if plain.fits(normal, param) else (value, _wrong(param, value))


def english(param: Param) -> str:
    """What a setting takes, to follow `must be`."""
    match TYPES[param.type]:
        case Named() as named:
            text = named.noun
        case Reference(number=True) as reference:
            text = say("a number{between} or {noun}", between=between(param), noun=reference.noun)
        case Reference(many=True) as reference:
            text = say("a list of {noun}", noun=reference.noun)
        case Reference() as reference:
            text = reference.noun
        case plain:
            text = plain.english(param)
    return say("{text}, or nothing", text=text) if param.nullable else text


def _wrong(param: Param, value: Json) -> str:
    kind = TYPES[param.type]
    if isinstance(kind, Expression) and (fault := kind.fault(value, param)):
        return fault
    return say("{label} must be {english}, not {value}.", label=param.label, english=english(param), value=shown(value))


def _some(choices: Sequence[Json]) -> str:
    """`A`, `B` or `C`, or the first of many."""
    if len(choices) <= MOST_SAID:
        return either(choices)
    return say("{choices} and others", choices=", ".join(shown(choice) for choice in choices[:MOST_SAID]))


def _unknown(entry: Entry, name: str) -> str:
    near = get_close_matches(name, [param.name for param in entry.params], n=1)
    hint = say("; “{near}” may be meant", near=near[0]) if near else ""
    return say("{entry} has no setting {name}{hint}.", entry=entry.title, name=shown(name), hint=hint)


def _named(named: Named, param: Param, value: Json, catalog: Catalog) -> Checked:
    found = catalog.find(named.family, value) if isinstance(value, str) else None
    return (found.kind, None) if found else (value, _wrong(param, value))


def _several(reference: Reference, param: Param, value: Json, catalog: Catalog) -> Checked:
    if not isinstance(value, list | tuple) or len(value) > MOST_REFERENCES:
        return value, _wrong(param, value)
    checked = [_reference(reference, param, each, catalog) for each in value]
    wrong = next((sentence for _, sentence in checked if sentence), None)
    return (value, wrong) if wrong else ([each for each, _ in checked], None)


def _reference(reference: Reference, param: Param, value: Json, catalog: Catalog) -> Checked:
    if reference.number and is_number(value, *bounds(param)):
        return value, None
    named = split(value)
    entry = catalog.find(reference.family, named[0]) if named else None
    if named is None or entry is None:
        return value, _wrong(param, value)
    if param.choices and entry.kind not in param.choices:
        return value, say(
            "{label} cannot be {entry} here, but {some}.",
            label=param.label,
            entry=entry.title,
            some=_some(param.choices),
        )
    complete, problems = validate(entry, named[1], catalog)
    _, *more = outputs_for(entry, complete) if entry.outputs else (None,)
    if more and not param.states:
        sentence = say(
            "{entry} inside this layer gives one output only, not “{name}”.", entry=entry.title, name=more[0].name
        )
        problems.append((more[0].when or "", sentence))
    if problems:
        return value, f"{param.label}: {problems[0][1]}"
    return {"kind": entry.kind, "params": _changed(entry, complete)}, None


def _changed(entry: Entry, complete: dict[str, Json]) -> dict[str, Json]:
    """A reference is written with only what differs from the defaults, so that one meaning has one form."""
    return {
        param.name: complete[param.name]
        for param in entry.params
        if param.required or complete[param.name] != param.default
    }


def _too_deep(value: Json) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list | tuple)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return True
