"""A TIFF as a stack: which page holds which channel of which slice, and what is taken of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import numpy as np
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from engine.data.taken import Taken
from engine.runtime.data.archive import Damaged
from engine.runtime.data.raw import Array
from engine.runtime.data.tiff import tags as t
from engine.runtime.data.tiff.page import Page, page, pixels
from engine.said import counted, say

MOST_CHANNELS = 64
_MOST_READ = 1024
_MOST_VALUES = 500_000_000
_THUMBNAIL = 1
_LONGEST = 40
_IMAGEJ = (("C", b"channels"), ("Z", b"slices"), ("T", b"frames"))


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Pages of one form. Page n holds what `order` says: the counts of axes `C`, `Z`, `T`, the quickest first."""

    pages: tuple[Page, ...]
    order: tuple[tuple[str, int], ...]
    names: tuple[str, ...] = ()
    orientation: int = 1
    told: bool = False
    """Whether the file says itself what its pages are."""

    @property
    def channels(self) -> int:
        """How many channels a slice has."""
        return dict(self.order)["C"] * self.pages[0].shown

    @property
    def slices(self) -> int:
        """How many slices there are, of all moments."""
        count = dict(self.order)
        return count["Z"] * count["T"]

    def page_of(self, channel: int, number: int) -> Page:
        """Return the page that holds a channel of a slice."""
        count = dict(self.order)
        places = {"C": channel // self.pages[0].shown, "Z": number % count["Z"], "T": number // count["Z"]}
        step = at = 0
        for axis, size in self.order:
            at += places[axis] * (step or 1)
            step = (step or 1) * size
        return self.pages[at]


def stack(content: bytes) -> Stack | None:
    """Return how a TIFF is laid out; `None` where its pixels are kept in a way that only Pillow may know.

    Raises `Damaged` where it is damaged or declares more than is read.
    """
    every = [each for each in t.pages(content) if not t.whole(each, t.SUBFILE, 0) & _THUMBNAIL]
    first = page(content, every[0]) if every else None
    if first is None:
        return None
    alike = [first, *(each for tags in every[1:] if (each := _page(content, tags)) and each.is_like(first))]
    if sum(each.height * each.width * each.samples for each in alike) > _MOST_VALUES:
        raise Damaged(say("Its pages hold more than 500 million values, more than are read."))
    order, names = _said(t.text(every[0], t.DESCRIPTION), len(alike), first.samples)
    found = Stack(
        pages=tuple(alike),
        order=order or (("C", 1), ("Z", len(alike)), ("T", 1)),
        names=names,
        orientation=t.whole(every[0], t.ORIENTATION, 1),
        told=order is not None,
    )
    if found.channels > _MOST_READ:
        raise Damaged(say("It would have more than {most} channels.", most=_MOST_READ))
    return found


def read(content: bytes, found: Stack, taken: Taken) -> Array:
    """Return what is taken of a stack, `(height, width, channel)`; raises `Damaged` where the file has it not."""
    channels = taken.channels or tuple(range(found.channels))
    if max(channels) >= found.channels:
        raise too_few(found.channels, max(channels) + 1)
    match taken.stack:
        case "slice":
            if taken.slice >= found.slices:
                raise Damaged(say("It has {count} slices, fewer than are needed.", count=found.slices))
            return _slice(content, found, channels, taken.slice)
        case "channels":
            if found.slices * len(channels) > MOST_CHANNELS:
                raise Damaged(say("It would have more than {most} channels.", most=MOST_CHANNELS))
            slices = [_slice(content, found, channels, number) for number in range(found.slices)]
            return np.concatenate(slices, axis=-1)
        case "max" | "mean":
            return _projected(content, found, channels, taken.stack == "mean")


def too_few(count: int, needed: int) -> Damaged:
    """Return what is said of a picture that has too few channels, or too many."""
    return Damaged(
        counted(
            count,
            "It has {count} channel; {needed} are needed.",
            "It has {count} channels; {needed} are needed.",
            needed=needed,
        )
    )


def _projected(content: bytes, found: Stack, channels: Sequence[int], mean: bool) -> Array:
    first = _slice(content, found, channels, 0)
    if found.slices == 1:
        return first
    whole = first.astype(np.float64) if mean else first.copy()
    for number in range(1, found.slices):
        (np.add if mean else np.maximum)(whole, _slice(content, found, channels, number), out=whole)
    if not mean:
        return whole
    whole /= found.slices
    return (np.round(whole) if first.dtype.kind in "ui" else whole).astype(first.dtype)


def _slice(content: bytes, found: Stack, channels: Sequence[int], number: int) -> Array:
    kept: dict[int, Array] = {}
    planes = []
    for channel in channels:
        of = found.page_of(channel, number)
        if id(of) not in kept:
            kept = {id(of): pixels(content, of)}
        planes.append(kept[id(of)][..., channel % of.shown])
    return np.stack(planes, axis=-1)


def _page(content: bytes, tags: t.Tags) -> Page | None:
    try:
        return page(content, tags)
    except Damaged:
        return None


_Said = tuple[tuple[tuple[str, int], ...] | None, tuple[str, ...]]


def _said(description: bytes, count: int, samples: int) -> _Said:
    """Return the order of pages and the names of channels that a file tells, by ImageJ or OME, where they can be."""
    order: list[tuple[str, int]] = []
    names: tuple[str, ...] = ()
    if description.startswith(b"ImageJ="):
        order = [(axis, _number(description, name)) for axis, name in _IMAGEJ]
        if order == [("C", 1), ("Z", 1), ("T", 1)]:
            order[1] = ("Z", _number(description, b"images"))
    elif b"<OME" in description[:2000]:
        order, names = _ome(description, samples)
    whole = 1
    for _axis, size in order:
        whole *= size
    return (tuple(order), names) if order and whole == count else (None, ())


def _number(description: bytes, name: bytes) -> int:
    found = re.search(rb"^" + name + rb"=(\d{1,6})\s*$", description, re.MULTILINE)
    return max(1, int(found[1])) if found else 1


def _ome(description: bytes, samples: int) -> tuple[list[tuple[str, int]], tuple[str, ...]]:
    try:
        root: Element = fromstring(description)
        said = next(each for each in root.iter() if each.tag.endswith("}Pixels"))
        count = {axis: int(said.attrib[f"Size{axis}"]) for axis in "CZT"}
    except (ParseError, DefusedXmlException, StopIteration, KeyError, ValueError):
        return [], ()
    order = [axis for axis in said.attrib.get("DimensionOrder", "XYCZT") if axis in "CZT"]
    if sorted(order) != ["C", "T", "Z"] or min(count.values()) < 1:
        return [], ()
    channels = [each for each in said if each.tag.endswith("}Channel")]
    names = tuple(each.attrib.get("Name", "")[:_LONGEST] for each in channels)
    count["C"] = max(1, count["C"] // samples)
    return [(axis, count[axis]) for axis in order], names if all(names) else ()
