"""Keeps the networks that were looked at last, so that the next sample comes at once."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import keras

from engine.data import schema_json
from engine.document.dump import digest
from engine.document.load import from_json
from engine.runs.folder import BEST, folder_of
from engine.runtime.trace.traced import Traced
from engine.words import JsonObject

_KEPT = 4


class Tracer:
    """Answers what a sample becomes at every node."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Traced] = OrderedDict()

    def trace(self, request: Mapping[str, Any]) -> JsonObject:
        """Answer `{document, schema, run, part, number}`; raises `Refusal` where the network cannot be built."""
        document, run = from_json(request["document"]), request.get("run")
        weights = folder_of(run) / BEST if run else None
        written = weights.stat().st_mtime_ns if weights and weights.exists() else 0
        key = json.dumps([digest(document), request["schema"]["fingerprint"], request["schema"]["id"], run, written])
        if key not in self._kept:
            keras.backend.clear_session()
            self._kept[key] = Traced(document, schema_json.load(request["schema"]), run)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key].at(str(request["part"]), int(request["number"]))
