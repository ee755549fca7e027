"""How a data set is shown and read again: every kind has its entry, and what is asked is what the fields say."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from builder.pages import seeing
from engine.data.schema import KINDS

_SCRIPT = """
import json
from types import SimpleNamespace
import streamlit as st
from builder.pages import jobs, reading
from builder.server import intake
from builder.store import data_sets
from engine.data.schema import Schema

data_sets.find = lambda *_: object()
intake.inspect = lambda person, data_set, **asked: st.session_state.update(asked=asked) or "job"
jobs.button = lambda label, key, begin: begin() if st.button(label, key=key) else None
given = json.loads(st.session_state["given"])
size = tuple(given["size"]) if "size" in given else None
raw = Schema(id="x", title="x", samples=1, features=(), kind=given["kind"], read=given["read"], size=size)
reading.file_form(SimpleNamespace(person="p"), raw)
"""

_PLANES = {"form": "planes", "stack": "max"}
_EXCEL = {"form": "excel", "sheet": "b", "sheets": ["a", "b"], "header": True}


def _asked(kind, read, size):
    """Return what is asked where nothing is changed before the press."""
    given = {"kind": kind, "read": read, **({"size": size} if size else {})}
    page = AppTest.from_string(_SCRIPT, default_timeout=60)
    page.session_state["given"] = json.dumps(given)
    page.run()
    assert not page.exception
    if not page.button:
        return None
    page.button[0].click().run()
    assert not page.exception
    return page.session_state["asked"]


@pytest.mark.parametrize(
    ("kind", "read", "size", "asked"),
    [
        ("table", {"separator": ";", "encoding": "cp1252", "header": False}, None, "as read"),
        ("table", _EXCEL, None, {"read": {"sheet": "b", "header": True}}),
        ("images", {}, [48, 32], {"size": [48, 32]}),
        ("images", _PLANES, [48, 32], {"size": [48, 32], "read": _PLANES}),
        ("images", {"several": 3, "together": True}, [8, 8], "as read"),
        ("videos", {"frames": 9}, [8, 16], "as read"),
        ("sounds", {"rate": 11025}, None, "as read"),
        ("texts", {"form": "text", "by": "words"}, None, {"read": {"by": "words"}}),
        ("texts", {}, None, None),
        ("series", {}, None, None),
        ("table", {"form": "parquet"}, None, None),
        ("images", {"form": "arrays"}, [8, 8], None),
    ],
)
def test_read_again_as_it_was_asks_for_what_was_read(kind, read, size, asked):
    as_read = {"read": read, **({"size": size} if size else {})}
    assert _asked(kind, read, size) == (as_read if asked == "as read" else asked)


def test_samples_of_every_kind_are_shown():
    assert set(seeing._SAMPLES) == set(KINDS)
