"""A report that is asked for again after every edit: of its nodes only those travel that changed."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from itertools import count

from engine.document.values import object_of
from engine.words import Json, JsonObject

MARK, GONE = "mark", "gone"
_MOST_KEPT = 50


class Answered:
    """The reports that were answered last, each under a mark by which the next can be asked for as what changed."""

    def __init__(self) -> None:
        self._nodes: OrderedDict[str, Mapping[str, Json]] = OrderedDict()
        self._numbers, self._secret = count(), secrets.token_hex(4)

    def since(self, mark: str, report: JsonObject) -> JsonObject:
        """Return a report with its own mark, and of its nodes those that are not as they were; all if `mark` is old."""
        nodes, before = object_of(report["nodes"]), self._nodes.pop(mark, None)
        own = f"{self._secret}-{next(self._numbers)}"
        self._nodes[own] = nodes
        if len(self._nodes) > _MOST_KEPT:
            self._nodes.popitem(last=False)
        return {**report, **(changes(before, nodes) if before is not None else {}), MARK: own}


def changes(before: Mapping[str, Json], now: Mapping[str, Json]) -> JsonObject:
    """Return which `nodes` of a report are new or not as they were, and the ids of those that are `gone`."""
    changed = {key: node for key, node in now.items() if (old := before.get(key)) is not node and old != node}
    return {"nodes": changed, GONE: [key for key in before if key not in now]}


def whole(before: JsonObject | None, answer: JsonObject) -> JsonObject:
    """Return the report that an answer stands for; `before` is the one since whose mark it was asked."""
    report = {key: value for key, value in answer.items() if key not in (MARK, GONE)}
    gone = answer.get(GONE)
    if before is None or not isinstance(gone, list):
        return report
    nodes = {**object_of(before["nodes"]), **object_of(answer["nodes"])}
    for key in gone:
        del nodes[key]
    return {**report, "nodes": nodes}
