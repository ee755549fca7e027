"""The components of the bundle in `assets/canvas/`, as Streamlit mounts them."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

import streamlit as st

from engine.assets import asset
from engine.words import Json

Name: TypeAlias = Literal["topbar", "canvas", "plot", "pad", "upload"]

# Inline code travels with every message of the component: so it only fetches the bundle, which the browser keeps.
_LOADER = """
const bundle = () => import(new URL("canvas/canvas.js?v=@VERSION@", document.baseURI).href);
export default function (component) {
  let unmount = () => {};
  let gone = false;
  bundle().then((module) => { if (!gone) unmount = module.default("@NAME@", component); });
  return () => { gone = true; unmount(); };
}
"""


def mount(name: Name, data: Mapping[str, Json], *, key: str, triggers: tuple[str, ...] = ()) -> Any:  # noqa: ANN401
    """Show the component `name` and return its result: an attribute for each of `triggers`, `None` unless it fired."""
    events: dict[str, Callable[[], None]] = {f"on_{trigger}_change": _rerun for trigger in triggers}
    return _renderers[name](key=key, data=dict(data), **events)


def _rerun() -> None:
    """Nothing to do beforehand: the page reads the result as it is written."""


def _version() -> str:
    content = hashlib.sha256()
    for name in ("canvas.js", "canvas.css"):
        path = asset("canvas") / name
        content.update(path.read_bytes() if path.exists() else b"")
    return content.hexdigest()[:16]


def _renderer(name: Name, version: str) -> Any:  # noqa: ANN401
    js = _LOADER.replace("@VERSION@", version).replace("@NAME@", name)
    return st.components.v2.component(f"layerloom_{name}", html="<span></span>", js=js)


_VERSION = _version()
_names: tuple[Name, ...] = ("topbar", "canvas", "plot", "pad", "upload")
_renderers = {name: _renderer(name, _VERSION) for name in _names}
