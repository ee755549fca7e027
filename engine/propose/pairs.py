"""A network that compares: both of a pair go through the same layers, and what comes out of them is compared."""

from collections.abc import Mapping
from dataclasses import replace

from engine.data.made import of_pair
from engine.data.schema import Feature, Schema
from engine.document.model import Block, Compared, Data, Document, Node, Note, Position, Reference, Training
from engine.plan.losses import named
from engine.said import say
from engine.words import JsonObject

_NUMBERS = 32
_MOST_EPOCHS = 100
_SMALL = 16
_STEP = 92
_BESIDE = 300
_NOTE_X = 2 * _BESIDE
_TWIN, _CODE, _SEEN, _FIRST = "twin", "code", "seen", "twin_a"


def for_pairs(schema: Schema, data: Data, one: Document) -> Document:
    """Return a network for the pairs of an applied schema.

    `one` is a network that tells the classes of single samples: what it does before it answers becomes the block that
    both of a pair go through.
    """
    drafted = _Drafted(schema, one)
    entries = [key for key, node in one.nodes.items() if node.kind == "Input"]
    for which, letter in enumerate("ab"):
        drafted.side(schema, entries, which, letter)
    row = drafted.compare(data.made.compared if data.made else "distance", schema.targets()[0])
    notes = {**drafted.notes, **_about(row)}
    twin = Block(name="Twin", help=say("Turns a sample into numbers that say what it is like."))
    return Document(
        name=schema.title,
        data=data,
        training=_training(one.training),
        blocks={_TWIN: twin},
        nodes=drafted.nodes,
        layout=drafted.layout,
        notes=notes,
    )


