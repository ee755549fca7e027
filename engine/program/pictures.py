"""Writes how a program scales pictures."""

from engine.catalog.source import literal
from engine.data.schema import Feature
from engine.plan import Plan
from engine.program.writer import Writer

_PICTURE = '''
def picture(name, low, high):
    """Scale pixels so that `low` is 0 and `high` is 1, each a number or one a channel; what lies beyond is cut off."""
    low, high = np.array(low, "float32"), np.array(high, "float32")
    return np.clip((data[name].astype("float32") - low) / (high - low), 0, 1)
'''


def write_pictures(plan: Plan, writer: Writer) -> None:
    """Write the function that scales pictures whose range is known, where an Input reads such."""
    if any(feature.range for spec in plan.inputs.values() for feature in spec.features):
        writer.function(_PICTURE)


def picture(feature: Feature, column: str) -> str:
    """Return the expression that brings a column of pictures to numbers from 0 to 1."""
    if not feature.range:
        return f'{column}.astype("float32") / {16 if feature.max == 16 and feature.pixels == "uint8" else 255}'
    lows, highs = (list(each) if len(each) > 1 else each[0] for each in zip(*feature.range, strict=True))
    return f"picture({literal(feature.name)}, {literal(lows)}, {literal(highs)})"
