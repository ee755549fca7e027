"""`layerloom catalog` and `layerloom templates`: what travels with the program, printed as it is."""

import json
from pathlib import Path

from engine.assets import asset
from engine.words import Refusal


def catalog() -> str:
    """Return the catalogue's JSON. Raises `Refusal` when the installation lacks it."""
    return _text(asset("catalog.json"))


def templates() -> str:
    """Return a line for each template: its name, and the title of the network it holds."""
    found = sorted(asset("templates").glob("*.json"))
    width = max((len(path.stem) for path in found), default=0)
    return "".join(f"{path.stem:{width}}  {json.loads(_text(path))['name']}\n" for path in found)


def template(name: str) -> str:
    """Return the template `name` as the text of a project file. Raises `Refusal` where there is none."""
    known = {path.stem: path for path in asset("templates").glob("*.json")}
    if name not in known:
        message = f"There is no template “{name}”; there are {', '.join(sorted(known))}."
        raise Refusal(message)
    return _text(known[name])


def _text(path: Path) -> str:
    if not path.is_file():
        message = f"This installation lacks {path.name}: install Layerloom again."
        raise Refusal(message)
    return path.read_text("utf-8")
