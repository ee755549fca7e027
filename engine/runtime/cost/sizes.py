"""How large the files will be in which a network leaves, estimated before it is trained."""

from collections.abc import Mapping

from engine.runs.exports import FORMS
from engine.words import JsonObject


def sizes(parameters: int, layers: int, columns: int) -> Mapping[str, JsonObject]:
    """Return what each form is called and its bytes, by its name, in the order to show."""
    return {form.name: {"title": form.title, "bytes": form.bytes(parameters, layers, columns)} for form in FORMS}
