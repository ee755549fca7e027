"""Every message that a person may read: those of the Python and the TypeScript code, and those of the assets."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from engine.assets import asset

ROOT = Path(__file__).resolve().parents[2]
GERMAN = asset("messages") / "de"
PLACE = re.compile(r"\{(\w+)\}")

_TEXT = r'"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(r"\b(?:t|message)\(\s*" + _TEXT)
_COUNTED = re.compile(r"\bcounted\(\s*[^\"]*?,\s*" + _TEXT + r"\s*,\s*" + _TEXT)
_ALONE = re.compile(r"\{\w+\} (?:unit|filter|head|bin|band|word|group)s")


def has_letters(text: str) -> bool:
    """Whether there is something to translate: not only places and signs."""
    return bool(re.search(r"[A-Za-z]{2}", PLACE.sub("", text)))


@cache
def python() -> frozenset[str]:
    """The messages of `builder` and `engine`."""
    paths = [path for folder in ("builder", "engine") for path in (ROOT / folder).rglob("*.py")]
    return frozenset(
        text for path in paths for text in _called(ast.parse(path.read_text("utf-8"))) if has_letters(text)
    )


@cache
def typescript() -> frozenset[str]:
    """The messages of the components."""
    source = ROOT / "builder" / "frontend" / "src"
    paths = [path for path in source.rglob("*.ts*") if path.parent.name != "words"]
    found = [text for path in paths for text in _written(path.read_text("utf-8"))]
    return frozenset(text for text in map(_unquoted, found) if has_letters(text))


@cache
def assets() -> frozenset[str]:
    """The messages of the catalogue, the templates, blocks and architectures."""
    catalog = json.loads(asset("catalog.json").read_bytes())
    texts = [group["title"] for group in catalog.pop("groups")]
    families = [family for name, family in catalog.items() if name not in ("keras", "excluded")]
    texts += [text for family in families for entry in family.values() for text in _of_entry(entry)]
    texts += [entry["title"].lower() for entry in catalog["metrics"].values()]
    for name in ("templates", "blocks", "architectures"):
        entries = json.loads(asset(f"{name}.json").read_bytes())
        texts += [entry[key] for entry in entries for key in ("title", "sentence", "measure") if key in entry]
    return frozenset(text for text in texts if has_letters(text))


def in_use() -> frozenset[str]:
    """All of them."""
    return python() | typescript() | assets()


def _called(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            places = {"say": call.args[:1], "_": call.args[:1], "counted": call.args[1:3]}.get(name, [])
            yield from (each.value for each in places if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _written(source: str) -> Iterator[str]:
    yield from (match[1] for match in _SAID.finditer(source))
    yield from (text for match in _COUNTED.finditer(source) for text in match.groups())


def _unquoted(text: str) -> str:
    return str(json.loads(f'"{text}"'))


def _of_entry(entry: Any) -> Iterator[str]:
    yield from (entry[key] for key in ("sentence", "purpose") if entry.get(key))
    yield from entry.get("search", ())
    for part in entry.get("summary", ()):
        yield part
        if _ALONE.fullmatch(part):
            yield part[:-1]
    for param in entry.get("params", ()):
        yield from (param[key] for key in ("label", "help", "unit") if param.get(key))
