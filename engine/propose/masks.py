"""A small U-Net for pictures with masks: down to what is there, and up again to where it is."""

import json

from engine.assets import asset
from engine.data.schema import Feature, Schema
from engine.document.load import from_json
from engine.document.model import Data, Document, Node, Note, Position, Reference, Training
from engine.plan.targets import suited
from engine.said import say
from engine.words import Json

_DOWN, _UP = "unet_down", "unet_up"
_FILTERS, _MOST_HALVINGS = 16, 3
_FEW = 5000
_STEP, _ASIDE = 92, 128
_NOTE_X, _NOTE_WIDTH, _NOTE_HEIGHT = 300, 220, 70


def for_masks(schema: Schema, data: Data) -> Document:
    """Return a network that answers the masks of an applied schema from its first picture."""
    image = next(feature for feature in schema.inputs() if feature.type == "image")
    masks = [feature for feature in schema.targets() if feature.type == "mask"]
    drawing = _Drawing(halvings(image.shape[0], image.shape[1]))
    drawing.network(image, masks, few=schema.samples < _FEW)
    ready = from_json(json.loads(asset("architectures/u-net.json").read_text("utf-8")))
    inner = {key: node for key, node in ready.nodes.items() if node.block}
    return Document(
        name=schema.title,
        data=data,
        training=_training(schema),
        blocks=ready.blocks,
        nodes=inner | drawing.nodes,
        layout={key: at for key, at in ready.layout.items() if key in inner} | drawing.layout,
        notes=drawing.notes,
    )


def halvings(height: int, width: int) -> int:
    """How often a picture can be halved without a rest, three times at most."""
    times = 0
    while times < _MOST_HALVINGS and height % 2 == width % 2 == 0 and min(height, width) >= 8:
        height, width, times = height // 2, width // 2, times + 1
    return times


class _Drawing:
    """The top level of the network: to the left as it gets deeper, back to the right on the way up."""

    def __init__(self, depth: int) -> None:
        self.nodes: dict[str, Node] = {}
        self.layout: dict[str, Position] = {}
        self.notes: dict[str, Note] = {}
        self._depth = depth

    def network(self, image: Feature, masks: list[Feature], *, few: bool) -> None:
        """Draw it all, from the picture to an Output for each mask; `few` pictures are mirrored at random."""
        height, width = image.shape[:2]
        why = say(
            "{height}×{width} pixels; pictures of other sizes are resized to this first.", height=height, width=width
        )
        last = self._add("image", Node(kind="Input", name=image.name, params={"features": [image.name]}), 0, why)
        last = self._deep(self._down(self._mirrored(last) if few else last))
        last = self._up(last)
        for number, mask in enumerate(masks, start=1):
            self._answer(last, mask, str(number) if number > 1 else "")

    def _mirrored(self, last: str) -> str:
        why = say("Few pictures teach more when they are mirrored at random, and their masks with them.")
        node = Node(kind="RandomFlip", params={"mode": "horizontal"}, inputs={"inputs": (Reference(last),)})
        return self._add("flip", node, 0, why)

    def _down(self, last: str) -> str:
        why = say("Two convolutions each, then half the size: the network sees ever more of the picture at once.")
        for level in range(self._depth):
            node = Node(
                kind="Block",
                uses=_DOWN,
                name=say("Down {number}", number=level + 1),
                params={"filters": _FILTERS << level},
                inputs={"x": (Reference(last),)},
            )
            last = self._add(f"down{level + 1}", node, level, why if level == 0 else "")
        return last

    def _deep(self, last: str) -> str:
        why = say("Here the network knows what is in the picture, but hardly where.")
        for number in (1, 2):
            params: dict[str, Json] = {
                "filters": _FILTERS << self._depth,
                "kernel_size": [3, 3],
                "padding": "same",
                "activation": "relu",
            }
            node = Node(kind="Conv2D", params=params, inputs={"inputs": (Reference(last),)})
            last = self._add(f"deep{number}", node, self._depth, why if number == 1 else "")
        return last

    def _up(self, last: str) -> str:
        why = say("Twice the size again; what comes across from the way down says where things are.")
        for level in reversed(range(self._depth)):
            node = Node(
                kind="Block",
                uses=_UP,
                name=say("Up {number}", number=level + 1),
                params={"filters": _FILTERS << level},
                inputs={
                    "unet_up_deeper": (Reference(last),),
                    "unet_up_across": (Reference(f"down{level + 1}", 1),),
                },
            )
            last = self._add(f"up{level + 1}", node, level, why if level == self._depth - 1 else "")
        return last

    def _answer(self, source: str, mask: Feature, number: str) -> None:
        fit = suited(mask)
        why = say(
            "{units} numbers for each place, one a class of “{mask}”; softmax makes them probabilities.",
            units=fit.units,
            mask=mask.name,
        )
        params: dict[str, Json] = {"filters": fit.units, "kernel_size": [1, 1], "activation": fit.activation}
        last = Node(kind="Conv2D", params=params, inputs={"inputs": (Reference(source),)})
        made = self._add(f"classes{number}", last, 0, why)
        learned: dict[str, Json] = {"target": mask.name, "loss": fit.loss, "metrics": list(fit.metrics), "weight": 1.0}
        output = Node(kind="Output", name=mask.name, params=learned, inputs={"inputs": (Reference(made),)})
        self._add(f"output{number}", output, 0, "")

    def _add(self, key: str, node: Node, level: int, why: str) -> str:
        y = _STEP * len(self.nodes)
        self.nodes[key] = node
        self.layout[key] = Position(x=-_ASIDE * level, y=y)
        if why:
            at = Note(text=why, x=_NOTE_X, y=y - 7, width=_NOTE_WIDTH, height=_NOTE_HEIGHT)
            self.notes[f"why_{key}"] = at
        return key


def _training(schema: Schema) -> Training:
    """Return small batches, as each picture is many places to learn from, and about 400 steps at least."""
    batch = 2 if schema.samples < 100 else 8
    steps = max(1, schema.samples * 7 // 10 // batch)
    epochs = max(8, min(60, 400 // steps))
    return Training(epochs=epochs, batch_size=batch, patience=max(8, epochs // 3))
