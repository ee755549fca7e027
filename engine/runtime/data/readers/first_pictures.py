"""A few pictures from all over an archive, decoded before it is known what the archive is."""

from collections.abc import Iterator

from engine.runtime.data.archive import Archive, Damaged, opened
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.data.picture_sets import PICTURES
from engine.runtime.data.pictures import header
from engine.runtime.data.readers.upload import Upload
from engine.runtime.data.shading import photograph
from engine.words import Refusal

_COUNT = 12
_LARGEST = 4_000_000  # bytes of a file that is no quick look
_SIDE = 96


def first_pictures(upload: Upload) -> list[str]:
    """Return small pictures of an upload as `data:` addresses; of what holds none, or cannot be taken, nothing."""
    if not upload.is_zip():
        return []
    try:
        with opened(upload.file) as archive:
            return list(_photographs(archive))
    except Refusal:
        return []  # whoever reads all of it says why


def _photographs(archive: Archive) -> Iterator[str]:
    small = [each for each in archive.members if each.entry.file_size <= _LARGEST]
    members = [each for each in small if each.path.suffix.lower() in PICTURES]
    for member in members[:: -(-len(members) // _COUNT) or 1]:
        try:
            content = archive.content(member)
            pixels = PictureForm.of([header(content)], {}).decoded(content)
        except Damaged:
            continue
        yield photograph(pixels, _SIDE)
