"""The components of the bundle in `assets/canvas/`, as Streamlit mounts them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias

import streamlit as st

from builder.bundle import version
from engine.words import Json

Name: TypeAlias = Literal["topbar", "canvas", "plot", "pad", "upload"]

# Inline code travels with every message of the component: so it only fetches the bundle, which the browser keeps.
_LOADER = """
const bundle = () => import(new URL("canvas/canvas.js?v=@VERSION@", document.baseURI).href);
export default function (component) {
  let unmount = () => {};
  let gone = false;
  const given = { ...component, data: component.data[0] };
  bundle().then((module) => { if (!gone) unmount = module.default("@NAME@", given); });
  return () => { gone = true; unmount(); };
}
"""


@dataclass(frozen=True)
class Asked:
    """What a mounted component asked for and was not done yet."""

    key: str

    def take(self, trigger: str) -> Any:  # noqa: ANN401
        """Return what `trigger` was fired with, once; `None` where it was not."""
        return st.session_state.pop(f"{self.key}.{trigger}", None)

    def state(self, name: str) -> Any:  # noqa: ANN401
        """Return the state `name` of the component, `None` while it has none."""
        return st.session_state[self.key].get(name)


def mount(name: Name, data: Mapping[str, Json], *, key: str, triggers: tuple[str, ...] = ()) -> Asked:
    """Show the component `name` and return what it asks for by one of `triggers`."""
    events = {f"on_{trigger}_change": partial(_keep, key, trigger) for trigger in triggers}
    # In a list: Streamlit searches a dict for tables, and imports pandas for that before the first page is there.
    _renderers[name](key=key, data=[dict(data)], **events)
    return Asked(key)


def _keep(key: str, trigger: str) -> None:
    # A run of the script that a newer one overtakes loses its triggers; what the session keeps is done by the newer.
    value = st.session_state[key].get(trigger)
    if value is not None:
        st.session_state[f"{key}.{trigger}"] = value


def _renderer(name: Name, build: str) -> Any:  # noqa: ANN401
    js = _LOADER.replace("@VERSION@", build).replace("@NAME@", name)
    return st.components.v2.component(f"layerloom_{name}", html="<span></span>", js=js)


_names: tuple[Name, ...] = ("topbar", "canvas", "plot", "pad", "upload")
_renderers = {name: _renderer(name, version()) for name in _names}
