"""Figures in a file that people bring: taken only where they have the form that ours have."""

LARGEST = 1e300
_MOST = 1_000_000_000


def number(value: object) -> float:
    """Return a finite number. Raises `ValueError` for anything else."""
    if not is_number(value):
        raise ValueError(f"{value!r} is no number.")
    return float(value)  # type: ignore[arg-type]


def is_number(value: object) -> bool:
    """Whether a value is a number that can be drawn."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def count(value: object) -> int:
    """Return a number of samples. Raises `ValueError` for anything else."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise ValueError(f"{value!r} is no count.")
    return value
