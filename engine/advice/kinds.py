"""Kinds of layers that rules speak of together."""

POOLS = frozenset(f"{how}Pooling{rank}D" for how in ("Max", "Average") for rank in (1, 2, 3))
CONVOLUTIONS = frozenset(
    [f"Conv{rank}D" for rank in (1, 2, 3)]
    + [f"Conv{rank}DTranspose" for rank in (1, 2, 3)]
    + [f"SeparableConv{rank}D" for rank in (1, 2)]
)
DEPTHWISE = frozenset({"DepthwiseConv1D", "DepthwiseConv2D"})
DENSE = frozenset({"Dense"})
WEIGHING = CONVOLUTIONS | DENSE
"""Layers that weigh and add up what comes in, and so change nothing in kind without an activation."""

RECURRENT = frozenset({"LSTM", "GRU", "SimpleRNN"})
BATCH = frozenset({"BatchNormalization"})
NORMS = frozenset({"BatchNormalization", "LayerNormalization", "GroupNormalization", "RMSNormalization"})
DROPOUTS = frozenset({"Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "AlphaDropout"})
NOISES = frozenset({"GaussianNoise", "GaussianDropout"})
ATTENTION = frozenset({"MultiHeadAttention", "GroupQueryAttention", "Attention", "AdditiveAttention"})
MERGES = frozenset({"Add", "Concatenate", "Multiply", "Average", "Maximum", "Minimum", "Subtract", "Dot", "Expression"})
FLATTENING = frozenset({"Flatten", "Reshape", "Permute", "Identity", "ActivityRegularization"})
PASSING = FLATTENING | DROPOUTS | NOISES
"""Layers that hand on what came in, as it was or with a part of it covered."""

ACTIVATIONS = frozenset({"Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax"})
WRAPPERS = frozenset({"TimeDistributed", "SpectralNormalization", "Bidirectional"})
ENDS = frozenset({"Input", "Output"})
