"""Sentences for activations, initializers, regularizers, constraints and learning-rate schedules."""

from engine.runtime.catalogue.overlay import Overlay, Setting
from engine.words import Json


def _all(sentences: dict[str, str], **initial: dict[str, Json]) -> tuple[Overlay, ...]:
    return tuple(
        Overlay(kind=kind, sentence=sentence, initial=initial.get(kind, {})) for kind, sentence in sentences.items()
    )


ACTIVATIONS = _all(
    {
        "linear": "Leaves every number as it is.",
        "relu": "Sets negative numbers to zero; the usual choice inside a network.",
        "sigmoid": "Squeezes every number between 0 and 1, for yes-or-no answers.",
        "softmax": "Turns a row of scores into probabilities that add up to one, for choosing a class.",
        "tanh": "Squeezes every number between −1 and 1.",
        "gelu": "A smooth relu that lets a little of small negative numbers through; usual in transformers.",
        "silu": "Multiplies each number by its own sigmoid; a smooth relu, also called swish.",
        "leaky_relu": "Shrinks negative numbers instead of dropping them.",
        "elu": "Bends negative numbers smoothly towards −1.",
        "selu": "An elu scaled so that deep networks of dense layers stay steady.",
        "softplus": "A smooth relu that is always above zero.",
        "softsign": "Squeezes numbers between −1 and 1, more slowly than tanh.",
        "mish": "A smooth relu that dips a little below zero.",
        "relu6": "A relu that never exceeds 6.",
        "exponential": "Raises e to the power of each number, so that all become positive.",
        "hard_sigmoid": "A sigmoid made of three straight lines, quick to compute.",
        "hard_silu": "A silu made of simple pieces, quick to compute.",
        "hard_tanh": "Cuts numbers off below −1 and above 1.",
        "hard_shrink": "Sets small numbers to zero and leaves the others.",
        "soft_shrink": "Moves every number towards zero by one half, and small ones to zero.",
        "tanh_shrink": "Takes from each number its tanh, so that small ones nearly vanish.",
        "celu": "An elu whose bend is smooth everywhere.",
        "squareplus": "A smooth relu that needs only a square root.",
        "sparse_plus": "A softplus that is exactly zero for small numbers.",
        "sparse_sigmoid": "A straight line from 0 to 1 between −1 and 1.",
        "sparsemax": "A softmax that gives exactly zero to unlikely classes.",
        "log_sigmoid": "The logarithm of the sigmoid: zero or below.",
        "log_softmax": "The logarithm of softmax's probabilities.",
    }
)

INITIALIZERS = _all(
    {
        "GlorotUniform": "Random numbers of a size that suits inputs and outputs; the usual choice.",
        "GlorotNormal": "Bell-shaped random numbers of a size that suits inputs and outputs.",
        "HeNormal": "Bell-shaped random numbers of a size that suits layers with relu.",
        "HeUniform": "Even random numbers of a size that suits layers with relu.",
        "LecunNormal": "Bell-shaped random numbers of a size that suits the inputs; for selu.",
        "LecunUniform": "Even random numbers of a size that suits the inputs.",
        "Zeros": "All numbers start at 0.",
        "Ones": "All numbers start at 1.",
        "Constant": "All numbers start at the same chosen value.",
        "RandomNormal": "Bell-shaped random numbers around a chosen middle.",
        "TruncatedNormal": "Bell-shaped random numbers without far-off ones.",
        "RandomUniform": "Random numbers spread evenly between two bounds.",
        "VarianceScaling": "Random numbers whose size is set by a rule of your choice.",
        "Orthogonal": "Random directions at right angles; keeps a memory steady over many steps.",
        "Identity": "Ones on the diagonal, so that a layer starts by passing on what it gets.",
        "STFT": "The waves that sounds are taken apart with.",
    }
)

REGULARIZERS = (
    *_all(
        {
            "L2": "Punishes large numbers most, so that none stands out.",
            "L1": "Punishes all numbers alike, so that many become exactly 0.",
            "L1L2": "Punishes by both rules at once.",
        }
    ),
    Overlay(
        kind="OrthogonalRegularizer",
        sentence="Punishes rows or columns that say nearly the same.",
        settings={
            "mode": Setting(
                type="choice",
                label="Compared",
                help="Whether rows or columns are compared.",
                choices=("rows", "columns"),
            )
        },
    ),
)

CONSTRAINTS = _all(
    {
        "MaxNorm": "Keeps the weights of each unit below a greatest length.",
        "NonNeg": "Keeps all weights at zero or above.",
        "UnitNorm": "Keeps the weights of each unit at length one.",
        "MinMaxNorm": "Keeps the length of each unit's weights between two bounds.",
    }
)

SCHEDULES = _all(
    {
        "CosineDecay": "Lets the learning rate fall gently along half a wave, after a warm-up if wanted.",
        "ExponentialDecay": "Lets the learning rate fall by the same share again and again.",
        "PiecewiseConstantDecay": "Gives the learning rate by a list of values, each for some batches.",
        "PolynomialDecay": "Lets the learning rate fall from a first to a last value.",
        "InverseTimeDecay": "Lets the learning rate fall quickly at first and ever more slowly.",
        "CosineDecayRestarts": "Lets the learning rate fall in waves and start over, each round longer.",
    },
    CosineDecay={"initial_learning_rate": 0.001, "decay_steps": 1000},
    ExponentialDecay={"initial_learning_rate": 0.001, "decay_steps": 1000, "decay_rate": 0.9},
    PiecewiseConstantDecay={"boundaries": [1000, 2000], "values": [0.001, 0.0003, 0.0001]},
    PolynomialDecay={"initial_learning_rate": 0.001, "decay_steps": 1000},
    InverseTimeDecay={"initial_learning_rate": 0.001, "decay_steps": 1000, "decay_rate": 0.5},
    CosineDecayRestarts={"initial_learning_rate": 0.001, "first_decay_steps": 1000},
)
