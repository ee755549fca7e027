"""`layerloom export`: the same checked export as in the app, copied to where it is wanted."""

import json
import shutil
import sys
from pathlib import Path

from engine.runs.exports import export_path
from engine.runs.folder import JOB, folder_of
from engine.runtime.command.bring import progress
from engine.runtime.export.job import export as write
from engine.words import Refusal


def export(run: str, form: str, out: str) -> None:
    """Export `run` (an id, or the path of its directory) into the folder `out`; prints what came of it as JSON.

    Raises `Refusal` where there is no such run, or it kept no weights.
    """
    folder = Path(run) if (Path(run) / JOB).is_file() else folder_of(run)
    place = Path(out)
    if place.exists() and not place.is_dir():
        message = f"{out} is a file; name a folder to put the export into."
        raise Refusal(message)
    result = write(folder, form, progress)
    place.mkdir(parents=True, exist_ok=True)
    file = shutil.copy(export_path(folder, form), place)
    told = {"file": str(file), "bytes": result["bytes"], "difference": result["difference"]}
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
