"""The forms in which boxes around things in pictures are written down: Pascal VOC, COCO and YOLO."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from engine.runtime.data.archive import Damaged
from engine.runtime.data.boxes import Box
from engine.runtime.data.readers.decoded import decoded
from engine.said import say

_MOST_XML = 4_000_000
_MOST_JSON = 60_000_000
_FEWEST = 5  # a class and four numbers; an outline has more
_LONGEST_NUMBER, _LONGEST_LINE = 9, 400
_NAME = re.compile(r"""^\s*(?:-|\d+\s*:)\s*["']?(.*?)["']?\s*$""")


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What is written down of a picture called `name`. Boxes are in pixels of `size` (width, height), or shares."""

    name: str
    boxes: tuple[Box, ...]
    size: tuple[float, float] | None = None

    def within(self, width: float, height: float) -> tuple[Box, ...]:
        """Return the boxes as shares, of a picture of so many pixels where nothing is written down of that."""
        wide, high = self.size or (width, height)
        return tuple(_scaled(box, wide, high) for box in self.boxes)


def is_voc(content: bytes) -> bool:
    """Whether an XML file is an annotation of Pascal VOC."""
    return b"<annotation" in content[:4096]


def voc(content: bytes) -> Marked:
    """Read an annotation of Pascal VOC. Raises `Damaged` where it is none, or has a DTD: entities may grow.

    M. Everingham et al., The Pascal visual object classes challenge, 2010.
    """
    if len(content) > _MOST_XML:
        raise Damaged(say("It is larger than {most} MB.", most=_MOST_XML // 1_000_000))
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as fault:
        raise Damaged(say("It declares types or entities of its own, which are not read.")) from fault
    except (ParseError, ValueError, LookupError) as fault:
        raise Damaged(say("It is no whole XML file.")) from fault
    if root.tag != "annotation":
        raise Damaged(say("It is no annotation of Pascal VOC."))
    boxes = tuple(
        Box(
            label=_label(each.findtext("name")),
            **{side: _number(each.findtext(f"bndbox/{key}")) for side, key in _VOC_SIDES.items()},
        )
        for each in root.iter("object")
    )
    sized = [root.findtext(f"size/{side}") for side in ("width", "height")]
    size = tuple(_number(each) if each else 0.0 for each in sized)
    whole = size[0] > 0 and size[1] > 0
    return Marked(name=root.findtext("filename") or "", boxes=boxes, size=(size[0], size[1]) if whole else None)


_VOC_SIDES = {"left": "xmin", "top": "ymin", "right": "xmax", "bottom": "ymax"}


def coco(content: bytes) -> list[Marked] | None:
    """Read a JSON file of COCO; `None` where it is none. Raises `Damaged` where it is one and is broken.

    T.-Y. Lin et al., Microsoft COCO: common objects in context, 2014.
    """
    if len(content) > _MOST_JSON:
        raise Damaged(say("It is larger than {most} MB.", most=_MOST_JSON // 1_000_000))
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, Mapping) or not {"images", "annotations"} <= said.keys():
        return None
    try:
        return list(_coco(said))
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Damaged(say("Its lists of images, annotations and categories are not as COCO has them.")) from fault


def _coco(said: Mapping[str, Any]) -> Iterator[Marked]:
    names = {each["id"]: _label(each.get("name")) for each in said.get("categories", ())}
    found: dict[Any, list[Box]] = {each["id"]: [] for each in said["images"]}
    for each in said["annotations"]:
        # A crowd is a region of many things that nobody told apart.
        if "bbox" not in each or each.get("iscrowd") or each["image_id"] not in found:
            continue
        left, top, width, height = (_number(side) for side in each["bbox"])
        label = names.get(each["category_id"], str(each["category_id"]))
        found[each["image_id"]].append(Box(label=label, left=left, top=top, right=left + width, bottom=top + height))
    for each in said["images"]:
        wide, high = (_number(each.get(side) or 0) for side in ("width", "height"))
        size = (wide, high) if wide > 0 and high > 0 else None
        yield Marked(name=str(each["file_name"]), boxes=tuple(found[each["id"]]), size=size)


def is_yolo(content: bytes) -> bool:
    """Whether a text file has the lines of YOLO: a whole number and four shares each."""
    lines = content[:4096].decode("ascii", "replace").splitlines()
    first = next((line.split() for line in lines if line.strip()), [])
    return len(first) >= _FEWEST and _is_class(first[0]) and all(map(_is_number, first[1:_FEWEST]))


def yolo(content: bytes, path: PurePosixPath, names: Mapping[int, str]) -> Marked:
    """Read a text file of YOLO: a line for each box, the class and its middle, width and height as shares.

    An outline, which has more numbers, becomes the box around it. Raises `Damaged` for lines of another form.
    """
    boxes = []
    for number, line in enumerate(decoded(content).text.splitlines(), start=1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) < _FEWEST or not _is_class(parts[0]) or not all(map(_is_number, parts[1:])):
            raise Damaged(say("Line {number} is no class with four numbers.", number=number))
        label = names.get(int(parts[0]), parts[0])
        boxes.append(_outlined(label, [float(part) for part in parts[1:]]))
    return Marked(name=path.stem, boxes=tuple(boxes), size=(1.0, 1.0))


def _outlined(label: str, numbers: list[float]) -> Box:
    if len(numbers) < 6:
        x, y, width, height = numbers[:4]
        return Box(label=label, left=x - width / 2, top=y - height / 2, right=x + width / 2, bottom=y + height / 2)
    across, down = numbers[::2], numbers[1::2]
    return Box(label=label, left=min(across), top=min(down), right=max(across), bottom=max(down))


def class_names(path: PurePosixPath, content: bytes) -> dict[int, str] | None:
    """Return the names of the classes that a file beside YOLO's says, by their numbers; `None` where it says none."""
    lines = [line for line in decoded(content).text.splitlines() if line.strip()]
    if path.name.casefold() in {"classes.txt", "obj.names", "_darknet.labels", "classes.names", "labels.txt"}:
        return {number: _label(line) for number, line in enumerate(lines)}
    if path.suffix.lower() not in {".yaml", ".yml"}:
        return None
    start = next((place for place, line in enumerate(lines) if line.startswith("names:")), None)
    if start is None:
        return None
    inline = lines[start].partition(":")[2].strip()
    listed = inline.strip("[]").split(",") if inline else _indented(lines[start + 1 :])
    return {number: _label(name.strip().strip("\"'")) for number, name in enumerate(listed)}


def _indented(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = _NAME.match(line[:_LONGEST_LINE])
        if found is None:
            return
        yield found[1]


def _scaled(box: Box, width: float, height: float) -> Box:
    return Box(
        label=box.label,
        left=box.left / width,
        top=box.top / height,
        right=box.right / width,
        bottom=box.bottom / height,
    )


def _label(text: object) -> str:
    """Return the name of a class, in one line and not too long. Raises `Damaged` where there is none."""
    name = " ".join(str(text or "").split())[:80]
    if not name or not name.isprintable():
        raise Damaged(say("A box in it says no name of a class."))
    return name


def _number(text: object) -> float:
    """Return a finite number. Raises `Damaged` for anything else."""
    if isinstance(text, bool) or not _is_number(text):
        raise Damaged(say("A box in it has a side that is no number."))
    return float(text)  # type: ignore[arg-type]


def _is_class(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST_NUMBER


def _is_number(text: object) -> bool:
    try:
        return isinstance(text, str | int | float) and math.isfinite(float(text)) and abs(float(text)) < 1e9
    except (ValueError, OverflowError):
        return False
