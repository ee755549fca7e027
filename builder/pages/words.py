"""How numbers, times and a person's own text are written on a page."""

import re
import time

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&\"'])")
_MINUTE, _HOUR, _DAY = 60, 3600, 24 * 3600


def plain(text: str) -> str:
    """Return `text` so that Streamlit's Markdown shows it letter by letter: no link, HTML, emoji code or formula."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 sample`, `1,797 samples`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short(value: float | None) -> str:
    """Return a measured number with the digits that matter, a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.3e}" if value and not 1e-4 <= abs(value) < 1e6 else f"{value:.4g}"


def percent(share: float) -> str:
    """Return a share between 0 and 1 as per cent."""
    return f"{100 * share:.1f} %"


def size(count: int) -> str:
    """Return a number of bytes in the unit that fits."""
    for unit, power in (("GB", 9), ("MB", 6), ("kB", 3)):
        if count >= 10**power:
            return f"{count / 10**power:.1f} {unit}"
    return f"{count} bytes"


def ago(moment: float, now: float | None = None) -> str:
    """Return when something happened, seen from now; `moment` in seconds since the epoch."""
    seconds = max(0.0, (time.time() if now is None else now) - moment)
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{counted(int(seconds // _MINUTE), 'minute')} ago"
    if seconds < _DAY:
        return f"{counted(int(seconds // _HOUR), 'hour')} ago"
    return f"{counted(int(seconds // _DAY), 'day')} ago"


def duration(seconds: float) -> str:
    """Return a duration: `40 s`, `2 min 5 s`."""
    whole = round(seconds)
    return f"{whole} s" if whole < _MINUTE else f"{whole // _MINUTE} min {whole % _MINUTE} s"


def metric(name: str) -> str:
    """Return a metric's name for people: `val_sparse_categorical_accuracy` is *validation accuracy*."""
    part = "validation " if name.startswith("val_") else ""
    words = re.sub(r"(sparse_|binary_)?(categorical_)?accuracy$", "accuracy", name.removeprefix("val_"))
    return part + words.replace("_", " ")
