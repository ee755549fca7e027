"""Answers how the samples of a document begin; what is learnt of its data is kept for the next question."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import keras

from engine.catalog import catalog
from engine.data import schema_json
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Document
from engine.plan import plan
from engine.runtime.begin.changed import changed
from engine.runtime.begin.prepared import prepared
from engine.runtime.data.prepare import Learnt, learn
from engine.words import JsonObject

_KEPT = 3


class Beginning:
    """Keeps what was learnt of the data of the documents that were asked about last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Learnt] = OrderedDict()

    def answer(self, request: Mapping[str, Any]) -> JsonObject:
        """Answer `{document, schema, begin, input, number}`: `begin` is `changed` or `prepared`.

        Raises `Refusal` where there are no data, or where a layer cannot be made.
        """
        document, schema = from_json(request["document"]), schema_json.load(request["schema"])
        learnt = self._learnt(document, request["schema"])
        key, number = str(request["input"]), int(request["number"])
        if request["begin"] == "prepared":
            return prepared(learnt, key, number)
        return changed(plan(document, catalog(), schema), learnt, key, number)

    def _learnt(self, document: Document, schema: JsonObject) -> Learnt:
        """Return what is learnt, which its ends and its data say alone."""
        content = to_json(document)
        ends = {key: node for key, node in document.nodes.items() if node.kind in ("Input", "Output")}
        key = json.dumps([content["data"], schema["id"], schema["fingerprint"], repr(ends)], sort_keys=True)
        if key not in self._kept:
            keras.backend.clear_session()
            self._kept[key] = learn(schema_json.load(schema), document)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]
