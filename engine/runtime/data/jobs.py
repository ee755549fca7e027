"""What is done with data sets in children of the engine host: inspecting uploads, downloading, showing samples."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from engine.data.apply import apply
from engine.data.builtin import BUILTIN
from engine.data.glance import show
from engine.data.schema_json import dump, load
from engine.document.load import from_json
from engine.home import home, write_json
from engine.runtime.data import online
from engine.runtime.data.changed_schema import keep_schema
from engine.runtime.data.columns import columns
from engine.runtime.data.insight import measure
from engine.runtime.data.readers.first_pictures import first_pictures
from engine.runtime.data.readers.forms import inspected
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.samples import spread, values
from engine.runtime.data.schemas import described
from engine.runtime.data.split import split_rows
from engine.runtime.data.stored import stored, text_numbers
from engine.said import say
from engine.words import JsonObject, Refusal

Report: TypeAlias = Callable[[float, str], None]


def inspect(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Inspect the upload in `request["folder"]` and return its schema, also written there.

    `request`: `folder`, `id`, `title`, `digest` (the file's SHA-256, where it is known), and where the person overrides
    what was found `read` and `size`.
    """
    folder = Path(request["folder"])
    wanted = dict(request.get("read") or {})
    if request.get("size"):
        wanted["size"] = request["size"]
    known = {name: str(request[name]) for name in ("id", "title", "digest") if request.get(name)}
    upload = Upload(folder=folder, wanted=wanted, **known)
    show(folder, first_pictures(upload))
    try:
        schema = inspected(upload, report)
    finally:
        show(folder, ())
    report(0.95, say("Looking for what is unusual …"))
    schema = replace(schema, insight=measure(schema, stored(folder), text_numbers(folder)))
    found = keep_schema(schema, folder)
    report(1.0, "Ready.")
    return dump(found)


def fetch(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Download the online data set `request["name"]`; what is here already is not downloaded again."""
    entry = BUILTIN.get(str(request["name"]))
    if entry is None or entry.origin != "online":
        raise Refusal(say("Only MNIST and Fashion-MNIST are downloaded; the other data sets are here already."))
    online.fetch(entry.name, report)
    content = dump(described(entry, online.online(entry.name)))
    write_json(home() / "datasets" / entry.name / "schema.json", content)
    return content


def samples(request: Mapping[str, Any], _report: Report) -> JsonObject:
    """Return raw samples of one part of a document's data, for looking at and for trying.

    `request`: `document`, `schema`, `part` (`training`, `validation` or `test`), `count`, `seed`.
    """
    document = from_json(request["document"])
    used = apply(load(request["schema"]), document.data)
    raw = columns(used)
    rows = getattr(split_rows(used, document, raw), _part(request.get("part")))
    target = raw[used.targets()[0].name][rows]
    chosen = rows[spread(target, min(int(request.get("count", 16)), 200), int(request.get("seed", 0)))]
    return {"rows": [int(row) for row in chosen], "samples": list(values(used, raw, chosen))}


def _part(name: object) -> str:
    if name not in {"training", "validation", "test"}:
        raise Refusal(say("Samples are taken from training, validation or test."))
    return str(name)
