"""How an Input reads sounds."""

from engine.catalog.entries import Param
from engine.data import sounds

SOUND = (
    Param(
        name="sound_form",
        type="choice",
        label="Sounds as",
        help="As a picture of pitch over time, low pitches finer as we hear them (mel) or all alike (spectrogram), "
        "or as the wave itself.",
        default="mel",
        choices=sounds.FORMS,
        section="main",
        applies=("sound",),
    ),
    Param(
        name="sound_seconds",
        type="number",
        label="Seconds of sound",
        help="How much of each sound is read: shorter ones are followed by silence, longer ones are cut. Empty: "
        "as long as 95 of 100 are.",
        default=None,
        nullable=True,
        min=0.01,
        max=sounds.LONGEST,
        unit="s",
        applies=("sound",),
    ),
    Param(
        name="sound_bands",
        type="integer",
        label="Bands of pitch",
        help="Into how many bands of pitch a mel picture is divided.",
        default=sounds.BANDS,
        min=8,
        max=sounds.MOST_BANDS,
        applies=("sound",),
    ),
)
