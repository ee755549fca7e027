"""Rules on what comes out of a network."""

from dataclasses import replace

from engine.advice.examples import Drawn, classes, layer, number, row
from engine.advice.find import ends as find
from engine.advice.rule import Rule, Source
from engine.document.edits import apply, connect, set_part
from engine.document.model import Block, Document, Node, Position, Reference
from engine.said import say
from engine.words import Json

_DEEP = "Deep Learning, section 6.2"
_GOODFELLOW = Source(authors="I. Goodfellow, Y. Bengio, A. Courville", title=_DEEP, year=2016)


def _dense(units: int, activation: str = "relu") -> Drawn:
    return layer("Dense", units=units, activation=activation)


def _waves(activation: str) -> Document:
    return row("sine_waves", layer("GRU", units=16), layer("Dense", units=1, activation=activation))


def _value(activation: str) -> Document:
    """A network whose value is itself made small."""
    return row("sine_waves", layer("GRU", units=16), _dense(1, activation), loss="Value")


def _beside(source: str) -> Document:
    """A network that answers a number, and makes the mean of some other value small."""
    found = row("sine_waves", layer("GRU", units=16), number())
    mean = Node(kind="UnitNormalization", inputs={"inputs": (Reference(source),)})
    value: Json = {"kind": "Value", "params": {}}
    small = Node(kind="Output", params={"loss": value}, inputs={"inputs": (Reference("mean"),)})
    layout = {**found.layout, "mean": Position(x=260, y=92), "small": Position(x=260, y=184)}
    return replace(found, nodes={**found.nodes, "mean": mean, "small": small}, layout=layout)


def _uneven(measure: str | None) -> Document:
    found = row("breast_cancer", _dense(16), layer("Dense", units=1, activation="sigmoid"), loss="BinaryCrossentropy")
    metrics: list[Json] = [{"kind": kind, "params": {}} for kind in ("BinaryAccuracy", measure) if kind]
    nodes = dict(found.nodes)
    nodes["output"] = replace(nodes["output"], params={**nodes["output"].params, "metrics": metrics})
    return replace(found, nodes=nodes)


def _branch(used: bool) -> Document:
    """A network with a second layer beside the first: wired on, or forgotten."""
    found = row("iris", _dense(16), layer("Concatenate", "side") if used else layer("Dropout", rate=0.1), classes(3))
    side = Node(kind="Dense", params={"units": 8, "activation": "relu"}, inputs={"inputs": (Reference("input"),)})
    return replace(found, nodes={**found.nodes, "side": side}, layout={**found.layout, "side": Position(x=260, y=92)})


def _repeated(number_: int) -> Document:
    """A network with a block three times in a row, whose output has the number of its input or another one."""
    found = row("iris", _dense(16), layer("Identity"), classes(3))
    inner: dict[str, Node] = {
        "x": Node(kind="BlockInput", block="step"),
        "dense": Node(
            kind="Dense",
            block="step",
            params={"units": 16, "activation": "relu"},
            inputs={"inputs": (Reference("x"),)},
        ),
        "y": Node(
            kind="BlockOutput", block="step", params={"number": number_}, inputs={"inputs": (Reference("dense"),)}
        ),
    }
    instance = Node(kind="Block", uses="step", repeat=3, inputs={"x": (Reference("dense1"),)})
    nodes = {**found.nodes, "identity2": instance, **inner}
    beside = {key: Position(x=260, y=92 * place) for place, key in enumerate(inner, start=1)}
    layout = {**found.layout, **beside}
    wired = replace(found, nodes=nodes, layout=layout, blocks={"step": Block(name="Step")})
    return apply(wired, [connect("dense3", "inputs", 0, Reference("identity2", number_)), set_part("meta", "name", "")])


