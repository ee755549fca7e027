"""The forms in which a data set can be brought."""

from engine.data.schema import Schema
from engine.runtime.data.picture_sets import inspect_images
from engine.runtime.data.readers.form import Form, Report
from engine.runtime.data.readers.strange import strange
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.tables import inspect_delimited
from engine.said import say
from engine.words import Refusal

FORMS = (
    Form(title=say("a ZIP of pictures"), recognises=lambda upload: upload.is_zip(), inspect=inspect_images),
    Form(title=say("a CSV or TSV table"), recognises=lambda upload: strange(upload) is None, inspect=inspect_delimited),
)


def inspected(upload: Upload, report: Report) -> Schema:
    """Return the schema of an upload, read by the first form that recognises it.

    Raises `Refusal` where none does, saying what the file is.
    """
    for form in FORMS:
        if form.recognises(upload):
            return form.inspect(upload, report)
    raise Refusal(say("This is {what}.", what=strange(upload) or say("a file of an unknown form")))
