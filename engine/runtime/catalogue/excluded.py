"""What Keras has and the catalogue leaves out, each with its reason."""

from collections.abc import Mapping

CELLS = frozenset({"GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells"})
"""One step of a recurrent layer: no layer of its own, but what `RNN` takes as its cell."""

_ROOT = "The class that others are made from; it does nothing itself."
_CODE = "It holds code or files of another program, which a drawing must never carry."

EXCLUDED: Mapping[str, Mapping[str, str]] = {
    "layers": {
        **dict.fromkeys(sorted(CELLS), "It is one step of a recurrent layer: RNN takes it as its cell."),
        "Layer": _ROOT,
        "Wrapper": _ROOT,
        "Lambda": _CODE,
        "TFSMLayer": _CODE,
        "JaxLayer": _CODE,
        "FlaxLayer": _CODE,
        "TorchModuleWrapper": _CODE,
        "InputLayer": "The Input of the catalogue takes its place.",
        "InputSpec": "It describes what a layer accepts and is no layer.",
        "MaxNumBoundingBoxes": "It takes boxes and labels in a dictionary, which no wire carries.",
        "Equalization": "Keras gives the very value that comes in as its output and cannot build a network of that.",
        "CutMix": "It mixes pictures together with their answers, which come on another way.",
        "MixUp": "It mixes pictures together with their answers, which come on another way.",
    },
    "cells": {},
    "losses": {"Loss": _ROOT},
    "optimizers": {
        "Optimizer": _ROOT,
        "LossScaleOptimizer": "Half precision is set for a whole training, which adds it where it is needed.",
        "MultiOptimizer": "It needs layers of a finished model to be named in code.",
        "OptimizerMap": "It belongs to MultiOptimizer.",
    },
    "metrics": {
        "Metric": _ROOT,
        "MeanMetricWrapper": "It takes a function, which a drawing must never carry.",
        "Mean": "It averages numbers and compares nothing with an answer.",
        "Sum": "It sums up numbers and compares nothing with an answer.",
    },
    "activations": {
        "get": "It finds a function by its name.",
        "serialize": "It writes a function down.",
        "deserialize": "It reads a written function.",
        "glu": "It halves the number of values, which an activation must not.",
        "threshold": "It needs settings, which the bare name of an activation cannot have; the layer ReLU has them.",
    },
    "initializers": {"Initializer": _ROOT},
    "regularizers": {"Regularizer": _ROOT},
    "constraints": {"Constraint": _ROOT},
    "schedules": {"LearningRateSchedule": _ROOT},
}

DROPPED: Mapping[str, str] = {
    "name": "A node has its own name.",
    "dtype": "The precision is set for a whole training.",
    "reverse_dtype": "The precision is set for a whole training.",
    "data_format": "Pictures always have their channels last.",
    "weights": "Weights come from training, not from a drawing.",
    "lora_rank": "It is switched on for a trained layer, in code.",
    "lora_alpha": "It is switched on for a trained layer, in code.",
    "quantization_config": "It is an object of Keras, used on trained layers.",
    "gptq_unpacked_column_size": "It is used on quantized layers only.",
    "sparse": "Wires carry dense tensors only.",
    "ragged": "Wires carry dense tensors only.",
    "stateful": "It needs a fixed batch size, which networks here do not have.",
    "flash_attention": "Keras chooses it by the machine.",
    "unroll": "A long sequence would become an endless program.",
    "use_cudnn": "Keras chooses it by the machine.",
    "vocabulary_dtype": "Keras chooses it by the vocabulary.",
    "encoding": "Texts are always UTF-8.",
    "exclude_layers": "It takes patterns of names from code.",
    "optimizer_map": "It belongs to MultiOptimizer.",
}
"""Arguments that no kind has in the catalogue."""

DROPPED_OF: Mapping[str, Mapping[str, str]] = {
    "BatchNormalization": {"renorm_clipping": "It takes a dictionary of tensors."},
    "Bidirectional": {"backward_layer": "Both directions are alike; two branches with go_backwards say the rest."},
}
"""Arguments that a single kind does not have in the catalogue."""
