"""How large the files will be in which a network leaves, estimated before it is trained.

Each form is a line through files that were measured: so much of the weights (32 bits each; trained ones pack to 93 %),
so much for every layer and every column that is prepared, so much once. Tests hold the estimates against files that are
written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

WEIGHT_BYTES = 4


@dataclass(frozen=True, kw_only=True)
class _Form:
    weights: float
    layer: int
    once: int
    column: int = 0


_FORMS: Mapping[str, _Form] = MappingProxyType(
    {
        "savedmodel": _Form(weights=0.93, layer=800, column=800, once=6_000),
        "keras": _Form(weights=1.0, layer=3_800, column=4_300, once=16_000),
        "program": _Form(weights=0.93, layer=1_200, once=3_000),
        "project": _Form(weights=1.0, layer=450, once=9_500),
    }
)


def sizes(parameters: int, layers: int, columns: int) -> Mapping[str, int]:
    """Return the bytes of each form by its name; the program without the data that lie beside it."""
    weights = WEIGHT_BYTES * parameters
    return {
        name: round(form.weights * weights + form.layer * layers + form.column * columns + form.once)
        for name, form in _FORMS.items()
    }
