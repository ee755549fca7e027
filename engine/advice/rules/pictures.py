"""Rules on convolution and pooling."""

from engine.advice.examples import Drawn, classes, layer, row
from engine.advice.find import windows as find
from engine.advice.rule import Rule, Source
from engine.document.model import Document
from engine.said import say


def _conv(filters: int, size: int = 3, **more: int) -> Drawn:
    side = {name: [value, value] for name, value in more.items()}
    return layer("Conv2D", filters=filters, kernel_size=[size, size], activation="relu", padding="same", **side)


def _pool(size: int = 2) -> Drawn:
    return layer("MaxPooling2D", pool_size=[size, size])


_END = (layer("GlobalAveragePooling2D"), classes())


def _plain() -> Document:
    """A network of twenty convolutions in a row."""
    return row("digits", *(_conv(8) for _ in range(20)), *_END)


def _residual() -> Document:
    """A network of twenty convolutions, with a way around every two of them."""
    layers = [_conv(8)]
    for _ in range(10):
        before = layers[-1].kind.lower() + str(len(layers))
        layers += [_conv(8), _conv(8), layer("Add", before)]
    return row("digits", *layers, *_END)


RULES = (
    Rule(
        code="idle-pooling",
        group="pictures",
        title=say("Pooling of a single place"),
        sentence=say("{layer} gets pictures of 1 × 1 already, and has nothing to make smaller."),
        why=say(
            "Each pooling halves a picture. Small pictures are down to a single place after a few of them, and every "
            "further pooling hands on what it got. If more depth is wanted, pool later, or less often."
        ),
        source=Source(authors="Keras", title="MaxPooling2D layer (API documentation)", year=2024),
        wrong=lambda: row(
            "digits",
            _conv(8),
            _pool(8),
            layer("Conv2D", filters=16, kernel_size=[1, 1], activation="relu"),
            layer("MaxPooling2D", padding="same"),
            layer("Flatten"),
            classes(),
        ),
        right=lambda: row(
            "digits",
            _conv(8),
            _pool(8),
            layer("Conv2D", filters=16, kernel_size=[1, 1], activation="relu"),
            layer("Flatten"),
            classes(),
        ),
        find=find.idle_pool,
    ),
    Rule(
        code="wide-kernel",
        group="pictures",
        title=say("Kernel larger than the picture"),
        sentence=say(
            "The kernel {kernel} of {layer} is put on pictures of {places}: some of its weights only ever see the "
            "filled edge."
        ),
        why=say(
            "With padding “same” the edge is filled with zeros so that a kernel fits everywhere. Where the picture "
            "is much smaller than the kernel, its outer weights meet nothing but these zeros: they cost memory and "
            "never learn."
        ),
        source=Source(
            authors="V. Dumoulin, F. Visin", title="A guide to convolution arithmetic for deep learning", year=2016
        ),
        wrong=lambda: row("digits", _conv(8), _pool(4), _conv(16, 5), *_END),
        right=lambda: row("digits", _conv(8), _pool(4), _conv(16, 3), *_END),
        find=find.wide_kernel,
    ),
    Rule(
        code="skipped-places",
        group="pictures",
        title=say("Steps wider than the window"),
        sentence=say("{layer} moves on by {stride}, but its window is only {window}: what lies between is never seen."),
        why=say(
            "A window moves over the picture in steps. Where a step is wider than the window, rows and columns in "
            "between are skipped, and whatever is in them is lost, always at the same places. Make the window at "
            "least as wide as its step."
        ),
        source=Source(
            authors="V. Dumoulin, F. Visin", title="A guide to convolution arithmetic for deep learning", year=2016
        ),
        wrong=lambda: row("shapes", _conv(16, 2, strides=4), layer("Flatten"), classes(4)),
        right=lambda: row("shapes", _conv(16, 4, strides=4), layer("Flatten"), classes(4)),
        find=find.skipping,
    ),
    Rule(
        code="two-poolings",
        group="pictures",
        title=say("Two poolings in a row"),
        sentence=say(
            "{before} makes the picture smaller, and {layer} does so again with no layer between that could look."
        ),
        why=say(
            "Between two poolings a convolution can find something at the size in between. Without one they are just "
            "a single, larger pooling, in two steps. Put a convolution between them, or make it one."
        ),
        source=Source(
            authors="K. Simonyan, A. Zisserman",
            title="Very Deep Convolutional Networks for Large-Scale Image Recognition",
            year=2015,
        ),
        wrong=lambda: row("shapes", _conv(8), _pool(), _pool(), layer("Flatten"), classes(4)),
        right=lambda: row("shapes", _conv(8), _pool(), _conv(16), _pool(), layer("Flatten"), classes(4)),
        find=find.two_pools,
    ),
    Rule(
        code="large-flatten",
        group="pictures",
        title=say("Most weights behind a Flatten"),
        sentence=say("{layer} hands on {numbers} numbers, so {next} needs {count} weights: {share} % of the network."),
        why=say(
            "Flatten makes one long row of all places of a picture, and a Dense behind it has a weight for each "
            "place and each unit. These quickly outnumber all else, learn by heart, and depend on where in the "
            "picture a thing is. Averaging each channel over all places asks instead whether it is there at all."
        ),
        source=Source(authors="M. Lin, Q. Chen, S. Yan", title="Network In Network", year=2014),
        wrong=lambda: row(
            "shapes",
            _conv(32),
            layer("Flatten"),
            layer("Dense", units=64, activation="relu"),
            layer("Dropout", rate=0.5),
            classes(4),
        ),
        right=lambda: row(
            "shapes",
            _conv(32),
            layer("GlobalAveragePooling2D"),
            layer("Dense", units=64, activation="relu"),
            layer("Dropout", rate=0.5),
            classes(4),
        ),
        find=find.large_flatten,
    ),
    Rule(
        code="deep-without-shortcuts",
        group="pictures",
        title=say("Very deep, without shortcuts"),
        sentence=say("{count} layers with weights stand in a row, and no wire leads around any of them."),
        why=say(
            "One would think that more layers can only do better. In a plain row of twenty and more they do worse, "
            "even on the training data: the error reaches the first ones too garbled. An Add that carries the input "
            "of two or three layers around them lets it through; networks of hundreds of layers learn that way."
        ),
        source=Source(
            authors="K. He, X. Zhang, S. Ren, J. Sun", title="Deep Residual Learning for Image Recognition", year=2016
        ),
        wrong=_plain,
        right=_residual,
        find=find.deep_plain,
    ),
    Rule(
        code="channels-apart",
        group="pictures",
        title=say("Channels that never meet"),
        sentence=say(
            "{before} and {layer} both look at each of the {channels} channels alone; nothing between mixes them."
        ),
        why=say(
            "A depthwise convolution treats every channel by itself, which is what makes it cheap. Someone must "
            "bring the channels together again, usually a convolution of width 1 right behind it. Without that an "
            "edge in red never learns of an edge in green."
        ),
        source=Source(
            authors="A. Howard and others",
            title="MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
            year=2017,
        ),
        wrong=lambda: row(
            "shapes",
            layer("DepthwiseConv2D", kernel_size=[3, 3], activation="relu"),
            layer("DepthwiseConv2D", kernel_size=[3, 3], activation="relu"),
            _conv(16, 1),
            layer("GlobalAveragePooling2D"),
            classes(4),
        ),
        right=lambda: row(
            "shapes",
            layer("DepthwiseConv2D", kernel_size=[3, 3], activation="relu"),
            _conv(16, 1),
            layer("DepthwiseConv2D", kernel_size=[3, 3], activation="relu"),
            _conv(16, 1),
            layer("GlobalAveragePooling2D"),
            classes(4),
        ),
        find=find.apart,
    ),
)
