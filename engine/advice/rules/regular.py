"""Rules on normalisation and dropout."""

from engine.advice.examples import Drawn, classes, layer, number, row
from engine.advice.find import regular as find
from engine.advice.rule import Rule, Source
from engine.document.model import Training
from engine.said import say

_RELU = layer("Activation", activation="relu")
_IOFFE = Source(
    authors="S. Ioffe, C. Szegedy",
    title="Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift",
    year=2015,
)
_DROPOUT = Source(
    authors="N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov",
    title="Dropout: A Simple Way to Prevent Neural Networks from Overfitting",
    year=2014,
)


def _dense(units: int) -> Drawn:
    return layer("Dense", units=units, activation="relu")


RULES = (
    Rule(
        code="bias-before-norm",
        group="regularisation",
        title=say("Bias before batch normalisation"),
        sentence=say("The bias of {layer} is taken away again by the batch normalisation behind it.{rest}"),
        why=say(
            "Batch normalisation subtracts the mean of each channel, and with it whatever number a bias has added to "
            "the channel. It then adds a shift of its own, which does what the bias was there for. The bias only "
            "costs memory and time."
        ),
        source=_IOFFE,
        wrong=lambda: row(
            "digits",
            layer("Conv2D", filters=8, kernel_size=[3, 3]),
            layer("BatchNormalization"),
            _RELU,
            layer("Flatten"),
            classes(),
        ),
        right=lambda: row(
            "digits",
            layer("Conv2D", filters=8, kernel_size=[3, 3], use_bias=False),
            layer("BatchNormalization"),
            _RELU,
            layer("Flatten"),
            classes(),
        ),
        find=find.bias,
    ),
    Rule(
        code="dropout-last",
        group="regularisation",
        title=say("Dropout right before the output"),
        sentence=say("{layer} covers {share} % of the answer itself, and nothing behind it can make up for that."),
        why=say(
            "Dropout hides some numbers while training, so that no layer relies on a single one. Behind the last "
            "layer there is nothing left that could learn to do without: the hidden numbers are the answer, and "
            "simply wrong. Dropout belongs in front of the last layer."
        ),
        source=_DROPOUT,
        wrong=lambda: row("diabetes", _dense(32), number(), layer("Dropout", rate=0.3)),
        right=lambda: row("diabetes", _dense(32), layer("Dropout", rate=0.3), number()),
        find=find.dropout_last,
    ),
    Rule(
        code="dropout-before-norm",
        group="regularisation",
        title=say("Dropout before batch normalisation"),
        sentence=say(
            "{norm} measures numbers of which {layer} has hidden some; later, with all of them there, they spread "
            "differently."
        ),
        why=say(
            "Batch normalisation remembers how far numbers spread while training. Dropout in front of it changes "
            "that spread, and is switched off when the network is used: then the remembered figures do not fit any "
            "more, and answers get worse. Behind the normalisation dropout does no harm."
        ),
        source=Source(
            authors="X. Li, S. Chen, X. Hu, J. Yang",
            title="Understanding the Disharmony between Dropout and Batch Normalization by Variance Shift",
            year=2019,
        ),
        wrong=lambda: row(
            "wine", _dense(32), layer("Dropout", rate=0.3), layer("BatchNormalization"), _dense(16), classes(3)
        ),
        right=lambda: row(
            "wine", _dense(32), layer("BatchNormalization"), layer("Dropout", rate=0.3), _dense(16), classes(3)
        ),
        find=find.dropout_before_norm,
    ),
    Rule(
        code="dropout-high",
        group="regularisation",
        title=say("Hardly anything is left by dropout"),
        sentence=say("{layer} hides {share} % of the numbers in every step of training."),
        why=say(
            "Dropout makes a network robust by hiding some numbers at random. Where it hides four out of five or "
            "more, too little is left to recognise anything by, and training crawls or stops. From 0.1 to 0.5 is "
            "usual."
        ),
        source=_DROPOUT,
        wrong=lambda: row("digits", layer("Flatten"), _dense(64), layer("Dropout", rate=0.9), classes()),
        right=lambda: row("digits", layer("Flatten"), _dense(64), layer("Dropout", rate=0.5), classes()),
        find=find.dropout_high,
    ),
    Rule(
        code="dropout-input",
        group="regularisation",
        title=say("Much dropout on what comes in"),
        sentence=say("{layer} hides {share} % of “{input}” before any layer has seen it."),
        why=say(
            "What is hidden at the very beginning is lost for the whole network: a pixel, a column of the table. "
            "Those who proposed dropout keep about four fifths of the inputs, and hide half only further inside, "
            "where several numbers say similar things."
        ),
        source=_DROPOUT,
        wrong=lambda: row("wine", layer("Dropout", rate=0.5), _dense(32), classes(3)),
        right=lambda: row("wine", layer("Dropout", rate=0.1), _dense(32), classes(3)),
        find=find.dropout_first,
    ),
    Rule(
        code="small-batch-norm",
        group="regularisation",
        title=say("Batch normalisation with tiny batches"),
        sentence=say("{layer} takes mean and spread from batches of {size}, which is little more than chance."),
        why=say(
            "Batch normalisation measures each batch and scales by what it has measured. Of four samples or fewer a "
            "mean says little: it jumps from batch to batch, and what is remembered for later use is off. Take "
            "larger batches, or a normalisation that looks at each sample alone, such as GroupNormalization."
        ),
        source=Source(authors="Y. Wu, K. He", title="Group Normalization", year=2018),
        wrong=lambda: row("wine", _dense(32), layer("BatchNormalization"), classes(3), training=Training(batch_size=2)),
        right=lambda: row(
            "wine", _dense(32), layer("BatchNormalization"), classes(3), training=Training(batch_size=32)
        ),
        find=find.small_batch,
    ),
    Rule(
        code="narrow-layer-norm",
        group="regularisation",
        title=say("Layer normalisation over one or two numbers"),
        sentence=say("{layer} normalises {count} at a time; what is left of them is {left}."),
        why=say(
            "Layer normalisation subtracts the mean of a sample's numbers and divides by their spread. Of a single "
            "number nothing remains, and of two only which is the larger one: the rest of what was there is gone, "
            "whatever came in. It is made for rows of many numbers."
        ),
        source=Source(authors="J. Ba, J. Kiros, G. Hinton", title="Layer Normalization", year=2016),
        wrong=lambda: row("moons", layer("LayerNormalization"), _dense(16), classes(2)),
        right=lambda: row("moons", _dense(16), layer("LayerNormalization"), classes(2)),
        find=find.narrow_norm,
    ),
    Rule(
        code="shared-batch-norm",
        group="regularisation",
        title=say("One batch normalisation in two places"),
        sentence=say("{layer} uses the figures of another place, where numbers spread differently."),
        why=say(
            "A shared layer is one layer with one memory. Batch normalisation remembers the mean and the spread of "
            "what passes; where two different streams pass, it remembers a mixture that fits neither of them, and "
            "answers differ from those while training. Layers with weights can be shared, their normalisation better "
            "not."
        ),
        source=Source(
            authors="W. Chang, T. You, S. Seo, S. Kwak, B. Han",
            title="Domain-Specific Batch Normalization for Unsupervised Domain Adaptation",
            year=2019,
        ),
        wrong=lambda: row(
            "wine",
            _dense(32),
            layer("BatchNormalization"),
            _dense(32),
            Drawn(kind="BatchNormalization", shares="batchnormalization2"),
            classes(3),
        ),
        right=lambda: row(
            "wine", _dense(32), layer("BatchNormalization"), _dense(32), layer("BatchNormalization"), classes(3)
        ),
        find=find.shared_norm,
    ),
)
