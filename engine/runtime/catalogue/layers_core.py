"""Layers that nearly every network has: dense ones and functions."""

from engine.runtime.catalogue.overlay import Overlay, Setting, floats, wholes

_NUMBERS, _PICTURE = floats(8), floats(8, 8, 4)
_AXES = Setting(
    type="axes", label="Axis", help="The axis, or the axes, that are meant; −1 is the last one.", min=-8, max=8
)

CORE = (
    Overlay(
        kind="Dense",
        sentence="Connects every input to every output; the plain layer that nearly every network ends with.",
        purpose="weighs and adds up all inputs",
        search=("fully connected", "linear", "perceptron", "mlp", "classifier"),
        summary=("{units} units", "{activation}"),
        example=_NUMBERS,
        initial={"units": 64, "activation": "relu"},
    ),
    Overlay(
        kind="Activation",
        sentence="Applies a chosen function to every number.",
        purpose="applies a function to each number",
        search=("relu", "sigmoid", "softmax", "tanh", "gelu", "nonlinearity"),
        summary=("{activation}",),
        example=_NUMBERS,
        initial={"activation": "relu"},
    ),
    Overlay(
        kind="Embedding",
        sentence="Turns each number of a list, such as a word or a product, into a learned vector.",
        purpose="turns words or ids into vectors",
        search=("word", "token", "lookup", "vector", "text"),
        summary=("{input_dim} → {output_dim}",),
        example=wholes(8),
        initial={"input_dim": 1000, "output_dim": 64},
    ),
    Overlay(
        kind="ReversibleEmbedding",
        sentence="Turns words into vectors and, used once more in reverse, vectors back into scores for words.",
        purpose="embeds words, and back again",
        search=("word", "token", "language model", "tied"),
        summary=("{input_dim} → {output_dim}",),
        example=wholes(8),
        initial={"input_dim": 1000, "output_dim": 64},
        settings={
            "tie_weights": Setting(
                type="boolean", label="Same weights back", help="Whether the way back uses the same vectors."
            ),
            "logit_soft_cap": Setting(
                type="number", label="Soft cap", help="Scores on the way back stay below this.", min=1e-3, max=1e6
            ),
        },
        call={
            "reverse": Setting(
                type="boolean", label="Reverse", help="Whether vectors go in and scores come out.", main=True
            )
        },
    ),
    Overlay(
        kind="EinsumDense",
        sentence="A dense layer whose sums are said in a formula of axes, for tensors of any shape.",
        purpose="weighs and adds by a formula",
        search=("einstein", "tensor", "formula"),
        summary=("{equation}", "{activation}"),
        example=floats(4, 8),
        initial={"equation": "abc,cd->abd", "output_shape": [None, 32]},
        settings={
            "equation": Setting(
                type="text", label="Equation", help="Which axes are multiplied and summed, such as abc,cd->abd."
            ),
            "output_shape": Setting(
                type="shape", label="Output shape", help="The shape that comes out; an open length stays as it came."
            ),
            "bias_axes": Setting(
                type="text", label="Bias axes", help="Axes of the result, by letter, that get a number added."
            ),
        },
    ),
    Overlay(
        kind="Identity",
        sentence="Passes everything on unchanged.",
        purpose="passes everything on",
        search=("nothing", "pass through"),
        example=_NUMBERS,
    ),
    Overlay(
        kind="Masking",
        sentence="Tells later layers to skip the steps of a sequence that were only filled in.",
        purpose="skips padding in sequences",
        search=("padding", "missing", "skip"),
        summary=("skip {mask_value}",),
        example=floats(6, 3),
        settings={
            "mask_value": Setting(
                type="number",
                label="Mask value",
                help="A step that has only this value is skipped.",
                min=-1e6,
                max=1e6,
                main=True,
            )
        },
    ),
)

ACTIVATION = (
    Overlay(
        kind="ReLU",
        sentence="Sets every negative number to zero.",
        purpose="sets negatives to zero",
        search=("rectifier",),
        example=_NUMBERS,
        settings={
            "max_value": Setting(
                type="number",
                label="Highest value",
                help="Larger numbers are cut to this; nothing cuts none.",
                min=0,
                max=1e6,
            ),
            "threshold": Setting(
                type="number", label="Threshold", help="Numbers below this count as negative.", min=0, max=1e6
            ),
        },
    ),
    Overlay(
        kind="LeakyReLU",
        sentence="Lets a small share of negative numbers through instead of none.",
        purpose="shrinks negatives",
        search=("rectifier",),
        summary=("slope {negative_slope}",),
        example=_NUMBERS,
    ),
    Overlay(
        kind="PReLU",
        sentence="Learns for each place how much of a negative number to let through.",
        purpose="learns how to shrink negatives",
        search=("parametric", "rectifier"),
        example=_NUMBERS,
        settings={
            "shared_axes": Setting(
                type="axes", label="Shared axes", help="Axes along which one slope is learned for all places.", min=1
            )
        },
    ),
    Overlay(
        kind="ELU",
        sentence="Bends negative numbers smoothly towards a lowest value.",
        purpose="bends negatives smoothly",
        search=("exponential",),
        example=_NUMBERS,
        settings={
            "alpha": Setting(
                type="number",
                label="Alpha",
                help="The lowest value that comes out, without its sign.",
                min=0,
                max=100,
                main=True,
            )
        },
    ),
    Overlay(
        kind="Softmax",
        sentence="Turns a list of scores into probabilities that add up to one.",
        purpose="turns scores into probabilities",
        search=("classes", "probability"),
        example=_NUMBERS,
        settings={"axis": _AXES},
    ),
)
