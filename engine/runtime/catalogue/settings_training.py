"""Arguments of losses, optimizers, metrics, schedules and what shapes the weights."""

from collections.abc import Mapping

from engine.runtime.catalogue.overlay import MILLION, Setting


def _number(label: str, text: str, low: float = 0, high: float = 1, *, main: bool = False) -> Setting:
    return Setting(type="number", label=label, help=text, min=low, max=high, main=main)


def _count(label: str, text: str, low: int = 1, high: int = MILLION, *, main: bool = False) -> Setting:
    return Setting(type="integer", label=label, help=text, min=low, max=high, main=main)


def _flag(label: str, text: str, *, main: bool = False) -> Setting:
    return Setting(type="boolean", label=label, help=text, main=main)


def _choice(label: str, text: str, *choices: str) -> Setting:
    return Setting(type="choice", label=label, help=text, choices=choices)


LOSSES: Mapping[str, Setting] = {
    "from_logits": _flag(
        "From raw scores", "Whether the network gives raw scores instead of probabilities.", main=True
    ),
    "label_smoothing": _number(
        "Label smoothing", "How much certainty is taken from the right answers, so that the network stays modest."
    ),
    "reduction": _choice(
        "Reduction",
        "How the errors of a batch become one number.",
        "sum_over_batch_size",
        "sum",
        "mean",
        "mean_with_sample_weight",
    ),
    "ignore_class": _count("Ignored class", "A class number that does not count.", -1),
    "axis": Setting(
        type="axes", label="Axis", help="The axis that holds the classes; −1 is the last one.", min=-8, max=8
    ),
    "alpha": _number("Alpha", "How much the rarer class, or the missed part, counts.", main=True),
    "gamma": _number("Gamma", "How strongly easy samples are ignored.", 0, 1000, main=True),
    "apply_class_balancing": _flag("Balance classes", "Whether alpha is used to balance the two classes."),
    "q": _number("q", "Between strict (near 0) and forgiving towards wrong labels (1).", 0.01, 0.99, main=True),
    "margin": _number("Margin", "How far apart things of different classes should be.", main=True),
    "remove_diagonal": _flag("Leave out itself", "Whether a sample is not compared with itself."),
    "delta": _number("Delta", "From which error on it counts in proportion instead of squared.", 1e-6, 1e6, main=True),
    "beta": _number("Beta", "How much wrongly found parts count.", main=True),
}

METRICS: Mapping[str, Setting] = {
    **LOSSES,
    "num_thresholds": _count("Thresholds", "At how many thresholds the curve is measured.", 2, 1000),
    "curve": _choice("Curve", "Under which curve the area is measured.", "ROC", "PR"),
    "summation_method": _choice(
        "Summation", "How the area between two points is estimated.", "interpolation", "minoring", "majoring"
    ),
    "thresholds": Setting(
        type="numbers",
        label="Thresholds",
        help="From which probability on an answer counts as yes; nothing means one half.",
        min=0,
        max=1,
        main=True,
    ),
    "threshold": _number("Threshold", "From which probability on an answer counts as yes.", 1e-6, main=True),
    "beta": _number("Beta", "How many times more recall counts than precision.", 1e-3, 1000, main=True),
    "multi_label": _flag("Several labels", "Whether each output is a question of its own."),
    "num_labels": _count("Labels", "How many labels there are when there are several.", 1, 1000),
    "label_weights": Setting(type="numbers", label="Label weights", help="How much each label counts.", min=0, max=1e6),
    "target_class_ids": Setting(
        type="integers", label="Classes", help="The numbers of the classes that count.", min=0, max=MILLION, main=True
    ),
    "average": _choice(
        "Average", "How the classes become one number; nothing gives one for each.", "micro", "macro", "weighted"
    ),
    "num_classes": _count("Classes", "How many classes there are.", 2, 1000, main=True),
    "sparse_y_true": _flag("Answers are numbers", "Whether the right answers are class numbers."),
    "sparse_y_pred": _flag(
        "Predictions are numbers", "Whether the network gives class numbers instead of probabilities."
    ),
    "top_k": _count("Top", "How many of the likeliest answers count as given."),
    "k": _count("Top", "Among how many of the likeliest answers the right one must be.", main=True),
    "from_sorted_ids": _flag("Predictions are sorted", "Whether the network gives class numbers, likeliest first."),
    "class_id": _count("Class", "The one class that counts; nothing means all.", 0),
    "recall": _number("Recall", "The share of the searched samples that must be found.", main=True),
    "precision": _number("Precision", "The share of the found samples that must be right.", main=True),
    "specificity": _number("Specificity", "The share of the other samples that must be left alone.", main=True),
    "sensitivity": _number("Sensitivity", "The share of the searched samples that must be found.", main=True),
    "class_aggregation": Setting(
        type="choice",
        label="Aggregation",
        help="How several outputs become one number; nothing gives one for each.",
        choices=("uniform_average", "variance_weighted_average"),
        nullable=True,
    ),
    "num_regressors": _count("Input columns", "How many columns go in, to correct for many; 0 corrects nothing.", 0),
}

