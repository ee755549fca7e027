"""How numbers, times and a person's own text are written on a page."""

import re
import time

from builder.language.messages import localized
from builder.pages.language import _, language
from engine import said

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:^=&\"'])")
_MEASURES = {
    "mean_io_u": said.say("mean IoU"),
    "perplexity": said.say("perplexity"),
    "average precision": said.say("average precision"),
    "f1_score": said.say("F1"),
    "mean average precision": said.say("mean average precision"),
    "right words": said.say("right words"),
}
_MINUTE, _HOUR, _DAY = 60, 3600, 24 * 3600


def plain(text: str) -> str:
    """Return `text` so that Streamlit's Markdown shows it letter by letter: no link, HTML, emoji code or formula."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def counted(count: int, one: str, many: str, /, **values: said.Value) -> str:
    """Return the message `one` or `many`, as the count asks for; both may hold `{count}`."""
    return _(said.counted(count, one, many, **values))


def figure(text: str) -> str:
    """Return a figure that was written in English (`1,797.5`) as the language of the page writes it."""
    return localized(text, language())


def short(value: float | None) -> str:
    """Return a measured number with the digits that matter, a dash where there is none."""
    if value is None:
        return "–"
    return figure(f"{value:.3e}" if value and not 1e-4 <= abs(value) < 1e6 else f"{value:.4g}")


def percent(share: float) -> str:
    """Return a share between 0 and 1 as per cent."""
    return figure(f"{100 * share:.1f} %")


def size(count: int) -> str:
    """Return a number of bytes in the unit that fits."""
    for unit, power in (("GB", 9), ("MB", 6), ("kB", 3)):
        if count >= 10**power:
            return figure(f"{count / 10**power:.1f} {unit}")
    return counted(count, "{count} byte", "{count} bytes")


def ago(moment: float, now: float | None = None) -> str:
    """Return when something happened, seen from now; `moment` in seconds since the epoch."""
    seconds = max(0.0, (time.time() if now is None else now) - moment)
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        return counted(int(seconds // _MINUTE), "{count} minute ago", "{count} minutes ago")
    if seconds < _DAY:
        return counted(int(seconds // _HOUR), "{count} hour ago", "{count} hours ago")
    return counted(int(seconds // _DAY), "{count} day ago", "{count} days ago")


def duration(seconds: float) -> str:
    """Return a duration: `40 s`, `2 min 5 s`."""
    whole = round(seconds)
    return f"{whole} s" if whole < _MINUTE else f"{whole // _MINUTE} min {whole % _MINUTE} s"


def metric(name: str) -> str:
    """Return a metric's name for people: `val_sparse_categorical_accuracy` is *validation accuracy*."""
    words = re.sub(r"(sparse_|binary_)?(categorical_)?accuracy$", "accuracy", name.removeprefix("val_"))
    known = _MEASURES.get(words)
    measure = _(known) if known else _(words.replace("_", " "))
    return _("validation {measure}", measure=measure) if name.startswith("val_") else measure
