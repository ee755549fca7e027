"""Brings a document of an older version up to this one, one named step for each version."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.document.model import VERSION


@dataclass(frozen=True, kw_only=True)
class Migration:
    """Turns a document of version `to - 1` into one of version `to`. `up` is pure and takes documents as they come."""

    to: int
    name: str
    up: Callable[[Mapping[str, object]], Mapping[str, object]]


def _blocks(content: Mapping[str, object]) -> Mapping[str, object]:
    # Blocks, frames, repeats, disabled and frozen nodes came with version 2; a document without any says the same.
    return content


MIGRATIONS: tuple[Migration, ...] = (Migration(to=2, name="blocks", up=_blocks),)
"""In order of `to`: each later version adds one and a test asset of the version before."""


def migrate(
    content: Mapping[str, object], version: int, migrations: tuple[Migration, ...] = MIGRATIONS, target: int = VERSION
) -> Mapping[str, object]:
    """Return `content` of `version` as of version `target`."""
    for migration in migrations:
        if version < migration.to <= target:
            content = {**migration.up(content), "version": migration.to}
    return content