OPTIMIZERS: Mapping[str, Setting] = {
    "learning_rate": Setting(
        type="learning_rate",
        label="Learning rate",
        help="How large each step of learning is: too small is slow, too large never settles.",
        min=0,
        max=100,
        main=True,
    ),
    "momentum": _number("Momentum", "How much of the last step is kept in the next.", main=True),
    "nesterov": _flag("Look ahead", "Whether each step first looks where the momentum leads."),
    "rho": _number("Memory", "How long past steps are remembered: near 1 is long."),
    "beta_1": _number("Beta 1", "How long the direction of past steps is remembered."),
    "beta_2": _number("Beta 2", "How long the size of past steps is remembered."),
    "epsilon": _number("Epsilon", "A tiny number that keeps a division by zero away."),
    "amsgrad": _flag("AMSGrad", "Whether the largest step so far is kept in mind."),
    "centered": _flag("Centered", "Whether steps are scaled by their spread instead of their size."),
    "weight_decay": _number(
        "Weight decay", "How much all weights shrink at every step, so that the network stays simple."
    ),
    "clipnorm": _number("Clip length", "The greatest length of a change for each weight table.", 1e-9, 1e9),
    "clipvalue": _number("Clip value", "The greatest size of a single change.", 1e-9, 1e9),
    "global_clipnorm": _number("Clip length of all", "The greatest length of all changes together.", 1e-9, 1e9),
    "use_ema": _flag("Average weights", "Whether a running average of the weights is kept and used in the end."),
    "ema_momentum": _number("Memory of the average", "How slowly the average follows the weights."),
    "ema_overwrite_frequency": _count(
        "Take the average every", "After how many steps the weights become their average; nothing means at the end."
    ),
    "loss_scale_factor": _number(
        "Loss factor", "What the loss is multiplied by, against numbers too small for half precision.", 1e-9, 1e9
    ),
    "gradient_accumulation_steps": _count(
        "Batches a step", "Over how many batches changes are gathered before a step is made.", 2
    ),
    "initial_accumulator_value": _number("Starting sum", "What the sum of past changes starts with.", 0, 1000),
    "learning_rate_power": _number(
        "Power of the learning rate", "How the learning rate falls: −0.5 is usual, 0 keeps it.", -10, 0
    ),
    "l1_regularization_strength": _number("L1 strength", "The penalty on the size of the weights.", 0, 1000),
    "l2_regularization_strength": _number("L2 strength", "The penalty on the squared weights.", 0, 1000),
    "l2_shrinkage_regularization_strength": _number(
        "L2 shrinkage", "A second penalty on the squared weights, which only shrinks them.", 0, 1000
    ),
    "beta": _number("Beta", "A number that smooths the steps.", 0, 1000),
    "beta_2_decay": _number("Beta 2 decay", "How the memory of past steps grows.", -1, 0),
    "epsilon_1": _number("Epsilon 1", "A tiny number added to squared changes."),
    "epsilon_2": _number("Epsilon 2", "The least size of a weight when steps are scaled by it."),
    "clip_threshold": _number("Clip threshold", "The greatest average size of a step.", 1e-9, 1e9),
    "relative_step": _flag("Falling learning rate", "Whether the learning rate falls with the number of steps."),
    "warmup_steps": _count("Warm-up steps", "Over how many steps the learning rate rises at the start.", 0, 10**9),
    "adam_beta_1": _number("Adam beta 1", "Beta 1 for the weights that Adam trains."),
    "adam_beta_2": _number("Adam beta 2", "Beta 2 for the weights that Adam trains."),
    "adam_weight_decay": _number("Adam weight decay", "Weight decay for the weights that Adam trains."),
    "adam_lr_ratio": _number("Adam's learning rate", "Adam's learning rate as a multiple of this one.", 0, 1000),
    "exclude_embeddings": _flag("Embeddings by Adam", "Whether embeddings are trained by Adam."),
    "muon_a": _number("Coefficient a", "First number of the inner iteration.", -100, 100),
    "muon_b": _number("Coefficient b", "Second number of the inner iteration.", -100, 100),
    "muon_c": _number("Coefficient c", "Third number of the inner iteration.", -100, 100),
    "ns_steps": _count("Inner steps", "How many times the inner iteration is done.", 1, 100),
    "rms_rate": _number("Step size", "To which average size steps are scaled.", 0, 100),
}

