"""Arguments of layers that mean the same in every layer that has them: how they are asked for and what they are."""

from collections.abc import Mapping

from engine.runtime.catalogue.overlay import MILLION, Setting


def _size(
    label: str, text: str, *, unit: str = "", most: int = 1024, per_axis: bool = True, main: bool = True
) -> Setting:
    return Setting(type="integer", label=label, help=text, min=1, max=most, unit=unit, per_axis=per_axis, main=main)


def _share(label: str, text: str, *, main: bool = False) -> Setting:
    return Setting(type="number", label=label, help=text, min=0, max=1, main=main)


def _flag(label: str, text: str, *, main: bool = False) -> Setting:
    return Setting(type="boolean", label=label, help=text, main=main)


def _initializer(label: str, of: str) -> Setting:
    return Setting(type="initializer", label=label, help=f"How {of} are set before training starts.")


def _regularizer(label: str, of: str) -> Setting:
    return Setting(type="regularizer", label=label, help=f"A penalty on {of}, so that the network stays simple.")


def _constraint(label: str, of: str) -> Setting:
    return Setting(type="constraint", label=label, help=f"A limit that {of} must keep after every step of training.")


_WEIGHTS = {
    "kernel": ("Kernel", "the weights of the inputs"),
    "bias": ("Bias", "the numbers added at the end"),
    "recurrent": ("Recurrent", "the weights of the memory"),
    "depthwise": ("Depthwise", "the weights used within each channel"),
    "pointwise": ("Pointwise", "the weights that mix the channels"),
    "embeddings": ("Embeddings", "the learned vectors"),
    "beta": ("Shift", "the learned shifts"),
    "gamma": ("Scale", "the learned factors"),
    "alpha": ("Slope", "the learned slopes"),
    "moving_mean": ("Running mean", "the running means"),
    "moving_variance": ("Running variance", "the running variances"),
}

WEIGHTS: Mapping[str, Setting] = {
    f"{part}_{role}": make(f"{label} {role}", of)
    for part, (label, of) in _WEIGHTS.items()
    for role, make in (("initializer", _initializer), ("regularizer", _regularizer), ("constraint", _constraint))
}

