"""Clips: so many frames of a GIF, or of pictures in a row, brought to one size."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from PIL import Image

from engine.data.members import BROKEN
from engine.runtime.data.archive import SMALL, Damaged
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.data.pictures import opened_picture, reading
from engine.runtime.data.pixels import resizing, sized
from engine.runtime.data.raw import Array
from engine.said import say

MOST_FRAMES = 1000
MOST_PIXELS = 200_000_000
"""Of one clip, all its frames together, before they are resized."""
_TOO_LARGE = say("Its frames have more than {most} million pixels in all.", most=MOST_PIXELS // 10**6)
_SIGNATURES = (b"GIF87a", b"GIF89a")
_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_HEAD, _DESCRIPTOR = 13, 10


def even(count: int, wanted: int) -> list[int]:
    """Return which of `count` frames are taken, at even steps from the first to the last; of fewer some come twice."""
    return [int(place) for place in np.linspace(0, count - 1, wanted).round()]


def is_gif(content: bytes) -> bool:
    """Whether bytes begin as a GIF does."""
    return content[:6] in _SIGNATURES


def count_frames(content: bytes) -> int:
    """Return how many frames a GIF has, without decoding one; raises `Damaged` beyond the most."""
    count, at = 0, _HEAD
    try:
        at += _palette(content[10])
        while content[at] != _END:
            if content[at] == _IMAGE:
                count += 1
                at += _DESCRIPTOR + _palette(content[at + _DESCRIPTOR - 1]) + 1
            elif content[at] == _EXTENSION:
                at += 2
            else:
                break
            if count > MOST_FRAMES:
                raise Damaged(say("It has more than {most} frames; cut it into shorter clips.", most=MOST_FRAMES))
            while content[at]:
                at += content[at] + 1
            at += 1
    except IndexError:
        pass  # cut off: what is missing shows when its frames are decoded
    return count


def _palette(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a first look at a clip tells: how many frames it has, how large they are, and whether they have colours."""

    frames: int
    height: int
    width: int
    channels: int


def look_at_gif(content: bytes) -> Look:
    """Return what a GIF is, decoding its first frame only. Raises `Damaged` where it cannot be read or is too large."""
    frames = count_frames(content)
    with opened_picture(content) as picture:
        if frames * picture.width * picture.height > MOST_PIXELS:
            raise Damaged(_TOO_LARGE)
        with reading():
            first = np.asarray(picture.convert("RGB"))
    grey = bool((first == first[..., :1]).all())
    return Look(frames=frames, height=first.shape[0], width=first.shape[1], channels=1 if grey else 3)


@dataclass(frozen=True, kw_only=True)
class ClipForm:
    """What clips are brought to: `frames` frames of `size` (height, width) with 1 or 3 `channels`, uint8."""

    frames: int
    size: tuple[int, int]
    channels: int

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """The shape of a clip."""
        return (self.frames, *self.size, self.channels)

    def of_gif(self, content: bytes) -> Array:
        """Return a GIF as `(frame, height, width, channel)`; raises `Damaged` as `look_at_gif` does."""
        wanted = even(max(1, look_at_gif(content).frames), self.frames)
        found = dict(self._gif_frames(content, sorted(set(wanted))))
        return np.stack([found[place] for place in wanted])

    def of_pictures(
        self,
        names: Sequence[PurePosixPath],
        content: Callable[[PurePosixPath], bytes],
        broken: dict[PurePosixPath, str],
    ) -> Array:
        """Return pictures in a row as a clip; a broken one is named in `broken`, and its neighbours stand for it.

        Raises `Damaged` where none is left.
        """
        form, resize, left = PictureForm(channels=self.channels), resizing(self.size), list(names)
        found: dict[PurePosixPath, Array] = {}
        while left:
            wanted = [left[place] for place in even(len(left), self.frames)]
            for name in dict.fromkeys(wanted):
                try:
                    if name not in found:
                        # Brought to its size at once: all of them as large as they come may be more than there is room.
                        found[name] = sized(form.decoded(content(name)), resize, self.size)
                except Damaged as fault:
                    broken[name] = str(fault)
                    left.remove(name)
            if all(name in found for name in wanted):
                return np.stack([found[name] for name in wanted])
        raise Damaged(say("None of its frames can be read."))

    def of_zip(self, content: bytes) -> Array:
        """Return the pictures of a ZIP, in the order of their names, as a clip; raises `Damaged` where it is none."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = {PurePosixPath(each.filename): each for each in archive.infolist() if not each.is_dir()}
                names = in_order([name for name in members if name.suffix.lower() in FRAMES])[:MOST_FRAMES]

                def unpacked(name: PurePosixPath) -> bytes:
                    if members[name].file_size > max(SMALL, 100 * members[name].compress_size):
                        raise Damaged(say("It unpacks to far more than it should."))
                    return archive.read(members[name])

                return self.of_pictures(names, unpacked, {})
        except (*BROKEN, OSError, ValueError) as fault:
            if isinstance(fault, Damaged):
                raise
            raise Damaged(say("It cannot be unpacked: it is damaged or has a password.")) from fault

    def _gif_frames(self, content: bytes, wanted: Sequence[int]) -> Iterator[tuple[int, Array]]:
        resize = resizing(self.size)
        with opened_picture(content) as picture:
            for place in wanted:
                try:
                    with reading():
                        picture.seek(place)
                    # A later frame may make the picture larger.
                    if picture.width * picture.height > MOST_PIXELS // len(wanted):
                        raise Damaged(_TOO_LARGE)
                    with reading():
                        values = np.asarray(picture.convert("L" if self.channels == 1 else "RGB"))
                except EOFError as fault:
                    raise Damaged(say("It breaks off before its last frame.")) from fault
                yield place, sized(values.reshape(*values.shape[:2], -1), resize, self.size)


FRAMES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".gif"})
"""Endings of pictures that may be frames."""


def in_order(names: Sequence[PurePosixPath]) -> list[PurePosixPath]:
    """Return files in the order of the numbers in their names: 2 before 10."""
    return sorted(names, key=lambda name: (str(name.parent), _pieces(name.stem), name.suffix))


def _pieces(stem: str) -> list[tuple[int, str]]:
    letters = "".join(letter if letter.isdecimal() else f"\0{letter}\0" for letter in stem)
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in letters.split("\0") if piece]


def strip(clip: Array, count: int = 6) -> Array:
    """Return some frames of a clip beside each other, with a line between them, `(height, width, channel)`."""
    shown = clip[even(len(clip), min(count, len(clip)))]
    line = np.full((shown.shape[1], max(1, shown.shape[2] // 32), shown.shape[3]), 128, dtype=np.uint8)
    parts = [part for frame in shown for part in (frame, line)][:-1]
    return np.concatenate(parts, axis=1)


def moving(clip: Array, milliseconds: int = 120) -> bytes:
    """Return a clip as an animated WebP, only for looking at."""
    frames = [Image.fromarray(frame[..., 0] if frame.shape[-1] == 1 else frame).convert("RGB") for frame in clip]
    file = io.BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], duration=milliseconds, loop=0, quality=60)
    return file.getvalue()
