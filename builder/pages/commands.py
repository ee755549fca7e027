"""The part of Learn that tells every command of the canvas: what it does, and by which keys."""

import json
from functools import cache
from typing import TypedDict

import streamlit as st

from builder.pages.language import _
from engine.assets import asset


class Told(TypedDict):
    """One command, as the canvas tells it."""

    name: str
    title: str
    sentence: str
    group: str
    keys: list[str]
    mac_keys: list[str]


def section() -> None:
    """Write all commands, group by group, with the keys of the visitor's computer."""
    with st.container(key="commands"):
        _all(is_mac(st.context.headers.get("User-Agent", "")))


def _all(mac: bool) -> None:
    groups, commands = told()
    st.markdown(
        _(
            "Everything that the canvas can do is a command. Press {palette} there and type a few letters of its name, "
            "press its keys, or point at something and press the right button.",
            palette=f"`{'⌘K' if mac else 'Ctrl+K'}`",
        )
    )
    for group, title in groups.items():
        lines = [_row(command, mac) for command in commands if command["group"] == group]
        if lines:
            st.subheader(_(title), anchor=False)
            st.markdown("\n".join([f"| {_('Command')} | {_('What it does')} | {_('Keys')} |", "|:--|:--|:--|", *lines]))


@cache
def told() -> tuple[dict[str, str], tuple[Told, ...]]:
    """Return the titles of the groups and all commands in their order, from what the canvas was built with."""
    file = json.loads(asset("canvas/commands.json").read_text("utf-8"))
    return file["groups"], tuple(file["commands"])


def is_mac(browser: str) -> bool:
    """Return whether keys are those of a Mac where a browser names itself so."""
    return any(name in browser for name in ("Macintosh", "iPhone", "iPad"))


def _row(command: Told, mac: bool) -> str:
    keys = " ".join(f"`{key}`" for key in command["mac_keys" if mac else "keys"])
    return f"| **{_(command['title'])}** | {_(command['sentence'])} | {keys} |"
