"""A document under construction: nodes one below the other, each with a note that says why it is there."""

from collections.abc import Mapping, Sequence

from engine.data.schema import Feature
from engine.data.types import FeatureType
from engine.document.model import Data, Document, Node, Note, Position, Reference, Training
from engine.plan.targets import suited
from engine.said import Said, say
from engine.words import Json

# A card is 220 by 56 pixels; a note stands beside it.
_STEP = 92
_NOTE_X = 256
_NOTE_WIDTH = 220
_NOTE_HEIGHT = 70

_ONE = say("{units} numbers, one for each {target}; softmax makes them probabilities that add up to 1.")
_WHY: Mapping[FeatureType, Said] = {
    "category": _ONE,
    "token": _ONE,
    "labels": say(
        "{units} numbers, one for each label of {target}; sigmoid makes each a probability of its own, for a sample "
        "may have several."
    ),
}
"""Why the last layer for a target of a type is as it is; the rest are numbers."""


class Draft:
    """Collects nodes top-down; every method returns the id of the node it added."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._layout: dict[str, Position] = {}
        self._notes: dict[str, Note] = {}

    def add(self, kind: str, *sources: str, note: str = "", **params: Json) -> str:
        """Add a node below the last one, wired to the first outputs of `sources`; `None` as a param leaves it out."""
        return self.wire(kind, {"inputs": tuple(map(Reference, sources))} if sources else {}, note, **params)

    def wire(self, kind: str, inputs: Mapping[str, tuple[Reference, ...]], note: str = "", **params: Json) -> str:
        """Add a node with wires to its ports, by their names."""
        given = {name: value for name, value in params.items() if value is not None}
        return self._place(self._free(kind.lower()), Node(kind=kind, params=given, inputs=inputs), note)

    def input(self, features: Sequence[Feature] = (), note: str = "", name: str = "", **params: Json) -> str:
        """Add an Input that reads `features`, or all that are no target, with further `params`."""
        name = name or (features[0].name if len(features) == 1 else "columns")
        params = {"features": [feature.name for feature in features], **params}
        return self._place(self._free("input"), Node(kind="Input", name=name, params=params), note)

    def outputs(self, source: str, targets: Sequence[Feature]) -> None:
        """Add for each target its last layer and its Output, all fed by `source`."""
        for target in targets:
            self._output(self._last_layer(source, target), target)

    def ends(self, source: str, targets: Sequence[Feature]) -> None:
        """Add for each target its Output alone: `source` says what it answers."""
        for target in targets:
            self._output(source, target)

    def document(self, name: str, data: Data, training: Training) -> Document:
        """Return what was drafted."""
        return Document(
            name=name, data=data, training=training, nodes=self._nodes, layout=self._layout, notes=self._notes
        )

    def _last_layer(self, source: str, target: Feature) -> str:
        fit = suited(target)
        if why := _WHY.get(target.type):
            said = say(why.text, units=fit.units, target=target.name)
            return self.add("Dense", source, units=fit.units, activation=fit.activation, note=said)
        last = self.add("Dense", source, units=1, note=say("One number: the answer, still on a small scale around 0."))
        why = say(
            "Brings the answer to the scale of “{target}”: {mean}, give or take {std}.",
            target=target.name,
            mean=float(f"{target.mean:.4g}"),
            std=float(f"{target.std:.4g}"),
        )
        return self.add("Rescaling", last, scale=target.std or 1.0, offset=target.mean or 0.0, note=why)

    def _output(self, source: str, target: Feature) -> None:
        fit = suited(target)
        params: Mapping[str, Json] = {
            "target": target.name,
            "loss": fit.loss,
            "metrics": list(fit.metrics),
            "weight": 1.0,
        }
        inputs = {"inputs": (Reference(source),)}
        self._place(self._free("output"), Node(kind="Output", name=target.name, params=params, inputs=inputs), "")

    def _place(self, key: str, node: Node, note: str) -> str:
        y = _STEP * len(self._nodes)
        self._nodes[key] = node
        self._layout[key] = Position(x=0, y=y)
        if note:
            self._notes[f"why_{key}"] = Note(text=note, x=_NOTE_X, y=y - 7, width=_NOTE_WIDTH, height=_NOTE_HEIGHT)
        return key

    def _free(self, name: str) -> str:
        key, number = name, 2
        while key in self._nodes:
            key, number = f"{name}{number}", number + 1
        return key
