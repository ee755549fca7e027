"""How some pictures of an upload look when they are read as somebody thinks right, before all of them are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engine.runtime.data.archive import Archive, Damaged, Member, opened
from engine.runtime.data.picture_column import between
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.data.picture_sets import PICTURES
from engine.runtime.data.pictures import Header, header
from engine.runtime.data.raw import Array
from engine.runtime.data.readers.masks import without_masks
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.shading import data_address, hues, ranged
from engine.said import say
from engine.words import JsonObject, Refusal

_SHOWN, _SIDE = 4, 160


def look(request: Mapping[str, Any], _report: Callable[[float, str], None]) -> JsonObject:
    """Return some pictures of the upload in `request["folder"]`, read as `request["read"]` says.

    Answers `{"pictures": [a `data:` address], "range": [[low, high] of each channel], "hues": [its colour]}`. Raises
    `Refusal` where none of them can be read so.
    """
    wanted = dict(request["read"])
    upload = Upload(folder=Path(request["folder"]), id=str(request["id"]), title=str(request["title"]), wanted=wanted)
    with opened(upload.file) as archive:
        some = _some([each for each in without_masks(archive.members) if each.path.suffix.lower() in PICTURES])
        headers, contents = _read(archive, some)
        form = PictureForm.of(headers, wanted)
        pictures = list(_decoded(form, contents))
    # Each value of all that are shown, as if they were one picture.
    known = ranged(
        np.concatenate([each.reshape(1, 1, -1, form.channels) for each in pictures], axis=2),
        between(form, wanted) or (0.0, 100.0),
        each=form.planes is not None,
    )
    return {
        "pictures": [data_address(each, known) for each in pictures],
        "range": [list(pair) for pair in known],
        "hues": list(hues(form.channels)),
    }


def _some(members: Sequence[Member]) -> list[Member]:
    places = np.unique(np.linspace(0, len(members) - 1, min(_SHOWN, len(members))).astype(int))
    return [members[place] for place in places]


def _read(archive: Archive, members: Sequence[Member]) -> tuple[list[Header], list[bytes]]:
    found: list[tuple[Header, bytes]] = []
    for member in members:
        content = archive.content(member)
        try:
            found.append((header(content), content))
        except Damaged:
            continue  # it is named where all are read
    if not found:
        raise Refusal(say("None of the pictures that would be shown here can be read."))
    headers, contents = zip(*found, strict=True)
    return list(headers), list(contents)


def _decoded(form: PictureForm, contents: Sequence[bytes]) -> Iterator[Array]:
    """Yield each picture that can be read so, of every n-th row and column. Raises what keeps the last from it."""
    why: Damaged | None = None
    shown = False
    for content in contents:
        try:
            pixels = form.decoded(content)
        except Damaged as fault:
            why = fault
            continue
        step = max(1, -(-max(pixels.shape[:2]) // _SIDE))
        yield pixels[::step, ::step]
        shown = True
    if not shown and why is not None:
        raise why
