"""Zip files that appear whole or not at all."""

import os
import secrets
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Yield a temporary path of the same ending; what the body writes there becomes `path`, or nothing does."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(4)}{path.suffix}")
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def pack(path: Path, folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files of `folder`, with their paths in it, and `texts` by name into the zip `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
        add(archive, texts)


def add(archive: zipfile.ZipFile, texts: Mapping[str, str]) -> None:
    """Add texts by name to an open zip."""
    for name, text in texts.items():
        archive.writestr(name, text)
