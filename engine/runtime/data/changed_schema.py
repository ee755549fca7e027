"""The schema of a data set after a person changed its samples: counts, classes, figures, preview, fingerprint."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.data import changes, schema_json
from engine.data.changes import Journal
from engine.data.insight.measured import Insight
from engine.data.labels import as_cells, as_labels
from engine.data.schema import Feature, Schema
from engine.home import write_json
from engine.runtime.data.changed import KEPT, changed, only_kept
from engine.runtime.data.describe import describe
from engine.runtime.data.insight import measure
from engine.runtime.data.raw import Array, Columns
from engine.runtime.data.samples import spread, values
from engine.runtime.data.stored import stored
from engine.said import Said, counted, say
from engine.words import JsonObject

SCHEMA = "schema.json"
AS_READ = "schema-as-read.json"
_MEASURED_BYTES = 200_000_000
_TELLING = frozenset({"together"})  # what, of how pictures are read, decides which samples there are


def keep_schema(read: Schema, folder: Path) -> Schema:
    """Write the schema of the data set in `folder`, whose file says `read`, after its changes, and return it.

    A file read in another form may have other samples: what was changed about those it had is put aside, with a note.
    """
    journal = changes.read(folder)
    if journal is None:
        (folder / AS_READ).unlink(missing_ok=True)
        write_json(folder / SCHEMA, schema_json.dump(read))
        return read
    if _is_other(read, journal, folder):
        changes.put_aside(folder)
        (folder / AS_READ).unlink(missing_ok=True)
        read = replace(read, notes=(*read.notes, _put_aside(len(journal.done))))
        write_json(folder / SCHEMA, schema_json.dump(read))
        return read
    journal = _grown(read, journal, folder)
    write_json(folder / AS_READ, schema_json.dump(read))
    found = after(read, stored(folder), journal)
    write_json(folder / SCHEMA, schema_json.dump(found))
    return found


def as_read(folder: Path) -> Schema:
    """Return the schema of the data set in `folder` as its file says it, without any change."""
    with suppress(FileNotFoundError):
        return schema_json.read(folder / AS_READ)
    return schema_json.read(folder / SCHEMA)


def after(read: Schema, raw: Columns, journal: Journal) -> Schema:
    """Return the schema of raw columns after the changes of a journal; undone to the start it is the one `read`."""
    now = changed(raw, journal)
    labelled = [name for name in raw if not _same(now[name], raw[name])]
    if not labelled and KEPT not in now:
        return replace(read, changes=len(journal.entries))
    kept = np.flatnonzero(now[KEPT]) if KEPT in now else np.arange(len(next(iter(raw.values()))))
    features = tuple(_described(feature, now, kept) for feature in read.features)
    found = replace(
        read,
        features=features,
        samples=len(kept),
        sentence=_sentence(read, features, len(kept)),
        fingerprint=_fingerprint(read, now, labelled),
        notes=(*read.notes, *_notes(raw, now, labelled)),
        changes=len(journal.entries),
    )
    return replace(found, preview=_preview(found, now, kept), insight=_insight(found, now))


def _same(one: Array, other: Array) -> bool:
    # What was not changed is the very same array; values of another length in each row are never changed.
    if one is other:
        return True
    return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


def _described(feature: Feature, now: Columns, kept: Array) -> Feature:
    """Return what is known of a column, of the rows that are kept; figures of pictures and sounds stay as they were."""
    if feature.shape or feature.wording or feature.parts or feature.name not in now:
        return feature
    found = _still_read(feature, describe(feature.name, now[feature.name][kept]))
    return replace(found, role=feature.role, twins=feature.twins, parts=feature.parts)


def _still_read(feature: Feature, found: Feature) -> Feature:
    """Return what was found of a column, of the type that it had: its classes are labels, or else whole cells."""
    if feature.type == "labels":
        # Where no cell holds several any more, each is a class.
        return as_labels(found)
    if feature.type == "number" and found.type != "number":
        return found
    return replace(as_cells(found), type=feature.type)


def _sentence(read: Schema, features: tuple[Feature, ...], count: int) -> str:
    target = next((each for each in features if each.name == read.target), None)
    if target is None or target.type != "category":
        return say("{count} samples, changed here.", count=count)
    if target.missing:
        return say("{labelled} of {count} samples have a label.", labelled=count - target.missing, count=count)
    return say("{count} samples in {classes} classes.", count=count, classes=len(target.classes))


def _notes(raw: Columns, now: Columns, labelled: list[str]) -> list[Said]:
    notes = []
    if gone := int(np.count_nonzero(~now[KEPT])) if KEPT in now else 0:
        notes.append(counted(gone, "{count} sample was removed here.", "{count} samples were removed here."))
    other = np.zeros(len(next(iter(raw.values()))), dtype=bool)
    for name in labelled:
        before = raw[name].astype(object) if now[name].dtype != raw[name].dtype else raw[name]
        other |= now[name] != before
    if given := int(np.count_nonzero(other)):
        notes.append(counted(given, "{count} sample got its label here.", "{count} samples got their labels here."))
    return notes


def _fingerprint(read: Schema, now: Columns, labelled: list[str]) -> str:
    digest = hashlib.sha256(read.fingerprint.encode())
    if KEPT in now:
        digest.update(b"kept" + np.packbits(now[KEPT]).tobytes())
    for name in sorted(labelled):
        digest.update(repr((name, now[name].tolist())).encode())
    return digest.hexdigest()


def _preview(found: Schema, now: Columns, kept: Array) -> tuple[JsonObject, ...]:
    if found.kind == "table" or not found.target or found.target not in now:
        return values(found, now, kept[: len(found.preview)])
    chosen = spread(now[found.target][kept], len(found.preview))
    return values(found, now, kept[np.sort(chosen)])


def _insight(found: Schema, now: Columns) -> Insight | None:
    """Return what is measured of all samples, again where they are not too large for that."""
    if sum(each.nbytes for each in now.values()) > _MEASURED_BYTES or not found.samples:
        return found.insight
    return measure(found, only_kept(now))


def _is_other(read: Schema, journal: Journal, folder: Path) -> bool:
    before = as_read(folder)
    # Pictures that are gathered, or no longer, are other samples; in another size they are the same.
    telling = _TELLING if read.kind != "table" else {*read.read, *before.read}
    return read.samples < journal.every or any(read.read.get(each) != before.read.get(each) for each in telling)


def _grown(read: Schema, journal: Journal, folder: Path) -> Journal:
    """Return the journal with what was added to the file since: new samples come last."""
    if read.samples == journal.every:
        return journal
    more = changes.Entry(do="add", rows=((journal.every, read.samples),))
    changes.append(folder, journal.rows, [more])
    return replace(journal, entries=(*journal.entries, more))


def _put_aside(count: int) -> Said:
    return counted(
        count,
        "The file is read in another way now, so {count} change of its samples was put aside.",
        "The file is read in another way now, so {count} changes of its samples were put aside.",
    )
