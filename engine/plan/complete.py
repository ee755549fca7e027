"""Complete settings of nodes, remembered: most nodes of a document are as they were when it was planned last."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from engine.catalog import Catalog, Entry, validate
from engine.words import Json

MOST_REMEMBERED = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """The settings of an entry, complete where they are right; what is wrong; and one text for all that is said.

    `entry` is held so that its identity, by which settings are remembered, is not given to another one.
    """

    entry: Entry
    params: Mapping[str, Json]
    wrong: tuple[tuple[str, str], ...]
    text: str


def complete(entry: Entry, params: Mapping[str, Json], catalog: Catalog) -> Settings:
    """Return the settings of a node."""
    key = (id(entry), repr(params))
    settings = _remembered.get(key)
    if settings is None:
        found, wrong = validate(entry, params, catalog)
        text = json.dumps(found, sort_keys=True)
        settings = _remembered[key] = Settings(entry=entry, params=found, wrong=tuple(wrong), text=text)
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return settings


_remembered: OrderedDict[tuple[int, str], Settings] = OrderedDict()
