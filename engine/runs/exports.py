"""The finished exports of a run: which formats there are, and where each lies once it was checked."""

from pathlib import Path
from typing import Literal, TypeAlias, get_args

from engine.said import say
from engine.words import Refusal

Format: TypeAlias = Literal["savedmodel", "keras", "program", "project"]

FORMATS: tuple[Format, ...] = get_args(Format)


def export_path(folder: Path, which: str) -> Path:
    """Return where the export of a run in the format `which` lies, there or not; `Refusal` for another format."""
    known = next((one for one in FORMATS if one == which), None)
    if known is None:
        raise Refusal(
            say(
                "There is no export format “{which}”; there are {formats}.",
                which=which[:40],
                formats=", ".join(FORMATS),
            )
        )
    ending = "keras" if known == "keras" else "zip"
    return folder / "exports" / f"{known}.{ending}"
