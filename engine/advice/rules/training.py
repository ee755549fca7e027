"""Rules on how a network is trained."""

from engine.advice.examples import classes, layer, row
from engine.advice.find import training as find
from engine.advice.rule import Rule, Source
from engine.document.model import Document, Split, Training
from engine.said import say
from engine.words import Json


def _trained(training: Training | None = None, split: Split | None = None) -> Document:
    return row("wine", layer("Dense", units=16, activation="relu"), classes(3), training=training, split=split)


def _adam(rate: float) -> Json:
    return {"kind": "Adam", "params": {"learning_rate": rate}}


RULES = (
    Rule(
        code="unusual-rate",
        group="training",
        title=say("Learning rate far from usual"),
        sentence=say("A learning rate of {rate} is {far}; with {optimizer}, from {low} to {high} is usual."),
        why=say(
            "The learning rate says how far weights move in one step. Steps that are too large jump over what they "
            "look for, or away from it; steps that are too small hardly get anywhere. What is large or small depends "
            "on the optimizer, for some scale their steps themselves."
        ),
        source=Source(
            authors="Y. Bengio",
            title="Practical Recommendations for Gradient-Based Training of Deep Architectures",
            year=2012,
        ),
        wrong=lambda: _trained(Training(optimizer=_adam(0.5))),
        right=lambda: _trained(Training(optimizer=_adam(0.001))),
        find=find.rate,
    ),
    Rule(
        code="large-batch",
        group="training",
        title=say("Batch larger than the data"),
        sentence=say(
            "A batch takes {size} samples, but only {samples} are there to learn from: one step in each epoch."
        ),
        why=say(
            "After each batch the weights move one step. Where all samples fit into one batch, there is a single "
            "step in each epoch, and learning takes very many epochs. Smaller batches give more steps, and the "
            "chance in them helps to find solutions that hold for new samples too."
        ),
        source=Source(
            authors="N. Keskar, D. Mudigere, J. Nocedal, M. Smelyanskiy, P. Tang",
            title="On Large-Batch Training for Deep Learning: Generalization Gap and Sharp Minima",
            year=2017,
        ),
        wrong=lambda: _trained(Training(batch_size=256)),
        right=lambda: _trained(Training(batch_size=16)),
        find=find.large_batch,
    ),
    Rule(
        code="long-patience",
        group="training",
        title=say("Patience as long as training"),
        sentence=say("Patience is {patience} epochs, but training has only {epochs}: it can never stop early."),
        why=say(
            "Patience says for how many epochs the validation loss may fail to improve before training stops. Where "
            "it is as long as the whole training, it never comes to that. A quarter of the epochs is a good start."
        ),
        source=Source(authors="L. Prechelt", title="Early Stopping – But When?", year=1998),
        wrong=lambda: _trained(Training(epochs=10, patience=20)),
        right=lambda: _trained(Training(epochs=10, patience=2)),
        find=find.patient,
    ),
    Rule(
        code="few-to-judge",
        group="training",
        title=say("Too few samples to judge by"),
        sentence=say(
            "{count} samples are kept aside for validation, for {classes} classes of “{target}”: one more or less "
            "right moves the score a lot."
        ),
        why=say(
            "Validation tells how good a network is on samples that it has not seen, and when to stop. With only a "
            "few of each class, the score is chance for the most part. Keep more aside; from five of each class it "
            "begins to say something."
        ),
        source=Source(
            authors="R. Kohavi",
            title="A Study of Cross-Validation and Bootstrap for Accuracy Estimation and Model Selection",
            year=1995,
        ),
        wrong=lambda: _trained(split=Split(validation=0.03, test=0.15)),
        right=lambda: _trained(split=Split(validation=0.15, test=0.15)),
        find=find.few_to_judge,
    ),
)
