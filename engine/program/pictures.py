"""Writes how a program scales pictures."""

from engine.catalog.source import literal
from engine.data.schema import Feature


def picture(feature: Feature, column: str) -> str:
    """Return the expression that brings a column of pictures to numbers from 0 to 1."""
    values = f'{column}.astype("float32")'
    if not feature.range:
        return f"{values} / {16 if feature.max == 16 and feature.pixels == 'uint8' else 255}"
    lows, spans = (
        [low for low, _high in feature.range],
        [high - low for low, high in feature.range],
    )
    low, span = (literal(list(each) if len(each) > 1 else each[0]) for each in (lows, spans))
    if len(lows) > 1:
        low, span = f'np.array({low}, "float32")', f'np.array({span}, "float32")'
    return f"np.clip(({values} - {low}) / {span}, 0, 1)"