RULES = (
    Rule(
        code="narrow-before-classes",
        group="outputs",
        title=say("A bottleneck before the classes"),
        sentence=say(
            "{layer} hands on {units} numbers, from which {count} classes of “{target}” are to be told apart."
        ),
        why=say(
            "All that the last layer knows of a sample is what the layer before hands on. With fewer numbers than "
            "classes these have to share, and some can only be told apart with difficulty. Some more numbers than "
            "classes cost little."
        ),
        source=Source(
            authors="C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna",
            title="Rethinking the Inception Architecture for Computer Vision",
            year=2016,
        ),
        wrong=lambda: row("digits", layer("Flatten"), _dense(64), _dense(4), classes()),
        right=lambda: row("digits", layer("Flatten"), _dense(64), _dense(32), classes()),
        find=find.narrow,
    ),
    Rule(
        code="never-negative",
        group="outputs",
        title=say("Answers that are never negative"),
        sentence=say("{curve} in {layer} never answers below 0, but “{target}” goes down to {least}."),
        why=say(
            "relu cuts everything below zero off, and softplus never gets there. Where the true answer is negative, "
            "such a network can only say 0, and the error there stays whatever it learns. The last layer of a "
            "network that answers a number usually has no activation (linear)."
        ),
        source=_GOODFELLOW,
        wrong=lambda: _waves("relu"),
        right=lambda: _waves("linear"),
        find=find.below_zero,
    ),
    Rule(
        code="range-unfit",
        group="outputs",
        title=say("Answers kept in too small a range"),
        sentence=say("{curve} keeps every answer {range}; “{target}” wants linear."),
        why=say(
            "sigmoid answers from 0 to 1 and tanh from −1 to 1, whatever comes in. A price, an age or a temperature "
            "lies outside, so the network ends at its limit and learns nothing more. Without activation (linear) any "
            "number can come out."
        ),
        source=_GOODFELLOW,
        wrong=lambda: row("diabetes", _dense(16), layer("Dense", units=1, activation="sigmoid")),
        right=lambda: row("diabetes", _dense(16), number()),
        find=find.bounded,
    ),
    Rule(
        code="classes-apart",
        group="outputs",
        title=say("Sigmoid where one of many classes is right"),
        sentence=say("sigmoid judges every class by itself, as if several could be right; {loss} wants softmax."),
        why=say(
            "sigmoid answers yes or no for each class alone, which is right where several can be true at once. Here "
            "one of them is. softmax weighs them against each other, so that they add up to 100 %, which this loss "
            "assumes."
        ),
        source=_GOODFELLOW,
        wrong=lambda: row("iris", _dense(16), layer("Dense", units=3, activation="sigmoid")),
        right=lambda: row("iris", _dense(16), classes(3)),
        find=find.separate,
    ),
    Rule(
        code="uneven-classes",
        group="outputs",
        title=say("Accuracy for uneven classes"),
        sentence=say(
            "{share} % of “{target}” are “{class}”: who always says so is right that often, and has learnt nothing."
        ),
        why=say(
            "Accuracy counts how often the answer is right. Where one class is by far the most frequent, always "
            "naming it scores high, and the rare class, often the one that matters, may never be found. AUC, "
            "precision and recall tell the difference."
        ),
        source=Source(authors="H. He, E. Garcia", title="Learning from Imbalanced Data", year=2009),
        wrong=lambda: _uneven(None),
        right=lambda: _uneven("AUC"),
        find=find.uneven,
    ),
    Rule(
        code="value-endless",
        group="outputs",
        title=say("A value without a least"),
        sentence=say(
            "Any number can come out here, so training would lower it without end; end with what has a least value, "
            "such as a square or softplus."
        ),
        why=say(
            "This Output compares with nothing: training makes what arrives as small as it can. What has no least "
            "value goes on shrinking, by weights that grow without end. A square, a distance or softplus ends at 0."
        ),
        source=Source(authors="I. Goodfellow, Y. Bengio, A. Courville", title="Deep Learning, chapter 8", year=2016),
        wrong=lambda: _value("linear"),
        right=lambda: _value("softplus"),
        find=find.endless,
    ),
    Rule(
        code="value-steady",
        group="outputs",
        title=say("A value that nothing can change"),
        sentence=say("Nothing that learns leads here, so training cannot make this value any smaller."),
        why=say(
            "Training changes weights. Where no layer with weights that learn stands on the way to a value, the "
            "value is the same after training as before."
        ),
        source=Source(authors="Keras", title="Transfer learning & fine-tuning (developer guide)", year=2020),
        wrong=lambda: _beside("input"),
        right=lambda: _beside("gru1"),
        find=find.steady,
    ),
    Rule(
        code="unused-output",
        group="outputs",
        title=say("A branch that leads nowhere"),
        sentence=say("Nothing is wired from “{layer}”, so it takes no part."),
        why=say(
            "Only what leads to an Output is part of the network. A branch that ends before is neither built nor "
            "trained; it may have been forgotten when something else was wired."
        ),
        source=Source(authors="Keras", title="The Functional API (developer guide)", year=2019),
        wrong=lambda: _branch(False),
        right=lambda: _branch(True),
    ),
    Rule(
        code="repeat-unchained",
        group="outputs",
        title=say("Repetitions that do not follow one another"),
        sentence=say(
            "The repetitions do not follow one another: no output has the number of an input, so only the last counts."
        ),
        why=say(
            "A repeated block hands its output with a number to the input of the same number in the next repetition. "
            "Where no number matches, every repetition gets the same, and all but the last are made in vain."
        ),
        source=Source(authors="Keras", title="The Functional API (developer guide)", year=2019),
        wrong=lambda: _repeated(1),
        right=lambda: _repeated(0),
    ),
)