LAYERS: Mapping[str, Setting] = {
    **WEIGHTS,
    "units": Setting(
        type="integer", label="Units", help="How many numbers come out for each sample.", min=1, max=MILLION, main=True
    ),
    "filters": Setting(
        type="integer",
        label="Filters",
        help="How many different patterns are looked for; each gives one channel.",
        unit="how many patterns",
        min=1,
        max=65_536,
        main=True,
    ),
    "kernel_size": _size("Kernel size", "How large the window is that looks for a pattern."),
    "pool_size": _size("Pool size", "How large the window is that is summed up in one value."),
    "strides": _size("Strides", "How far the window moves at a time; 2 halves the size."),
    "dilation_rate": _size("Dilation", "How far apart the points of the window lie; 1 leaves no gaps.", main=False),
    "size": _size("Size", "How many times larger each axis becomes.", most=64),
    "output_size": _size("Output size", "How many values each axis has in the end.", most=4096),
    "output_padding": Setting(
        type="integer",
        label="Output padding",
        help="How much is added to one side of the result to reach a wanted size.",
        min=0,
        max=1024,
        per_axis=True,
    ),
    "groups": _size(
        "Groups", "Into how many separate groups the channels are split.", most=4096, per_axis=False, main=False
    ),
    "depth_multiplier": _size(
        "Depth multiplier", "How many channels come out for each channel that goes in.", per_axis=False
    ),
    "padding": Setting(
        type="choice",
        label="Padding",
        help="Whether the edge is filled so that the size stays (same) or not (valid).",
        choices=("valid", "same"),
        main=True,
    ),
    "activation": Setting(
        type="activation",
        label="Activation",
        help="The function that is applied to every number that comes out.",
        main=True,
    ),
    "recurrent_activation": Setting(
        type="activation",
        label="Recurrent activation",
        help="The function of the gates that decide what is remembered.",
    ),
    "use_bias": _flag("Use bias", "Whether a learned number is added to each result."),
    "activity_regularizer": Setting(
        type="regularizer", label="Activity regularizer", help="A penalty on what comes out, so that it stays small."
    ),
    "rate": _share("Rate", "The share of the values that is left out at random while training.", main=True),
    "dropout": _share("Dropout", "The share of the inputs that is left out at random while training.", main=True),
    "recurrent_dropout": _share(
        "Recurrent dropout", "The share of the memory that is left out at random while training."
    ),
    "noise_shape": Setting(
        type="shape",
        label="Noise shape",
        help="Shape of the random pattern, the batch first; 1 shares the pattern along that axis.",
    ),
    "seed": Setting(
        type="integer", label="Seed", help="A number that makes the random choices repeatable.", min=0, max=2**31 - 1
    ),
    "axis": Setting(type="integer", label="Axis", help="Which axis is meant; −1 is the last one.", min=-8, max=8),
    "epsilon": Setting(
        type="number", label="Epsilon", help="A tiny number that keeps a division by zero away.", min=0, max=1
    ),
    "momentum": _share("Momentum", "How slowly the running averages follow: near 1 is slow."),
    "center": _flag("Shift", "Whether a learned shift is added."),
    "scale": _flag("Scale", "Whether the result is multiplied by a learned factor."),
    "negative_slope": Setting(
        type="number",
        label="Negative slope",
        help="How much of a negative number is let through.",
        min=0,
        max=10,
        main=True,
    ),
    "return_sequences": _flag(
        "Return sequences", "Whether a result comes out at every step or only at the last.", main=True
    ),
    "return_state": _flag("Return state", "Whether the memory at the end comes out as well.", main=True),
    "go_backwards": _flag("Go backwards", "Whether the sequence is read from its end."),
    "unit_forget_bias": _flag("Remember at first", "Whether the memory starts out keeping what it has."),
    "reset_after": _flag("Reset after", "Whether the memory is reset after it was weighted, which is the faster form."),
    "zero_output_for_mask": _flag("Zeros where padded", "Whether steps that were only filled in give zeros."),
    "keepdims": _flag("Keep axes", "Whether the axes that were summed up stay, with length 1."),
    "num_heads": _size("Heads", "How many times attention looks, each time for something else.", per_axis=False),
    "key_dim": _size("Key size", "How many numbers each head compares.", most=65_536, per_axis=False),
    "value_dim": _size(
        "Value size",
        "How many numbers each head passes on; nothing means as many as the key.",
        most=65_536,
        per_axis=False,
        main=False,
    ),
    "head_dim": _size("Head size", "How many numbers each head compares.", most=65_536, per_axis=False),
    "num_query_heads": _size("Query heads", "How many heads look; a multiple of the key heads.", per_axis=False),
    "num_key_value_heads": _size(
        "Key heads", "How many heads are looked at, shared by the query heads.", per_axis=False
    ),
    "attention_axes": Setting(
        type="axes", label="Attention axes", help="Along which axes attention looks; nothing means all in between."
    ),
    "sliding_window": _size(
        "Sliding window",
        "How many steps to each side can be seen; nothing means all.",
        most=MILLION,
        per_axis=False,
        main=False,
    ),
    "use_gate": _flag("Use gate", "Whether a learned gate decides how much of the result passes."),
    "use_scale": _flag("Use scale", "Whether a learned factor scales the scores."),
    "input_dim": _size(
        "Vocabulary size", "How many different numbers can come in, counted from 0.", most=10 * MILLION, per_axis=False
    ),
    "output_dim": _size("Vector size", "How many numbers stand for each thing.", most=65_536, per_axis=False),
    "mask_zero": _flag("Zero is padding", "Whether 0 means that nothing is there and later layers skip it."),
    "layer": Setting(type="layer", label="Layer", help="The layer that is wrapped.", main=True),
}
