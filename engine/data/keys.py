"""Names of features as a model's inputs have them."""

import re
from collections.abc import Iterable

# Names that Keras gives to operations by itself; an input of the same name would clash with them. Every name that we
# give ourselves ends in `_`, as no input's does.
_TAKEN = re.compile(
    r"(cast|nan_to_num|concatenate|isfinite|where|floor|add|subtract|multiply|divide|true_divide|sin|cos|reshape|get_item|"
    r"pad|log|maximum)"
    r"(_\d+)?"
)


def keys(names: Iterable[str]) -> dict[str, str]:
    """Return a distinct input name for each feature name: Keras and SavedModel take letters, digits and `_` only."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_").lower()
        if not plain[:1].isalpha() or _TAKEN.fullmatch(plain):
            plain = f"column_{plain}".rstrip("_")
        key, number = plain, 2
        while key in taken:
            key, number = f"{plain}_{number}", number + 1
        taken.add(key)
        given[name] = key
    return given
