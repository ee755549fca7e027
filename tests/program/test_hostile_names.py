"""Names that somebody gives to do harm: they are kept, and mean nothing in any program, picture or file."""

import ast
from xml.etree import ElementTree

import pytest

from builder.pages.thumbnail import network_picture
from builder.server.downloads import _attached
from builder.store.projects import tidy
from engine.catalog import catalog
from engine.document.dump import dump
from engine.document.load import load
from engine.document.model import Block, Document, Node, Note, Position, Reference
from engine.plan import plan
from engine.program import program

NAMES = (
    "x" * 10_000,
    "<img src=x onerror=alert(1)><script>alert(2)</script>",
    "\u202eשלום עולם",
    "👩\u200d🚀🧪",
    '"""\n__import__("os").system("true")\n"""',
    "'; DROP TABLE projects; --",
    "a\r\nset-cookie: b=c",
    "{units} %s \\",
    "\u0000\u2028",
)


def _named(name: str) -> Document:
    nodes = {
        "image": Node(kind="Input", name=name, params={"shape": [4], "dtype": "float32"}),
        "inside": Node(kind="Block", name=name, uses="block", inputs={"x": (Reference("image"),)}),
        "x": Node(kind="BlockInput", name=name, block="block", params={"number": 0}),
        "dense": Node(
            kind="Dense", name=name, block="block", params={"units": 2}, inputs={"inputs": (Reference("x"),)}
        ),
        "y": Node(kind="BlockOutput", name=name, block="block", inputs={"inputs": (Reference("dense"),)}),
        "answer": Node(kind="Output", name=name, params={"target": name}, inputs={"inputs": (Reference("inside"),)}),
    }
    layout = {key: Position(x=0, y=92 * place) for place, key in enumerate(nodes)}
    blocks = {"block": Block(name=name, help=name)}
    notes = {"n1": Note(text=name, x=0, y=0, width=100, height=100)}
    return Document(name=name, nodes=nodes, blocks=blocks, layout=layout, notes=notes)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_kept_and_means_nothing(name: str) -> None:
    document = load(dump(_named(name)).encode())  # very long ones are cut
    assert load(dump(document).encode()) == document
    text = program(plan(document, catalog())).text
    called = {
        node.func.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "__import__" not in called
    ElementTree.fromstring(network_picture(document))
    assert all(letter.isprintable() for letter in _attached(f"{name}.json")["content-disposition"])
    assert len(tidy(name)) <= 200


def test_an_emoji_of_several_parts_stays_whole() -> None:
    assert tidy(" 👩\u200d🚀 \u202eA\n") == "👩\u200d🚀 A"
    assert tidy("\u200d\u0000") == "Untitled"
