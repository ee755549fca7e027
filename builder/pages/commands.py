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


class File(TypedDict):
    """What stands in `commands.json`; ARCHITECTURE.md describes it."""

    groups: dict[str, str]
    pointer: list[tuple[str, str]]
    commands: list[Told]


def section() -> None:
    """Write all commands, group by group, with the keys of the visitor's computer."""
    with st.container(key="commands"):
        _all(is_mac(st.context.headers.get("User-Agent", "")))


def _all(mac: bool) -> None:
    file = told()
    st.markdown(
        _(
            "Everything that the canvas can do is a command. Press {palette} there and type a few letters of its name, "
            "press its keys, or point at something and press the right button.",
            palette=f"`{'⌘K' if mac else 'Ctrl+K'}`",
        )
    )
    for group, title in file["groups"].items():
        lines = [_row(command, mac) for command in file["commands"] if command["group"] == group]
        if lines:
            _table(_(title), lines)
    _table(_("With the pointer"), [f"| **{_(pressed)}** | {_(sentence)} | |" for pressed, sentence in file["pointer"]])


@cache
def told() -> File:
    """Return what the canvas was built with: groups, all commands in their order, and what the pointer does."""
    file: File = json.loads(asset("canvas/commands.json").read_text("utf-8"))
    return file


def is_mac(browser: str) -> bool:
    """Return whether keys are those of a Mac where a browser names itself so."""
    return any(name in browser for name in ("Macintosh", "iPhone", "iPad"))


def _table(title: str, lines: list[str]) -> None:
    st.subheader(title, anchor=False)
    st.markdown("\n".join([f"| {_('Command')} | {_('What it does')} | {_('Keys')} |", "|:--|:--|:--|", *lines]))


def _row(command: Told, mac: bool) -> str:
    keys = " ".join(f"`{key}`" for key in command["mac_keys" if mac else "keys"])
    return f"| **{_(command['title'])}** | {_(command['sentence'])} | {keys} |"
