"""A document of 1,000 nodes as people draw large networks: branches, skips, framed stages and notes, all flat."""

from engine.document.model import FORMAT, VERSION
from engine.words import Json, JsonObject

NODES = 1_000
_COLUMNS, _ROWS = 6, 90
_STEP = (300, 100)
_BRANCH = ("Conv2D", "BatchNormalization", "Activation", "Conv2D", "BatchNormalization")
_WITH: dict[str, dict[str, Json]] = {
    "Conv2D": {"filters": 16, "kernel_size": 3, "padding": "same"},
    "Activation": {"activation": "relu"},
}


class _Drawing:
    """Nodes that are put down one after the other, in columns, each below what was put down before it."""

    def __init__(self) -> None:
        self.nodes: dict[str, JsonObject] = {}
        self.layout: dict[str, JsonObject] = {}
        self.frames: dict[str, JsonObject] = {}
        self.notes: dict[str, JsonObject] = {}
        self.row = 0

    def put(self, name: str, kind: str, *inputs: str, side: int = 0, **params: Json) -> str:
        """Add a node; `side` is 0 in the middle of its column, else left or right of it. Return its id."""
        column, row = divmod(self.row, _ROWS)
        wires: JsonObject = {"inputs": list(inputs)} if inputs else {}
        self.nodes[name] = {"kind": kind, "params": {**_WITH.get(kind, {}), **params}, "inputs": wires}
        self.layout[name] = {"x": (2 * column + side) * _STEP[0], "y": row * _STEP[1]}
        return name

    def down(self) -> None:
        """Go on in the next row."""
        self.row += 1


def thousand() -> JsonObject:
    """Return the document: `stem` is its first layer, `last` one whose shape only the Output waits for."""
    drawing = _Drawing()
    tip = drawing.put("image", "Input", shape=[32, 32, 16])
    drawing.down()
    tip = drawing.put("stem", "Conv2D", tip)
    stage = 0
    while len(drawing.nodes) <= NODES - 16:
        tip = _stage(drawing, stage, tip)
        stage += 1
    drawing.down()
    while len(drawing.nodes) < NODES - 4:
        tip = drawing.put(f"more{len(drawing.nodes)}", "Dropout", tip, rate=0.1)
        drawing.down()
    tip = drawing.put("pool", "GlobalAveragePooling2D", tip)
    drawing.down()
    tip = drawing.put("last", "Dense", tip, units=64)
    drawing.down()
    tip = drawing.put("answer", "Dense", tip, units=10, activation="softmax")
    drawing.down()
    drawing.put("out", "Output", tip, loss={"kind": "SparseCategoricalCrossentropy", "params": {}})
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": "A thousand nodes",
        "nodes": drawing.nodes,
        "layout": drawing.layout,
        "frames": drawing.frames,
        "notes": drawing.notes,
    }


def _stage(drawing: _Drawing, stage: int, start: str) -> str:
    """Two branches of convolutions and a skip past both, added up; framed, every fourth with a note."""
    drawing.down()
    name, above = f"stage{stage}", drawing.row
    left = right = start
    for place, kind in enumerate(_BRANCH):
        left = drawing.put(f"{name}_left{place}", kind, left)
        right = drawing.put(f"{name}_right{place}", kind, right, side=1)
        drawing.down()
    together = drawing.put(f"{name}_add", "Add", left, right, start)
    drawing.down()
    end = drawing.put(f"{name}_relu", "Activation", together)
    column, row = divmod(above, _ROWS)
    place = {"x": 2 * column * _STEP[0] - 30, "y": row * _STEP[1] - 40}
    area: JsonObject = {
        "text": f"Stage {stage}",
        **place,
        "width": 600,
        "height": 7 * _STEP[1] + 40,
        "hue": 40 * stage % 360,
    }
    drawing.frames[name] = area
    if stage % 4 == 0:
        drawing.notes[name] = {
            "text": "Why two branches",
            "x": place["x"] + 640,
            "y": place["y"],
            "width": 200,
            "height": 80,
        }
    return end
