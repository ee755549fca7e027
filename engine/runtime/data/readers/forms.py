"""The forms in which a data set can be brought."""

from dataclasses import replace

from engine.data.schema import Schema
from engine.runtime.data.picture_sets import inspect_images
from engine.runtime.data.readers.arrays import inspect_arrays, is_arrays
from engine.runtime.data.readers.boxes import inspect_boxes, is_boxes
from engine.runtime.data.readers.excel import inspect_workbook, is_workbook
from engine.runtime.data.readers.form import Form, Report
from engine.runtime.data.readers.json_lines import inspect_json, is_json
from engine.runtime.data.readers.masks import inspect_masks, is_masks
from engine.runtime.data.readers.packed_table import is_packed_table, unpack
from engine.runtime.data.readers.parquet import inspect_parquet, is_parquet
from engine.runtime.data.readers.plain_text import holds_one_text, inspect_plain_text, is_plain_text
from engine.runtime.data.readers.sound_sets import holds_sounds, inspect_sounds
from engine.runtime.data.readers.strange import strange
from engine.runtime.data.readers.text_folders import holds_texts, inspect_texts
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.readers.videos import inspect_videos, is_videos
from engine.runtime.data.tables import inspect_delimited
from engine.said import say
from engine.words import Refusal


def _inspect_unpacked(upload: Upload, report: Report) -> Schema:
    unpack(upload, report)
    return inspected(replace(upload), report)


FORMS = (
    Form(title=say("an Excel workbook"), recognises=is_workbook, inspect=inspect_workbook),
    Form(title=say("arrays of NumPy"), recognises=is_arrays, inspect=inspect_arrays),
    Form(title=say("a ZIP with a table"), recognises=is_packed_table, inspect=_inspect_unpacked),
    Form(title=say("a ZIP of sounds"), recognises=holds_sounds, inspect=inspect_sounds),
    Form(title=say("a ZIP of pictures with boxes"), recognises=is_boxes, inspect=inspect_boxes),
    Form(title=say("a ZIP of texts without classes"), recognises=holds_one_text, inspect=inspect_plain_text),
    Form(title=say("a ZIP of texts"), recognises=holds_texts, inspect=inspect_texts),
    Form(title=say("a ZIP of pictures with masks"), recognises=is_masks, inspect=inspect_masks),
    Form(title=say("a ZIP of clips"), recognises=is_videos, inspect=inspect_videos),
    Form(title=say("a ZIP of pictures"), recognises=lambda upload: upload.is_zip(), inspect=inspect_images),
    Form(title=say("a Parquet file"), recognises=is_parquet, inspect=inspect_parquet),
    Form(title=say("JSON lines"), recognises=is_json, inspect=inspect_json),
    Form(title=say("one long text"), recognises=is_plain_text, inspect=inspect_plain_text),
    Form(title=say("a CSV or TSV table"), recognises=lambda _upload: True, inspect=inspect_delimited),
)


def inspected(upload: Upload, report: Report) -> Schema:
    """Return the schema of an upload, read by the first form that recognises it.

    Raises `Refusal` where it is none of them, saying what the file is.
    """
    if what := strange(upload):
        raise Refusal(say("This is {what}.", what=what))
    return next(form for form in FORMS if form.recognises(upload)).inspect(upload, report)
