"""Where the files lie that travel with the program: catalogue, built canvas, templates.

A checkout and an installed wheel have the same layout, `assets` beside `engine`, so there is one way to find them.
"""

from pathlib import Path


def asset(name: str) -> Path:
    """Return the path of the file or folder `name` of `assets`, such as `catalog.json` or `templates`."""
    return Path(__file__).resolve().parent.parent / "assets" / name
