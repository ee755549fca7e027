"""Rules on sequences and text."""

from engine.advice.examples import classes, itself, layer, number, row
from engine.advice.find import sequences as find
from engine.advice.rule import Rule, Source
from engine.document.model import Document
from engine.said import say
from engine.words import JsonObject

_WORDS: JsonObject = {"shape": [20], "dtype": "int32"}
_EMBED = layer("Embedding", input_dim=1000, output_dim=16)
_TEXTS: JsonObject = {"shape": [1], "dtype": "string"}


def _vectorised(places: int) -> Document:
    return row(
        None,
        layer("TextVectorization", max_tokens=1000, output_sequence_length=20),
        layer("Embedding", input_dim=places, output_dim=16, mask_zero=True),
        layer("GRU", units=16),
        classes(2),
        given=_TEXTS,
    )


def _kept(whole: bool) -> Document:
    return row("sine_waves", layer("GRU", units=16, return_sequences=whole), number())


def _measured(encoding: str | None) -> Document:
    """A network on a column of a table, which an Embedding looks up."""
    return row(
        "diabetes",
        layer("Embedding", input_dim=8, output_dim=4),
        layer("Flatten"),
        layer("Dense", units=16, activation="relu"),
        number(),
        given={"features": ["sex"], **({"encoding": encoding} if encoding else {})},
    )


RULES = (
    Rule(
        code="padding-unmasked",
        group="sequences",
        title=say("Padding is read as words"),
        sentence=say("Short texts are filled up with 0, {layer} does not say so, and {next} reads these zeros last."),
        why=say(
            "Texts of different length are filled up with zeros to one length. A recurrent layer reads step by step, "
            "and what it remembers at the end is mostly the zeros that it read last. “Mask zero” of the Embedding "
            "tells the layers behind which steps are padding, so that they skip them."
        ),
        source=Source(authors="Keras", title="Understanding masking & padding (developer guide)", year=2019),
        wrong=lambda: row(None, _EMBED, layer("GRU", units=16), classes(2), given=_WORDS),
        right=lambda: row(
            None,
            layer("Embedding", input_dim=1000, output_dim=16, mask_zero=True),
            layer("GRU", units=16),
            classes(2),
            given=_WORDS,
        ),
        find=find.padding,
    ),
    Rule(
        code="mask-lost",
        group="sequences",
        title=say("Padding is forgotten on the way"),
        sentence=say("{layer} {how} which steps are padding: from here on padding counts like real values."),
        why=say(
            "An Embedding or a Masking marks the steps that only fill a short sequence up. Layers that know of it "
            "hand the mark on. At one that does not, the mark ends, and everything behind takes the filling for real "
            "values."
        ),
        source=Source(authors="Keras", title="Understanding masking & padding (developer guide)", year=2019),
        wrong=lambda: row(
            None,
            layer("Embedding", input_dim=1000, output_dim=16, mask_zero=True),
            layer("Conv1D", filters=16, kernel_size=3, activation="relu"),
            layer("GlobalMaxPooling1D"),
            classes(2),
            given=_WORDS,
        ),
        right=lambda: row(
            None,
            layer("Embedding", input_dim=1000, output_dim=16, mask_zero=True),
            layer("GRU", units=16, return_sequences=True),
            layer("GlobalAveragePooling1D"),
            classes(2),
            given=_WORDS,
        ),
        find=find.unmasked,
    ),
    Rule(
        code="attention-unplaced",
        group="sequences",
        title=say("Attention that does not know the order"),
        sentence=say(
            "{layer} compares words without knowing where they stand: “dog bites man” is “man bites dog” to it."
        ),
        why=say(
            "Attention lets every word look at every other one, however far away, and has no idea of their order. "
            "What is to know it must be added to the words before: a number pattern for each position, learnt or "
            "worked out. The ready-made block “Positions” does it; a convolution or a recurrent layer before helps "
            "too."
        ),
        source=Source(
            authors="A. Vaswani and others",
            title="Attention Is All You Need",
            year=2017,
        ),
        wrong=lambda: row(
            None,
            _EMBED,
            itself("MultiHeadAttention", num_heads=2, key_dim=8),
            layer("GlobalAveragePooling1D"),
            classes(2),
            given=_WORDS,
        ),
        right=lambda: row(
            None,
            _EMBED,
            layer("Conv1D", filters=16, kernel_size=3, padding="causal", activation="relu"),
            itself("MultiHeadAttention", num_heads=2, key_dim=8),
            layer("GlobalAveragePooling1D"),
            classes(2),
            given=_WORDS,
        ),
        find=find.unplaced,
    ),
    Rule(
        code="sequence-dropped",
        group="sequences",
        title=say("A sequence dropped too early"),
        sentence=say(
            "{layer} keeps its last step only; {shaping} makes a sequence of that again, of which {next} learns "
            "nothing."
        ),
        why=say(
            "A recurrent layer gives either its last step or all of them. Where another one follows, it needs all: "
            "otherwise it gets the numbers of one single step in a row, as if they came one after the other. “Return "
            "sequences” hands on every step."
        ),
        source=Source(authors="Keras", title="Working with RNNs (developer guide)", year=2019),
        wrong=lambda: row(
            "sine_waves",
            layer("GRU", units=16),
            layer("Reshape", target_shape=[16, 1]),
            layer("GRU", units=16),
            number(),
        ),
        right=lambda: row(
            "sine_waves", layer("GRU", units=16, return_sequences=True), layer("GRU", units=16), number()
        ),
        find=find.dropped,
    ),
    Rule(
        code="sequence-kept",
        group="sequences",
        title=say("A sequence kept to the end"),
        sentence=say("{layer} hands on every step, but “{target}” is one answer for the whole sequence."),
        why=say(
            "With “return sequences” a recurrent layer answers at every step, and a Dense behind it does so too. "
            "Where one answer is wanted for the whole, the last step, which has read everything, is enough."
        ),
        source=Source(authors="Keras", title="Working with RNNs (developer guide)", year=2019),
        wrong=lambda: _kept(True),
        right=lambda: _kept(False),
        find=find.kept,
    ),
    Rule(
        code="small-embedding",
        group="sequences",
        title=say("Embedding smaller than what it looks up"),
        sentence=say("{layer} has room for {places} different numbers, but {count} can come in."),
        why=say(
            "An Embedding is a table with a row for each word or category. A number beyond its last row has none: "
            "training stops with an error there, or, on a graphics card, goes on with zeros. Make it as large as the "
            "vocabulary, the row for unknown ones included."
        ),
        source=Source(authors="Keras", title="Embedding layer (API documentation)", year=2024),
        wrong=lambda: _vectorised(500),
        right=lambda: _vectorised(1000),
        find=find.small_embedding,
    ),
    Rule(
        code="embedding-of-measurements",
        group="sequences",
        title=say("Embedding of measurements"),
        sentence=say("{layer} looks up whole numbers, but “{input}” gives {what}."),
        why=say(
            "An Embedding has a row of numbers for each word or category, and is asked by its number. A measurement "
            "such as 0.7 is cut off to 0, and nearly all samples get the same row. Use a Dense for measurements; "
            "categories can be given as numbers."
        ),
        source=Source(authors="Keras", title="Embedding layer (API documentation)", year=2024),
        wrong=lambda: _measured(None),
        right=lambda: _measured("index"),
        find=find.looked_up,
    ),
)
