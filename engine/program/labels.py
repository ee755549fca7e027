"""Writes what a program does with columns of labels: a row of zeros and ones for each sample."""

from engine.catalog.source import literal
from engine.data.labels import SEPARATORS, rarest_first
from engine.data.schema import Feature
from engine.plan import InputSpec

SPREAD = '''
def several(name, names, separator, before=0):
    """Give each sample a row with a 1 for each label in its cell; columns `before` are for those not known."""
    cells = [{part.strip() for part in str(cell).split(separator)} for cell in data[name]]
    return np.array([[0] * before + [label in cell for label in names] for cell in cells], dtype="float32")
'''
RAREST = '''
def rarest(name, names, separator):
    """Give each sample the place of its first label in `names`, the rarest ones first; the last where it has none."""
    table = several(name, names, separator)
    return np.where(table.any(axis=1), table.argmax(axis=1), len(names))
'''


def answered(feature: Feature) -> str:
    """Return labels as an Output learns them."""
    return f"several({_call(feature, feature.classes)})"


def read(feature: Feature, _spec: InputSpec) -> str:
    """Return labels as an Input reads them: before them stands a column for those that are not known."""
    return f"several({_call(feature, feature.classes)}, before=1)"


def strata(feature: Feature) -> str:
    """Return a number for each sample by which every part has its share."""
    return f"rarest({_call(feature, [feature.classes[place] for place in rarest_first(feature)])})"


def _call(feature: Feature, names: tuple[str, ...] | list[str]) -> str:
    separator = feature.labels.separator if feature.labels else SEPARATORS[0]
    return f"{literal(feature.name)}, {literal(list(names))}, {literal(separator)}"
