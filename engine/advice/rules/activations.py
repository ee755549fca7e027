"""Rules on activations."""

from engine.advice.examples import classes, layer, row
from engine.advice.find.activations import fading, inner_softmax, none, normed_shares, selu, shares_of_one, twice
from engine.advice.rule import Rule, Source
from engine.said import say

_GLOROT = Source(
    authors="X. Glorot, Y. Bengio",
    title="Understanding the difficulty of training deep feedforward neural networks",
    year=2010,
)

RULES = (
    Rule(
        code="activation-twice",
        group="activations",
        title=say("Activation twice in a row"),
        sentence=say("{before} ends with {first} already; {second} is applied to that again."),
        why=say(
            "An activation bends what a layer has added up, once. A second one right behind it bends what is bent: "
            "relu after relu changes nothing at all, and relu before softmax takes away every number below zero, so "
            "that the network can no longer say “surely not”."
        ),
        source=Source(authors="Keras", title="Layer activation functions (API documentation)", year=2024),
        wrong=lambda: row("iris", layer("Dense", units=16, activation="relu"), layer("ReLU"), classes(3)),
        right=lambda: row("iris", layer("Dense", units=16, activation="relu"), classes(3)),
        find=twice,
    ),
    Rule(
        code="activation-none",
        group="activations",
        title=say("No activation between two layers"),
        sentence=say("{layer} has no activation, so together with {next} it can do no more than one layer alone."),
        why=say(
            "Layers such as Dense and convolutions multiply and add up. Doing that twice in a row is again only "
            "multiplying and adding up: the two come to one layer. It is the bend of an activation in between that "
            "lets a network learn curves, corners and exceptions."
        ),
        source=Source(authors="G. Cybenko", title="Approximation by superpositions of a sigmoidal function", year=1989),
        wrong=lambda: row("digits", layer("Flatten"), layer("Dense", units=64), classes()),
        right=lambda: row("digits", layer("Flatten"), layer("Dense", units=64, activation="relu"), classes()),
        find=none,
    ),
    Rule(
        code="softmax-inside",
        group="activations",
        title=say("Softmax in the middle of a network"),
        sentence=say("{layer} makes shares that add up to 1, and {next} has to work with what is left of them."),
        why=say(
            "Softmax lets the largest number win and presses all others towards zero. At the end that is what is "
            "wanted: one class wins. In the middle it throws most of what was found away, and little of the error "
            "finds its way back through it. Inside, relu or gelu are usual."
        ),
        source=Source(authors="I. Goodfellow, Y. Bengio, A. Courville", title="Deep Learning, section 6.2", year=2016),
        wrong=lambda: row("iris", layer("Dense", units=16, activation="softmax"), classes(3)),
        right=lambda: row("iris", layer("Dense", units=16, activation="relu"), classes(3)),
        find=inner_softmax,
    ),
    Rule(
        code="norm-after-softmax",
        group="activations",
        title=say("Normalisation after softmax"),
        sentence=say("{layer} scales what {before} has made into shares, and they no longer add up to 1."),
        why=say(
            "Softmax gives each class its share of 100 %. A normalisation behind it moves and stretches these "
            "shares: some become negative, and a loss for probabilities cannot be worked out sensibly any more. "
            "Normalise before the layer with softmax, never behind it."
        ),
        source=Source(
            authors="S. Ioffe, C. Szegedy",
            title="Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift",
            year=2015,
        ),
        wrong=lambda: row(
            "iris",
            layer("Dense", units=16, activation="relu"),
            classes(3),
            layer("BatchNormalization"),
        ),
        right=lambda: row("iris", layer("Dense", units=16, activation="relu"), classes(3)),
        find=normed_shares,
    ),
    Rule(
        code="softmax-of-one",
        group="activations",
        title=say("Softmax over a single number"),
        sentence=say("{layer} shares out over one number only, so what it makes is always 1."),
        why=say(
            "Softmax makes numbers that add up to 1. Where there is only one, it is 1 whatever comes in: nothing can "
            "be learnt there. This happens easily where each step of a sequence gets one score; the scores are to be "
            "shared out over the steps, not each by itself."
        ),
        source=Source(authors="Keras", title="Softmax layer (API documentation)", year=2024),
        wrong=lambda: row(
            "sine_waves",
            layer("GRU", units=16, return_sequences=True),
            layer("Dense", units=1, activation="softmax"),
            layer("Multiply", "gru1"),
            layer("GlobalAveragePooling1D"),
            layer("Dense", units=1),
        ),
        right=lambda: row(
            "sine_waves",
            layer("GRU", units=16, return_sequences=True),
            layer("Dense", units=1, activation="sigmoid"),
            layer("Multiply", "gru1"),
            layer("GlobalAveragePooling1D"),
            layer("Dense", units=1),
        ),
        find=shares_of_one,
    ),
    Rule(
        code="fading-activations",
        group="activations",
        title=say("Many sigmoids or tanhs in a row"),
        sentence=say(
            "{count} layers in a row end with {curve} or the like; little of the error reaches the first ones."
        ),
        why=say(
            "sigmoid and tanh are flat at both ends. What is learnt travels backwards through their slopes, and each "
            "slope makes it smaller: after a handful of layers hardly anything is left for the first ones. relu and "
            "gelu do not fade that way; a batch normalisation in between helps too."
        ),
        source=_GLOROT,
        wrong=lambda: row(
            "digits",
            layer("Flatten"),
            *(layer("Dense", units=32, activation="sigmoid") for _ in range(5)),
            classes(),
        ),
        right=lambda: row(
            "digits",
            layer("Flatten"),
            *(layer("Dense", units=32, activation="relu") for _ in range(5)),
            classes(),
        ),
        find=fading,
    ),
    Rule(
        code="selu-start",
        group="activations",
        title=say("selu without its start values"),
        sentence=say("{layer} uses selu, but does not start with Lecun's random numbers, which selu was made for."),
        why=say(
            "selu keeps the numbers in a network around 0 and about as wide as 1, all by itself. That holds only "
            "when the weights begin with Lecun's random numbers. With others selu is just one more curve."
        ),
        source=Source(
            authors="G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter",
            title="Self-Normalizing Neural Networks",
            year=2017,
        ),
        wrong=lambda: row("wine", layer("Dense", units=32, activation="selu"), classes(3)),
        right=lambda: row(
            "wine",
            layer("Dense", units=32, activation="selu", kernel_initializer={"kind": "LecunNormal", "params": {}}),
            classes(3),
        ),
        find=selu,
    ),
)
