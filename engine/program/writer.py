"""Gathers the lines of a program and remembers which belong to which node."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WIDTH = 100
_LOOP = re.compile(r" for \w+ in [^\"]+$")


@dataclass(kw_only=True)
class Writer:
    """Lines of Python, from 1, and for each node its first and last one; `depth` is how far lines are indented."""

    text: list[str] = field(default_factory=list)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    depth: int = 0

    def write(self, *lines: str, node: str | None = None) -> None:
        """Add lines, folding those that are too long; `node` is what they are about."""
        first = len(self.text) + 1
        for line in lines:
            self.text += folded("    " * self.depth + line if line else line)
        if node is not None:
            self.lines[node] = (self.lines.get(node, (first, 0))[0], len(self.text))

    def section(self, title: str) -> None:
        """Begin a new part of the program."""
        self.blank(1)
        self.write(f"# {title}")

    def function(self, text: str) -> None:
        """Add a function, with the room around it that Python's style asks for."""
        self.blank(2)
        self.write(*text.strip("\n").split("\n"))
        self.blank(2)

    @contextmanager
    def inside(self, line: str, node: str | None = None) -> Iterator[None]:
        """Write a line that opens a block of Python; what is written meanwhile stands in it."""
        self.write(line, node=node)
        self.depth += 1
        yield
        self.depth -= 1

    def blank(self, least: int) -> None:
        """Leave at least so many empty lines."""
        while self.text and any(line for line in self.text[-least:]):
            self.text.append("")


def shown(text: str) -> str:
    """Return what a person wrote so that it can stand in a comment or a docstring."""
    return "".join(char for char in text if char.isprintable() and char not in '"\\').strip()


def folded(line: str, indent: str = "") -> list[str]:
    """Return a line that is too long with what stands in its first brackets on lines of their own."""
    whole = indent + line
    start = _opening(line)
    if len(whole) <= WIDTH or start is None or line.lstrip().startswith("#"):
        return [whole]
    end = _closing(line, start)
    inside = [part.strip() for part in _parts(line[start + 1 : end])]
    if not inside or not inside[0]:
        return [whole]
    deeper = indent + " " * (len(line) - len(line.lstrip())) + "    "
    # A list made by a loop has one part, and no comma may follow it.
    comma = "" if len(inside) == 1 and _LOOP.search(inside[0]) else ","
    middle = [folded_part for part in inside for folded_part in folded(f"{part}{comma}", deeper)]
    rest = folded(line[end:], indent + " " * (len(line) - len(line.lstrip())))
    return [indent + line[: start + 1], *middle, *rest]


def _opening(line: str) -> int | None:
    places = [place for bracket in "([{" if (place := line.find(bracket)) >= 0]
    return min(places, default=None)


def _closing(line: str, start: int) -> int:
    depth = 0
    for place, char in _outside_texts(line, start):
        depth += (char in "([{") - (char in ")]}")
        if depth == 0:
            return place
    return len(line)


def _parts(line: str) -> list[str]:
    """Split at the commas that stand in no brackets and no text."""
    depth, begin, parts = 0, 0, []
    for place, char in _outside_texts(line, 0):
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            parts.append(line[begin:place])
            begin = place + 1
    last = line[begin:]
    return [*parts, last] if last.strip() else parts


def _outside_texts(line: str, start: int) -> list[tuple[int, str]]:
    places, quote, escaped = [], "", False
    for place in range(start, len(line)):
        char = line[place]
        if not quote:
            places.append((place, char))
            quote = char if char in "\"'" else ""
        elif escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == quote:
            quote = ""
    return places
