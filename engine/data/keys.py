"""Names of features as a model's inputs have them."""

import re
from collections.abc import Iterable


def keys(names: Iterable[str]) -> dict[str, str]:
    """Return a distinct input name for each feature name: Keras and SavedModel take letters, digits and `_` only."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_").lower()
        plain = plain if plain[:1].isalpha() else f"column_{plain}".rstrip("_")
        key, number = plain, 2
        while key in taken:
            key, number = f"{plain}_{number}", number + 1
        taken.add(key)
        given[name] = key
    return given
