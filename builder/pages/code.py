"""The Keras program beside the canvas: Monaco with the lines of the selected node marked, Copy and Download."""

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from builder.pages.elements import Script, editor, elements, mui
from builder.pages.language import _
from builder.pages.style import theme
from engine.words import JsonObject

_LINE_PX = 19
_MARK = {"light": "rgba(29,78,216,.12)", "dark": "rgba(124,172,248,.18)"}
_OPTIONS = {
    "readOnly": True,
    "minimap": {"enabled": False},
    "fontSize": 12.5,
    "lineHeight": _LINE_PX,
    "scrollBeyondLastLine": False,
    "renderLineHighlight": "none",
    "folding": False,
    "lineNumbersMinChars": 3,
    "overviewRulerLanes": 0,
    "domReadOnly": True,
    "contextmenu": False,
    "automaticLayout": True,
}
# The clipboard of a page is only there over https: a text area and the browser's old command copy everywhere.
_COPY = """() => {
  const area = document.createElement("textarea");
  area.value = @TEXT@;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}"""

_REVEAL = "(editor) => editor.revealLineInCenter(@LINE@)"


def panel(report: JsonObject | None, selected: object) -> None:
    """Show the program of the report with the lines of the node `selected` marked."""
    program: Any = (report or {}).get("program")
    with st.container(key="code"):
        if not program or not program.get("text"):
            st.caption(_("The program appears here as soon as the network has been checked."))
            return
        _head(program["text"])
        _editor(program["text"], program.get("lines", {}).get(selected) or ())


def _head(text: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_('Program')}**")
        st.space("stretch")
        st.download_button(_("Download"), text, file_name="network.py", mime="text/x-python", on_click="ignore")


def _editor(text: str, lines: Sequence[int]) -> None:
    with elements("program"), mui.Box(sx=_marked(lines)):
        # json.dumps leaves `</` as it is, which only matters inside an HTML script: this is evaluated as JavaScript.
        mui.Button(
            _("Copy"),
            onClick=Script(_COPY.replace("@TEXT@", json.dumps(text))),
            size="small",
            variant="outlined",
            color="inherit",
            sx={"textTransform": "none", "mb": 1},
        )
        editor.Monaco(
            height="calc(100vh - 44px)",
            value=text,
            language="python",
            theme="vs-dark" if theme() == "dark" else "light",
            options=_OPTIONS,
            # `line` is followed only once the editor is there.
            **(
                {"line": int(lines[0]), "onMount": Script(_REVEAL.replace("@LINE@", str(int(lines[0]))))}
                if lines
                else {}
            ),
        )


def _marked(lines: Sequence[int]) -> JsonObject:
    """Return the style that marks lines: Monaco places each line by its distance from the top."""
    numbers = range(int(lines[0]), int(lines[-1]) + 1) if lines else ()
    places = ",".join(f'& .view-line[style*="top:{(number - 1) * _LINE_PX}px"]' for number in numbers)
    style: dict[str, Any] = {"height": "100vh", "color": "#182230" if theme() == "light" else "#e8edf5"}
    return {**style, places: {"background": _MARK[theme()]}} if places else style
