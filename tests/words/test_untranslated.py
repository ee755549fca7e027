"""No text of a page goes past the catalogue: what Streamlit shows is said by `_`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words.messages_in_use import ROOT

PAGES = sorted((ROOT / "builder" / "pages").glob("*.py"))
SHOWN = frozenset(
    [
        "button",
        "caption",
        "download_button",
        "error",
        "expander",
        "header",
        "info",
        "link_button",
        "markdown",
        "metric",
        "multiselect",
        "number_input",
        "popover",
        "selectbox",
        "segmented_control",
        "slider",
        "subheader",
        "success",
        "tabs",
        "text_input",
        "toast",
        "toggle",
        "warning",
        "title",
    ]
)
READ = {"label", "help", "placeholder", "text", "body"}
NAMES = {"k7fm-2xqa-9hdp-w3tr"}  # a code, as an example of itself


def bare(tree: ast.AST) -> Iterator[str]:
    """The texts that are shown as they stand."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in SHOWN:
            shown = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg in READ)]
            yield from (text for each in shown for text in _texts(each) if _reads(text))


def _texts(value: ast.AST) -> Iterator[str]:
    match value:
        case ast.Call() | ast.FormattedValue():
            return
        case ast.Constant(value=str(text)):
            yield text
        case _:
            for child in ast.iter_child_nodes(value):
                yield from _texts(child)


def _reads(text: str) -> bool:
    bare_text = re.sub(r":material/\w+:|:red\[|\{\w+\}", "", text)
    return bool(re.search(r"[A-Za-z]{2}", bare_text)) and text not in NAMES


def test_it_finds_what_goes_past() -> None:
    source = (
        'st.button("Go"); st.caption(_("So")); st.markdown(f":material/info: {x}"); st.metric(_("A"), 1, help="why")'
    )
    assert sorted(bare(ast.parse(source))) == ["Go", "why"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_speak_by_messages(page: Path) -> None:
    assert list(bare(ast.parse(page.read_text("utf-8")))) == []
