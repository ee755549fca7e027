"""Small drawings in SVG: what a built-in data set holds, and the steps of the work. Shapes only, no text of anybody."""

import math
from collections.abc import Callable, Iterator

_BLUE, _ORANGE, _GREEN, _GREY = "#3b6fe0", "#c96a14", "#1d9168", "#8894a8"
_WIDTH, _HEIGHT = 240, 96

Dot = tuple[float, float, str]


def data_picture(name: str) -> str:
    """Return the picture of a built-in data set (`Builtin.picture`), 240×96."""
    return _svg(_PICTURES.get(name, _table)())


def step_picture(step: str) -> str:
    """Return the picture of a step of the work: data, design, train, test or export."""
    return _svg(_STEPS[step]())


def _svg(content: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}">{content}</svg>'


def _dots(dots: Iterator[Dot], radius: float = 2.4) -> str:
    return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{color}"/>' for x, y, color in dots)


def _line(points: Iterator[tuple[float, float]], color: str, width: float = 3) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    style = f'fill="none" stroke="{color}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<polyline points="{path}" {style}/>'


def _box(x: float, y: float, width: float, height: float, color: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="5" fill="{color}"/>'


def _wobble(i: int) -> float:
    return 5 * math.sin(12.9898 * i) * math.cos(78.233 * i)


def _moons() -> str:
    def dots() -> Iterator[Dot]:
        for i in range(30):
            angle = math.pi * i / 29
            yield 105 + 40 * math.cos(angle) + _wobble(i), 58 - 38 * math.sin(angle) + _wobble(i + 7), _BLUE
            yield 140 + 40 * math.cos(angle) + _wobble(i + 3), 40 + 38 * math.sin(angle) + _wobble(i + 5), _ORANGE

    return _dots(dots())


def _circles() -> str:
    def dots() -> Iterator[Dot]:
        for i in range(36):
            angle = 2 * math.pi * i / 36
            yield 120 + 42 * math.cos(angle) + _wobble(i) / 2, 48 + 42 * math.sin(angle) + _wobble(i + 7) / 2, _ORANGE
            yield 120 + 18 * math.cos(angle) + _wobble(i + 3), 48 + 18 * math.sin(angle) + _wobble(i + 5), _BLUE

    return _dots(dots())


def _spirals() -> str:
    def dots() -> Iterator[Dot]:
        for i in range(48):
            angle, radius = i / 48 * 3.4 * math.pi, 4 + 40 * i / 48
            yield 120 + radius * math.cos(angle), 48 + radius * math.sin(angle), _BLUE
            yield 120 - radius * math.cos(angle), 48 - radius * math.sin(angle), _ORANGE

    return _dots(dots())


def _flower() -> str:
    def dots() -> Iterator[Dot]:
        for i in range(22):
            yield 50 + 1.3 * i + _wobble(i), 74 - 0.5 * i + 2 * _wobble(i + 2), _BLUE
            yield 105 + 1.8 * i + _wobble(i + 1), 56 - 0.8 * i + 2 * _wobble(i + 5), _GREEN
            yield 140 + 2.2 * i + _wobble(i + 3), 40 - 1.0 * i + 2 * _wobble(i + 9), _ORANGE

    return _dots(dots())


def _curve() -> str:
    points = ((40 + 3.4 * i, 78 - 1.1 * i + 3 * _wobble(i)) for i in range(48))
    return _dots((x, y, _GREY) for x, y in points) + _line(((x, 86 - 0.32 * x) for x in (40, 204)), _BLUE)


def _wave() -> str:
    wave = ((20 + 2 * i, 48 - 30 * math.sin(i / 9)) for i in range(100))
    return _line(wave, _BLUE)


def _digit() -> str:
    seven = _line(iter([(28, 24), (62, 22), (44, 76)]), _GREY, 8)
    three = _line(iter([(98, 24), (128, 26), (112, 46), (132, 62), (98, 76)]), _GREY, 8)
    zero = f'<ellipse cx="192" cy="50" rx="20" ry="27" fill="none" stroke="{_GREY}" stroke-width="8"/>'
    return seven + three + zero


def _shapes() -> str:
    star = " ".join(
        f"{204 + r * math.sin(k * math.pi / 5):.1f},{50 - r * math.cos(k * math.pi / 5):.1f}"
        for k, r in enumerate([26, 11] * 5)
    )
    return (
        _box(16, 26, 44, 44, _BLUE)
        + f'<circle cx="98" cy="48" r="24" fill="{_ORANGE}"/>'
        + f'<polygon points="128,72 152,24 176,72" fill="{_GREEN}"/><polygon points="{star}" fill="#8a55c9"/>'
    )


def _cells() -> str:
    places = ((50 + 27 * (i % 6) + _wobble(i), 26 + 24 * (i // 6) + _wobble(i + 4), i) for i in range(18))
    return "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{8 + i % 4}" fill="{_BLUE if i % 3 else _ORANGE}" fill-opacity=".55"/>'
        for x, y, i in places
    )


def _glass() -> str:
    bars = (18, 44, 30, 66, 52, 24, 58, 36)
    return "".join(_box(38 + 21 * i, 84 - bar, 13, bar, (_BLUE, _ORANGE, _GREEN)[i % 3]) for i, bar in enumerate(bars))


def _shirt() -> str:
    outline = "84,22 104,14 136,14 156,22 172,46 154,56 148,46 148,84 92,84 92,46 86,56 68,46"
    return f'<polygon points="{outline}" fill="{_GREY}"/>'


def _table() -> str:
    cells = ((column, row) for row in range(4) for column in range(5))
    return "".join(
        _box(40 + 33 * column, 14 + 18 * row, 29, 14, _BLUE if row == 0 else "#8894a855") for column, row in cells
    )


def _network() -> str:
    places = [(50, 48), (104, 26), (104, 70), (158, 48), (206, 48)]
    wires = [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)]
    lines = "".join(_line(iter([places[a], places[b]]), _GREY, 2) for a, b in wires)
    return lines + "".join(_box(x - 16, y - 10, 32, 20, _BLUE) for x, y in places)


def _learning() -> str:
    training = ((30 + 2.2 * i, 82 - 66 * (1 - math.exp(-i / 20))) for i in range(84))
    validation = ((30 + 2.2 * i, 84 - 58 * (1 - math.exp(-i / 24)) + _wobble(i) / 3) for i in range(84))
    return _line(training, _BLUE) + _line(validation, _ORANGE)


def _answers() -> str:
    shares = (12, 20, 150, 16, 8)
    return "".join(_box(46, 12 + 16 * i, bar, 9, _BLUE if bar > 99 else _GREY) for i, bar in enumerate(shares))


def _parcel() -> str:
    return (
        _box(84, 34, 72, 50, _BLUE)
        + _line(iter([(120, 8), (120, 26)]), _ORANGE, 5)
        + _line(iter([(110, 18), (120, 28), (130, 18)]), _ORANGE, 5)
    )


_PICTURES: dict[str, Callable[[], str]] = {
    "digit": _digit,
    "flower": _flower,
    "glass": _glass,
    "cells": _cells,
    "curve": _curve,
    "moons": _moons,
    "circles": _circles,
    "spirals": _spirals,
    "wave": _wave,
    "shapes": _shapes,
    "shirt": _shirt,
}
_STEPS: dict[str, Callable[[], str]] = {
    "data": _table,
    "design": _network,
    "train": _learning,
    "test": _answers,
    "export": _parcel,
}
