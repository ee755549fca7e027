"""The settings of an Input that reads texts."""

from engine.catalog.entries import Param
from engine.data.texts import FORMS

TEXT = (
    Param(
        name="text_form",
        type="choice",
        label="Texts as",
        help="Words or characters in their order, for an Embedding, or a bag: which known words stand in the text.",
        nullable=True,
        choices=FORMS,
        applies=("text",),
        section="main",
    ),
    Param(
        name="text_words",
        type="integer",
        label="Known words",
        help="How many different words, or characters, are known: the most frequent of the training texts.",
        nullable=True,
        min=3,
        max=100_000,
        applies=("text",),
        section="main",
    ),
    Param(
        name="text_length",
        type="integer",
        label="Length",
        help="After how many words, or characters, a text is cut; nothing set: what 95 of 100 texts need.",
        nullable=True,
        min=1,
        max=5_000,
        applies=("text",),
        section="main",
    ),
    Param(
        name="text_tidy",
        type="boolean",
        label="Without punctuation",
        help="Whether letters become small and punctuation is left out before a text is cut into words.",
        default=True,
        applies=("text",),
    ),
    Param(
        name="text_shifted",
        type="boolean",
        label="The answer as written so far",
        help="Whether it reads a text that is to be answered, at each place what is written before it.",
        default=False,
        applies=("text",),
    ),
)
