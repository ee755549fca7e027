"""Layers that keep numbers in a healthy range and learning honest."""

from engine.runtime.catalogue.overlay import Overlay, Setting, floats

_NUMBERS, _PICTURE = floats(8), floats(8, 8, 4)
_AXES = Setting(
    type="axes", label="Axis", help="The axis, or the axes, that are meant; −1 is the last one.", min=-8, max=8
)

NORMALIZATION = (
    Overlay(
        kind="BatchNormalization",
        sentence="Keeps numbers in a healthy range by comparing the samples of a batch, which speeds up learning.",
        purpose="steadies and speeds up learning",
        search=("batchnorm", "bn", "normalise", "scale"),
        example=_PICTURE,
        main=("axis", "momentum"),
        settings={
            "renorm": Setting(
                type="boolean", label="Renormalize", help="Whether small batches are corrected by the running averages."
            ),
            "renorm_momentum": Setting(
                type="number",
                label="Renormalize momentum",
                help="How slowly that correction follows: near 1 is slow.",
                min=0,
                max=1,
            ),
            "synchronized": Setting(
                type="boolean", label="Across devices", help="Whether all devices of a training compare their samples."
            ),
        },
    ),
    Overlay(
        kind="LayerNormalization",
        sentence="Keeps the numbers of each sample in a healthy range, by itself.",
        purpose="steadies each sample by itself",
        search=("layernorm", "normalise", "transformer"),
        example=_PICTURE,
        main=("axis",),
        settings={"axis": _AXES},
    ),
    Overlay(
        kind="GroupNormalization",
        sentence="Keeps groups of channels of each sample in a healthy range; works with small batches too.",
        purpose="steadies groups of channels",
        search=("groupnorm", "instance", "normalise"),
        summary=("{groups} groups",),
        example=_PICTURE,
        initial={"groups": 4},
        main=("groups", "axis"),
        settings={
            "groups": Setting(
                type="integer",
                label="Groups",
                help="Into how many groups the channels are split; −1 means one for each channel.",
                min=-1,
                max=65_536,
            )
        },
    ),
    Overlay(
        kind="RMSNormalization",
        sentence="Scales the numbers of each sample by their average size only.",
        purpose="steadies each sample, simply",
        search=("rms", "normalise", "transformer"),
        example=_PICTURE,
        main=("axis",),
        settings={"axis": _AXES},
    ),
    Overlay(
        kind="UnitNormalization",
        sentence="Brings the numbers of each sample to length one, so that only their direction counts.",
        purpose="brings vectors to length one",
        search=("l2", "cosine", "normalise"),
        example=_NUMBERS,
        settings={"axis": _AXES},
    ),
)

REGULARIZATION = (
    Overlay(
        kind="Dropout",
        sentence="Leaves out random values while training, so that the network does not learn by heart.",
        purpose="keeps it from learning by heart",
        search=("overfitting", "regularization", "random"),
        summary=("{rate}",),
        example=_NUMBERS,
        initial={"rate": 0.3},
    ),
    Overlay(
        kind="SpatialDropout1D",
        sentence="Leaves out whole measured values of a sequence at random while training.",
        purpose="leaves out values of a sequence",
        search=("overfitting", "dropout"),
        summary=("{rate}",),
        example=floats(8, 3),
        initial={"rate": 0.2},
    ),
    Overlay(
        kind="SpatialDropout2D",
        sentence="Leaves out whole channels of a picture at random while training.",
        purpose="leaves out channels of a picture",
        search=("overfitting", "dropout"),
        summary=("{rate}",),
        example=_PICTURE,
        initial={"rate": 0.2},
    ),
    Overlay(
        kind="SpatialDropout3D",
        sentence="Leaves out whole channels of a volume at random while training.",
        purpose="leaves out channels of a volume",
        search=("overfitting", "dropout"),
        summary=("{rate}",),
        example=floats(4, 4, 4, 3),
        initial={"rate": 0.2},
    ),
    Overlay(
        kind="GaussianNoise",
        sentence="Adds random noise while training, so that small differences do not matter.",
        purpose="adds noise while training",
        search=("overfitting", "augmentation", "jitter"),
        summary=("± {stddev}",),
        example=_NUMBERS,
        initial={"stddev": 0.1},
        settings={"stddev": Setting(type="number", label="Spread", help="How strong the noise is.", min=0, max=1)},
    ),
    Overlay(
        kind="GaussianDropout",
        sentence="Multiplies values by random numbers around one while training.",
        purpose="scales values at random",
        search=("overfitting", "noise"),
        summary=("{rate}",),
        example=_NUMBERS,
        initial={"rate": 0.2},
    ),
    Overlay(
        kind="AlphaDropout",
        sentence="Leaves out random values while training and keeps their average and spread, as selu needs it.",
        purpose="dropout for selu networks",
        search=("overfitting", "selu"),
        summary=("{rate}",),
        example=_NUMBERS,
        initial={"rate": 0.1},
    ),
    Overlay(
        kind="ActivityRegularization",
        sentence="Punishes large values, so that the network speaks softly and simply.",
        purpose="punishes large values",
        search=("l1", "l2", "penalty", "sparse"),
        summary=("L1 {l1}", "L2 {l2}"),
        example=_NUMBERS,
        settings={
            "l1": Setting(
                type="number",
                label="L1",
                help="The penalty on the size of each value: many become 0.",
                min=0,
                max=1000,
                main=True,
            ),
            "l2": Setting(
                type="number",
                label="L2",
                help="The penalty on the square of each value: none becomes large.",
                min=0,
                max=1000,
                main=True,
            ),
        },
    ),
)
