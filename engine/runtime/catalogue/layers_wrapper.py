"""Layers that wrap another layer."""

from engine.catalog.entries import InputPort, OutputPort
from engine.runtime.catalogue.layers_sequence import TWO
from engine.runtime.catalogue.overlay import Overlay, Setting, floats

_NUMBERS, _SERIES = floats(8), floats(8, 3)
_INSIDE = (
    *(
        "Dense",
        "Activation",
        "EinsumDense",
        "Embedding",
        "Flatten",
        "Reshape",
        "Permute",
        "RepeatVector",
        "Dropout",
        "GaussianNoise",
    ),
    *("BatchNormalization", "LayerNormalization", "GroupNormalization", "RMSNormalization", "UnitNormalization"),
    *("ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "Rescaling", "Resizing"),
    *("Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D", "DepthwiseConv2D"),
    *("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"),
    *("MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D"),
    *("GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D"),
    *("GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D"),
    *("UpSampling1D", "UpSampling2D", "UpSampling3D", "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D"),
    *("Cropping1D", "Cropping2D", "Cropping3D", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"),
    *("AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveAveragePooling3D"),
    *("AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D"),
    *("GaussianDropout", "AlphaDropout", "Identity", "CenterCrop", "ReversibleEmbedding"),
    *("LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"),
    *("Bidirectional", "TimeDistributed", "SpectralNormalization"),
)
"""Layers that make sense once for each step of a sequence."""

_WEIGHED = (
    *("Dense", "EinsumDense", "Embedding", "ReversibleEmbedding", "Conv1D", "Conv2D", "Conv3D"),
    *("Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose", "DepthwiseConv1D", "DepthwiseConv2D"),
)
"""Layers with a table of weights that `SpectralNormalization` finds."""

WRAPPERS = (
    Overlay(
        kind="Bidirectional",
        sentence="Reads a sequence forwards and backwards with two copies of a layer.",
        purpose="reads sequences both ways",
        search=("recurrent", "both directions", "bilstm"),
        summary=("{layer}", "{merge_mode}"),
        example=_SERIES,
        initial={"layer": {"kind": "LSTM", "params": {"units": 32}}},
        settings={
            "layer": Setting(
                type="layer",
                label="Layer",
                help="The layer that reads both ways.",
                states=True,
                choices=("LSTM", "GRU", "SimpleRNN", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"),
            ),
            "merge_mode": Setting(
                type="choice",
                label="Merge",
                help="How the two results become one.",
                choices=("concat", "sum", "mul", "ave"),
                main=True,
            ),
        },
        inputs=(
            InputPort(name="inputs", rank=(3, 6)),
            InputPort(name="initial_state", many=True, optional=True, rank=(2, 5)),
        ),
        outputs=(
            OutputPort(name="output"),
            OutputPort(name="forward_state", when="layer.return_state", of="layer", two=TWO),
            OutputPort(name="backward_state", when="layer.return_state", of="layer", two=TWO),
        ),
    ),
    Overlay(
        kind="TimeDistributed",
        sentence="Uses the same layer once for every step of a sequence.",
        purpose="uses a layer at every step",
        search=("each step", "video", "wrapper"),
        summary=("{layer}",),
        example=_SERIES,
        initial={"layer": {"kind": "Dense", "params": {"units": 32}}},
        settings={
            "layer": Setting(type="layer", label="Layer", help="The layer that is used at every step.", choices=_INSIDE)
        },
    ),
    Overlay(
        kind="SpectralNormalization",
        sentence="Keeps the weights of a layer from growing, so that small changes stay small.",
        purpose="keeps a layer's weights small",
        search=("gan", "lipschitz", "wrapper"),
        summary=("{layer}",),
        example=_NUMBERS,
        initial={"layer": {"kind": "Dense", "params": {"units": 32}}},
        settings={
            "layer": Setting(
                type="layer", label="Layer", help="The layer whose weights are held down.", choices=_WEIGHED
            ),
            "power_iterations": Setting(
                type="integer",
                label="Power iterations",
                help="How exactly the size of the weights is estimated.",
                min=1,
                max=100,
            ),
        },
    ),
)
