"""Sentences for losses, optimizers and metrics."""

from engine.runtime.catalogue.overlay import Overlay, Setting
from engine.words import Json


def _described(sentences: dict[str, str], **initial: dict[str, Json]) -> tuple[Overlay, ...]:
    return tuple(
        Overlay(kind=kind, sentence=sentence, initial=initial.get(kind, {})) for kind, sentence in sentences.items()
    )


LOSSES = (
    *_described(
        {
            "SparseCategoricalCrossentropy": "For choosing a class: how surprised the network is by the right one.",
            "CategoricalCrossentropy": "For choosing a class, with answers written as rows of zeros and a one.",
            "BinaryCrossentropy": "For yes-or-no answers: how surprised the network is by the right one.",
            "MeanSquaredError": "For numbers: the average of the squared errors, so that large errors count most.",
            "MeanAbsoluteError": "For numbers: the average size of the errors, forgiving towards single large ones.",
            "Huber": "For numbers: small errors count squared, large ones in proportion.",
            "LogCosh": "For numbers: a smooth blend of squared and plain errors.",
            "MeanAbsolutePercentageError": "For numbers above zero: the average error in percent of the right number.",
            "MeanSquaredLogarithmicError": "For numbers that grow by factors: the squared error of their logarithms.",
            "Poisson": "For counts, such as visitors in an hour.",
            "KLDivergence": "For probabilities: how far the given ones are from the right ones.",
            "CosineSimilarity": "For vectors: how different their directions are, whatever their length.",
            "BinaryFocalCrossentropy": "For yes-or-no answers when one is rare: easy samples hardly count.",
            "CategoricalFocalCrossentropy": "For classes of which some are rare: easy samples hardly count.",
            "CategoricalGeneralizedCrossEntropy": "For classes when some of the given answers are wrong.",
            "Hinge": "For two classes named −1 and 1: right answers must be right by a margin.",
            "SquaredHinge": "For two classes named −1 and 1: misses of the margin count squared.",
            "CategoricalHinge": "For several classes: the right one must beat all others by a margin.",
            "Dice": "For marking areas in pictures: how badly two areas overlap.",
            "Circle": "For vectors: brings things of the same class together and keeps the others apart.",
            "CTC": "For reading or listening: compares a sequence with a shorter one, such as sounds with letters.",
        }
    ),
    Overlay(
        kind="Tversky",
        sentence="For marking areas in pictures, with a choice of whether misses or false marks count more.",
        main=("alpha", "beta"),
        settings={
            "alpha": Setting(type="number", label="Alpha", help="How much false marks count.", min=0, max=1, main=True)
        },
    ),
)

OPTIMIZERS = (
    *_described(
        {
            "Adam": "Adapts the size of its steps to each weight; a good choice to start with.",
            "AdamW": "Adam that also shrinks all weights a little, so that the network stays simple.",
            "SGD": "Goes straight downhill in small equal steps; slow and sure, better with momentum.",
            "RMSprop": "Adapts its steps to how much each weight changed lately; good for sequences.",
            "Nadam": "Adam that looks where its momentum leads before each step.",
            "Adamax": "Adam that heeds the largest change of each weight; steady with rare inputs.",
            "Adagrad": "Makes ever smaller steps for weights that changed often.",
            "Adadelta": "Finds the size of its steps by itself from the latest changes.",
            "Adafactor": "Adapts its steps with little memory; for very large networks.",
            "Ftrl": "Keeps many weights at exactly zero; for tables with very many columns.",
            "Lamb": "Scales steps to each layer; for very large batches.",
            "Muon": "Straightens the steps of whole weight tables; quick for large networks.",
            "ScheduleFreeAdamW": "AdamW that averages its weights and needs no schedule of learning rates.",
        }
    ),
    Overlay(
        kind="Lion",
        sentence="Takes steps of one size and heeds only their direction; needs little memory.",
        settings={
            "beta_1": Setting(
                type="number",
                label="Beta 1",
                help="How long the direction of past steps is remembered.",
                min=1e-6,
                max=1,
            )
        },
    ),
)