SCHEDULES: Mapping[str, Setting] = {
    "initial_learning_rate": _number("First learning rate", "The learning rate at the start.", 0, 100, main=True),
    "decay_steps": _count("Steps", "Over how many batches it falls.", 1, 10**9, main=True),
    "first_decay_steps": _count(
        "Steps of the first round", "Over how many batches the first round lasts.", 1, 10**9, main=True
    ),
    "decay_rate": _number("Decay", "How much of it is left, or taken, at each round.", 0, 1000, main=True),
    "staircase": _flag("In stairs", "Whether it falls in stairs instead of smoothly."),
    "alpha": _number("Rest", "The share of the first learning rate that is left in the end."),
    "warmup_target": _number("Top of the warm-up", "The learning rate that the warm-up rises to.", 0, 100),
    "warmup_steps": OPTIMIZERS["warmup_steps"],
    "t_mul": _number("Length of the rounds", "How many times longer each round is than the last.", 1, 100),
    "m_mul": _number("Height of the rounds", "How high each round starts compared with the last."),
    "boundaries": Setting(
        type="integers", label="Boundaries", help="After which batches the value changes.", min=0, max=10**9, main=True
    ),
    "values": Setting(
        type="numbers",
        label="Values",
        help="The learning rates between the boundaries, one more than those.",
        min=0,
        max=100,
        main=True,
    ),
    "end_learning_rate": _number("Last learning rate", "The learning rate in the end.", 0, 100, main=True),
    "power": _number("Power", "1 falls evenly, more falls faster at first.", 0.01, 100),
    "cycle": _flag("Start over", "Whether it starts over after the last step."),
}

WEIGHTS: Mapping[str, Setting] = {
    "value": _number("Value", "The number that all weights start with.", -1e6, 1e6, main=True),
    "mean": _number("Mean", "The middle of the random numbers.", -1e6, 1e6, main=True),
    "stddev": _number("Spread", "How far the random numbers spread around their middle.", 0, 1e6, main=True),
    "minval": _number("Smallest", "The smallest random number.", -1e6, 1e6, main=True),
    "maxval": _number("Largest", "The largest random number.", -1e6, 1e6, main=True),
    "gain": _number("Gain", "What the result is multiplied by.", -1000, 1000, main=True),
    "scale": _number("Scale", "How strongly the numbers are scaled.", 1e-6, 1000, main=True),
    "mode": _choice("Counted", "Whether inputs, outputs or both set the scale.", "fan_in", "fan_out", "fan_avg"),
    "distribution": _choice(
        "Distribution", "How the random numbers are spread.", "truncated_normal", "untruncated_normal", "uniform"
    ),
    "seed": Setting(
        type="integer", label="Seed", help="A number that makes the random choices repeatable.", min=0, max=2**31 - 1
    ),
    "input_axes": Setting(type="axes", label="Input axes", help="Which axes of the weights count as inputs."),
    "output_axes": Setting(type="axes", label="Output axes", help="Which axes of the weights count as outputs."),
    "side": _choice("Part", "Which part of the complex numbers is used.", "real", "imag"),
    "window": Setting(
        type="choice", label="Window", help="How a frame fades in and out.", choices=("hann", "hamming"), nullable=True
    ),
    "scaling": Setting(
        type="choice",
        label="Scaling",
        help="How the numbers are scaled.",
        choices=("density", "spectrum"),
        nullable=True,
    ),
    "periodic": _flag("Periodic window", "Whether the window is made for repeating frames."),
    "l1": _number("L1", "The penalty on the size of each number: many become 0.", 0, 1000, main=True),
    "l2": _number("L2", "The penalty on the square of each number: none becomes large.", 0, 1000, main=True),
    "factor": _number("Factor", "How strong the penalty is.", 0, 1000, main=True),
    "max_value": _number("Greatest length", "How long the weights of one unit may be at most.", 0, 1e6, main=True),
    "min_value": _number("Least length", "How long the weights of one unit must be at least.", 0, 1e6, main=True),
    "rate": _number("Rate", "How fully the limit is kept at each step.", main=True),
    "axis": Setting(
        type="axes", label="Axis", help="The axis along which lengths are measured; 0 is the first.", min=0, max=8
    ),
}