def _training(one: Training) -> Training:
    """To compare takes longer to learn than to name."""
    epochs = min(_MOST_EPOCHS, 2 * one.epochs)
    return replace(one, epochs=epochs, patience=max(one.patience, epochs // 3))


class _Drafted:
    """A network that is being drawn: the block of `one`'s layers stands in it already."""

    def __init__(self, schema: Schema, one: Document) -> None:
        self.one = one
        inside, last = _inside(one, small=any(f.type == "image" and min(f.shape[:2]) < _SMALL for f in schema.inputs()))
        self.nodes: dict[str, Node] = dict(inside)
        self.layout = {key: one.layout[key] for key in inside if key in one.layout}
        self.notes = {
            key: replace(note, block=_TWIN) for key, note in one.notes.items() if key.removeprefix("why_") in inside
        }
        for key, node in inside.items():
            if node.kind == "Flatten" and one.nodes[key].kind != "Flatten":
                why = say("Keeps where each pattern is: two samples are compared place by place.")
                self.notes[f"why_{key}"] = replace(self.notes[f"why_{key}"], text=why)
        below = max((place.y for place in self.layout.values()), default=0)
        why = say("{numbers} numbers for each sample: near each other where samples are alike.", numbers=_NUMBERS)
        self._add(
            _CODE, Node(kind="Dense", params={"units": _NUMBERS}, inputs=_from(last), block=_TWIN), 0, below + _STEP
        )
        self.notes["why_code"] = replace(_note(why, below + _STEP), x=256, block=_TWIN)
        end = Node(kind="BlockOutput", name=_SEEN, params={"number": 0}, inputs=_from(_CODE), block=_TWIN)
        self._add(_SEEN, end, 0, below + 2 * _STEP)

    def side(self, schema: Schema, entries: list[str], which: int, letter: str) -> None:
        """Add the Inputs of one of a pair, and its instance of the block; the second shares the first one's layers."""
        wires: dict[str, tuple[Reference, ...]] = {}
        for place, entry in enumerate(entries):
            node, key = self.one.nodes[entry], f"{entry}_{letter}"
            read = [feature.name for feature in _of(schema, which) if feature.source in _read(node, schema)]
            name = f"{node.name} ({letter.upper()})" if node.name else ""
            given = replace(node, name=name, params={**node.params, "features": list(read)})
            self._add(key, given, _BESIDE * which, _STEP * place)
            wires[entry] = (Reference(key),)
        shares = _FIRST if which else None
        self._add(
            f"twin_{letter}",
            Node(kind="Block", uses=_TWIN, inputs=wires, shares=shares),
            _BESIDE * which,
            _STEP * len(entries),
        )

    def compare(self, compared: Compared, target: Feature) -> float:
        """Add what compares both, and the Output; return how far down that begins."""
        row = max(place.y for key, place in self.layout.items() if self.nodes[key].block is None) + _STEP
        formula, kind, metric = _COMPARED[compared]
        both = {"inputs": (Reference(_FIRST), Reference("twin_b"))}
        self._add("difference", Node(kind="Expression", params={"expression": formula}, inputs=both), 150, row)
        last, below = "difference", row + _STEP
        if compared == "weighed":
            self._add(
                "weighed",
                Node(kind="Dense", params={"units": 1, "activation": "sigmoid"}, inputs=_from(last)),
                150,
                below,
            )
            last, below = "weighed", below + _STEP
        params: JsonObject = {
            "target": target.name,
            "loss": named(kind),
            "metrics": [named("BinaryAccuracy", **metric)],
        }
        self._add("output", Node(kind="Output", name=target.name, params=params, inputs=_from(last)), 150, below)
        self.notes["why_difference"] = _note(_WHY[compared], row)
        return row

    def _add(self, key: str, node: Node, x: float, y: float) -> None:
        self.nodes[key] = node
        self.layout[key] = Position(x=x, y=y)


_COMPARED: Mapping[Compared, tuple[str, str, Mapping[str, float]]] = {
    "weighed": ("abs(a - b)", "BinaryCrossentropy", {}),
    "distance": ("1 - sqrt(sum(square(a - b), axis=-1, keepdims=True) + 1e-6)", "SquaredHinge", {"threshold": 1e-6}),
}
"""How two codes are compared, the loss, and what its metric must know.

The squared hinge of 1 − distance is the contrastive loss of Hadsell, Chopra and LeCun, 2006 (Dimensionality Reduction
by Learning an Invariant Mapping), with a margin of 2: the distance squared for what is the same, and for what is
different how much nearer than 2 it is, squared.
"""
_WHY: Mapping[Compared, str] = {
    "weighed": say(
        "How much both differ, number by number; the layer below weighs the differences. Koch and others, 2015."
    ),
    "distance": say(
        "1 − distance: above 0 is the same. With the squared hinge this is the contrastive loss of Hadsell and others, "
        "2006: it draws the same together, and pushes others 2 apart."
    ),
}


def _inside(one: Document, *, small: bool) -> tuple[dict[str, Node], str]:
    """Return the nodes of the block, its Inputs as its ports, and which of them comes last."""
    output = next(node for node in one.nodes.values() if node.kind == "Output")
    answering = output.inputs["inputs"][0].node
    last = one.nodes[answering].inputs["inputs"][0].node
    inside: dict[str, Node] = {}
    for key, node in one.nodes.items():
        if node.kind == "Input":
            inside[key] = Node(kind="BlockInput", name=node.name, params={"number": len(inside)}, block=_TWIN)
    for key, node in one.nodes.items():
        if node.kind == "GlobalAveragePooling2D" and small:
            # Measured on digits of 8×8 pixels: 92 % of pairs are told apart instead of 66 %.
            inside[key] = replace(node, kind="Flatten", params={}, block=_TWIN)
        elif node.kind not in {"Input", "Output"} and key != answering:
            inside[key] = replace(node, block=_TWIN)
    return inside, last


def _of(schema: Schema, which: int) -> list[Feature]:
    return [feature for feature in schema.inputs() if feature.source and of_pair(schema, feature) == which]


def _read(node: Node, schema: Schema) -> set[str]:
    names = node.params.get("features")
    return set(map(str, names)) if isinstance(names, list) and names else {each.source for each in schema.inputs()}


def _from(key: str) -> dict[str, tuple[Reference, ...]]:
    return {"inputs": (Reference(key),)}


def _note(text: str, y: float) -> Note:
    return Note(text=text, x=_NOTE_X, y=y - 7, width=300, height=76)


def _about(row: float) -> dict[str, Note]:
    why = say("Both go through the same layers, with the same weights: what is alike comes out alike.")
    return {"why_twin": _note(why, row - _STEP)}
