"""Rules on weights and what they start from."""

from engine.advice.examples import Drawn, classes, layer, row
from engine.advice.find import weights as find
from engine.advice.rule import Rule, Source
from engine.document.model import Document, Training
from engine.said import say
from engine.words import Json

_ZEROS: Json = {"kind": "Zeros", "params": {}}


def _frozen(frozen: bool) -> Document:
    hidden = Drawn(kind="Dense", params={"units": 64, "activation": "relu"}, frozen=frozen)
    return row("digits", layer("Flatten"), hidden, classes())


def _base(rate: float = 1e-3, **params: Json) -> Document:
    optimizer: Json = {"kind": "Adam", "params": {"learning_rate": rate}}
    base = layer("MobileNetV2", include_top=False, pooling="avg", **params)
    return row("shapes", base, classes(4), training=Training(optimizer=optimizer))


RULES = (
    Rule(
        code="same-start",
        group="weights",
        title=say("All weights start the same"),
        sentence=say("All {count} units of {layer} start with the same weights, and so they stay alike for ever."),
        why=say(
            "Units that start alike get the same error, change in the same way, and are alike again: a layer of "
            "hundreds then can do no more than one unit. Random numbers at the start are what lets each find "
            "something of its own."
        ),
        source=Source(authors="I. Goodfellow, Y. Bengio, A. Courville", title="Deep Learning, section 8.4", year=2016),
        wrong=lambda: row(
            "digits",
            layer("Flatten"),
            layer("Dense", units=64, activation="relu", kernel_initializer=_ZEROS),
            classes(),
        ),
        right=lambda: row("digits", layer("Flatten"), layer("Dense", units=64, activation="relu"), classes()),
        find=find.same_start,
    ),
    Rule(
        code="frozen-random",
        group="weights",
        title=say("Frozen before it has learnt"),
        sentence=say("{layer} is frozen with {count} random numbers in it, which will stay as they are."),
        why=say(
            "Freezing keeps what a layer has learnt. This one has learnt nothing yet: its weights are random, and "
            "stay so. Freeze layers that were trained before, from a pre-trained network or a project that was "
            "brought in with its weights."
        ),
        source=Source(authors="Keras", title="Transfer learning & fine-tuning (developer guide)", year=2020),
        wrong=lambda: _frozen(True),
        right=lambda: _frozen(False),
        find=find.frozen_random,
    ),
    Rule(
        code="pretrained-random",
        group="weights",
        title=say("Pre-trained in name only"),
        sentence=say("{layer} starts with random weights and learns nothing, so all behind it sees noise."),
        why=say(
            "A pre-trained network helps because it has learnt from millions of pictures. Without its weights it is "
            "just a large network with random numbers, and where none of it learns, they stay random. Start from "
            "ImageNet, or let it learn."
        ),
        source=Source(authors="Keras", title="Transfer learning & fine-tuning (developer guide)", year=2020),
        wrong=lambda: _base(weights="none"),
        right=lambda: _base(weights="imagenet"),
        find=find.pretrained_random,
    ),
    Rule(
        code="pretrained-pixels",
        group="weights",
        title=say("Pixels on another scale than learnt"),
        sentence=say("{layer} was trained with pixels on a scale of its own, and gets them from 0 to 1."),
        why=say(
            "Every pre-trained network was shown its pixels in one way: from −1 to 1, say, or with the mean of each "
            "colour taken away. Shown in another way, the same picture looks strange to it, and answers get much "
            "worse. “Prepare” brings pixels to the scale that this network knows."
        ),
        source=Source(authors="Keras", title="Keras Applications (API documentation)", year=2024),
        wrong=lambda: _base(weights="imagenet", prepare=False),
        right=lambda: _base(weights="imagenet"),
        find=find.pretrained_pixels,
    ),
    Rule(
        code="fast-fine-tuning",
        group="weights",
        title=say("Trained weights at full speed"),
        sentence=say("{layer} goes on learning at a rate of {rate}, which will soon overwrite what it knows."),
        why=say(
            "Weights that were trained on millions of pictures need small touches only. At a learning rate for "
            "random weights, the first large errors of the new last layer tear through them, and what they knew is "
            "gone. Keep them fixed first, then let them learn at about a hundredth of the usual rate."
        ),
        source=Source(
            authors="J. Howard, S. Ruder",
            title="Universal Language Model Fine-tuning for Text Classification",
            year=2018,
        ),
        wrong=lambda: _base(weights="imagenet", trainable_from=0),
        right=lambda: _base(1e-5, weights="imagenet", trainable_from=0),
        find=find.fast_tuning,
    ),
    Rule(
        code="more-weights-than-samples",
        group="weights",
        title=say("Far more weights than samples"),
        sentence=say(
            "{count} weights learn from {samples} samples, {times} for each, and nothing keeps them from learning by "
            "heart."
        ),
        why=say(
            "A network with room enough can simply remember every sample: perfect on those it has seen, lost on new "
            "ones. Dropout, penalties on large weights, changed copies of pictures or a smaller network make it look "
            "for what samples have in common."
        ),
        source=Source(
            authors="C. Zhang, S. Bengio, M. Hardt, B. Recht, O. Vinyals",
            title="Understanding deep learning requires rethinking generalization",
            year=2017,
        ),
        wrong=lambda: row(
            "iris",
            layer("Dense", units=512, activation="relu"),
            layer("Dense", units=512, activation="relu"),
            classes(3),
        ),
        right=lambda: row(
            "iris",
            layer("Dense", units=16, activation="relu"),
            layer("Dense", units=16, activation="relu"),
            classes(3),
        ),
        find=find.crowded,
    ),
)
