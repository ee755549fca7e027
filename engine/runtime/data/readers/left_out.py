"""How files are named in a sentence, and what is said of those that were left out of a data set."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from engine.said import say

_NAMED = 3


def left_out(broken: Mapping[PurePosixPath, str]) -> list[str]:
    """Return the note about the files of an archive that could not be read, the first few with their reasons."""
    if not broken:
        return []
    shown = "; ".join(f"“{path}”: {why}" for path, why in list(broken.items())[:_NAMED])
    files = say("1 file was") if len(broken) == 1 else say("{broken} files were", broken=len(broken))
    return [say("{files} left out: {shown}", files=files, shown=shown)]


def quoted(names: Sequence[str]) -> str:
    """Return the first of some names, to be named in a sentence."""
    return ", ".join(f"“{name}”" for name in names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