_SHARE = "Of the samples the network called yes"

METRICS = _described(
    {
        "SparseCategoricalAccuracy": "The share of samples whose class was found, with class numbers as answers.",
        "CategoricalAccuracy": "The share of samples whose class was found, with rows of zeros and a one as answers.",
        "BinaryAccuracy": "The share of yes-or-no answers that are right.",
        "Accuracy": "The share of outputs that equal the answer exactly.",
        "SparseTopKCategoricalAccuracy": "How often the right class number is among the likeliest few.",
        "TopKCategoricalAccuracy": "How often the right class is among the likeliest few, given as zeros and a one.",
        "Precision": f"{_SHARE}, the share that really was one.",
        "Recall": "Of the samples that really were a yes, the share that the network found.",
        "F1Score": "One number for precision and recall together.",
        "FBetaScore": "One number for precision and recall, with a choice of which counts more.",
        "AUC": "How well yes and no are told apart, over all thresholds: 0.5 is guessing, 1 is perfect.",
        "TruePositives": "How many samples were rightly called yes.",
        "TrueNegatives": "How many samples were rightly called no.",
        "FalsePositives": "How many samples were wrongly called yes.",
        "FalseNegatives": "How many samples were wrongly called no.",
        "PrecisionAtRecall": "The precision reached while a chosen share is still found.",
        "RecallAtPrecision": "The share found while a chosen precision is still reached.",
        "SensitivityAtSpecificity": "The share of yes found while a chosen share of no is left alone.",
        "SpecificityAtSensitivity": "The share of no left alone while a chosen share of yes is found.",
        "MeanAbsoluteError": "The average size of the errors, in the unit of the answer.",
        "RootMeanSquaredError": "The typical size of the errors, with large ones counting more.",
        "MeanSquaredError": "The average of the squared errors.",
        "R2Score": "The share of the ups and downs that the network explains: 1 is all, 0 is none.",
        "MeanAbsolutePercentageError": "The average error in percent of the right number.",
        "MeanSquaredLogarithmicError": "The average squared error of the logarithms.",
        "LogCoshError": "A smooth blend of squared and plain errors.",
        "PearsonCorrelation": "How well predictions and answers rise and fall together, from −1 to 1.",
        "ConcordanceCorrelation": "How well predictions and answers agree in rhythm and in size, from −1 to 1.",
        "CosineSimilarity": "How alike the directions of two vectors are, from −1 to 1.",
        "BinaryCrossentropy": "How surprised the network is by the right yes or no.",
        "CategoricalCrossentropy": "How surprised the network is by the right class, given as zeros and a one.",
        "SparseCategoricalCrossentropy": "How surprised the network is by the right class number.",
        "KLDivergence": "How far predicted probabilities are from the right ones.",
        "Poisson": "How well predicted counts fit the real ones.",
        "Hinge": "How far answers named −1 and 1 miss their margin.",
        "SquaredHinge": "How far answers named −1 and 1 miss their margin, squared.",
        "CategoricalHinge": "How far the right class is from beating all others by a margin.",
        "BinaryIoU": "How well two areas of yes overlap: 0 is not at all, 1 is exactly.",
        "IoU": "How well the areas of chosen classes overlap.",
        "MeanIoU": "How well the areas of all classes overlap, on average.",
        "OneHotIoU": "How well the areas of chosen classes overlap, with rows of zeros and a one as answers.",
        "OneHotMeanIoU": "How well the areas of all classes overlap on average, with rows of zeros and a one.",
    },
    PrecisionAtRecall={"recall": 0.9},
    RecallAtPrecision={"precision": 0.9},
    SensitivityAtSpecificity={"specificity": 0.9},
    SpecificityAtSensitivity={"sensitivity": 0.9},
    IoU={"num_classes": 2, "target_class_ids": [0, 1]},
    MeanIoU={"num_classes": 2},
    OneHotIoU={"num_classes": 2, "target_class_ids": [0, 1]},
    OneHotMeanIoU={"num_classes": 2},
)
