"""The components of the bundle in `assets/canvas/`, as Streamlit mounts them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import streamlit as st

from builder.bundle import version
from builder.pages.language import words
from engine.words import Json

Name: TypeAlias = Literal["topbar", "canvas", "plot", "pad", "upload", "samples", "capture"]

_SESSION, _DONE = "session", "presses done"

# Inline code travels with every message of the component: so it only fetches the bundle, which the browser keeps.
_LOADER = """
const bundle = () => import(new URL("canvas/@VERSION@/canvas.js", document.baseURI).href);
export default function (component) {
  let unmount = () => {};
  let gone = false;
  const given = { ...component, data: component.data[0], session: component.data[1], words: component.data[2] };
  bundle().then((module) => { if (!gone) unmount = module.default("@NAME@", given); });
  return () => { gone = true; unmount(); };
}
"""


@dataclass(frozen=True)
class Asked:
    """What a mounted component says, and what was pressed in it."""

    key: str

    def take(self, press: str) -> Any:  # noqa: ANN401
        """Return the value of the newest `press`, once; `None` where nothing new was pressed.

        A press is a state `[session, number, value]`, not a trigger: it stays until a newer one, so that neither a run
        of the script that another overtakes nor a change of the page can lose it. The session keeps a new one (the
        server started again) from doing what was pressed in an old one.
        """
        match self.state(press):
            case [str(session), int() | float() as number, value] if session == _session():
                done = st.session_state.setdefault(_DONE, {})
                if number > done.get((self.key, press), 0):
                    done[self.key, press] = number
                    return value
        return None

    def state(self, name: str) -> Any:  # noqa: ANN401
        """Return the state `name` of the component, `None` while it has none."""
        return st.session_state[self.key].get(name)


def mount(name: Name, data: Mapping[str, Json], *, key: str) -> Asked:
    """Show the component `name` and return what it asks for."""
    # In a list: Streamlit searches a dict for tables, and imports pandas for that before the first page is there.
    _renderers[name](key=key, data=[dict(data), _session(), words()])
    return Asked(key)


def _session() -> str:
    made: str = st.session_state.setdefault(_SESSION, uuid.uuid4().hex)
    return made


def _renderer(name: Name, build: str) -> Any:  # noqa: ANN401
    js = _LOADER.replace("@VERSION@", build).replace("@NAME@", name)
    return st.components.v2.component(f"layerloom_{name}", html="<span></span>", js=js)


_names: tuple[Name, ...] = ("topbar", "canvas", "plot", "pad", "upload", "samples", "capture")
_renderers = {name: _renderer(name, version()) for name in _names}
