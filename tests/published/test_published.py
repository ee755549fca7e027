"""Ready-made blocks and named architectures are whole documents that can be read and looked at."""

import pytest

from engine.assets import asset
from engine.document.dump import dump
from engine.document.load import load
from engine.document.model import Document
from engine.propose.published import architecture, architectures, ready_block, ready_blocks

FILES = sorted([*asset("blocks").glob("*.json"), *asset("architectures").glob("*.json")])
BLOCKS = pytest.mark.parametrize("name", list(ready_blocks()))
ARCHITECTURES = pytest.mark.parametrize("name", list(architectures()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_what_the_program_itself_would_write(path) -> None:
    opened = load(path.read_bytes())
    assert opened.faults == ()
    assert load(dump(opened)) == opened
    assert set(opened.layout) == set(opened.nodes)


def test_indexes_and_folders_agree() -> None:
    assert set(ready_blocks()) == {path.stem for path in asset("blocks").glob("*.json")}
    assert set(architectures()) == {path.stem for path in asset("architectures").glob("*.json")}


@BLOCKS
def test_a_ready_made_block_is_a_definition_and_nothing_else(name: str) -> None:
    opened, entry = ready_block(name), ready_blocks()[name]
    assert next(iter(opened.blocks)) == name
    assert opened.name == opened.blocks[name].name == entry.title
    assert opened.blocks[name].help == entry.sentence
    assert all(node.block in opened.blocks for node in opened.nodes.values())
    assert all(param.help for block in opened.blocks.values() for param in block.params.values())
    assert all(block.help for block in opened.blocks.values())


@ARCHITECTURES
def test_an_architecture_has_its_name_its_words_and_uses_all_its_blocks(name: str) -> None:
    opened, entry = architecture(name), architectures()[name]
    assert opened.name == entry.title
    assert entry.reference.title in opened.notes["about"].text
    assert {node.uses for node in opened.nodes.values() if node.uses} == set(opened.blocks)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_stands_on_anything_else(path) -> None:
    """Cards are 220 by 56 pixels; notes have their own size."""
    opened = load(path.read_bytes())
    for block in (None, *opened.blocks):
        boxes = _boxes(opened, block)
        for number, (x, y, width, height) in enumerate(boxes):
            for x2, y2, width2, height2 in boxes[:number]:
                assert x >= x2 + width2 or x2 >= x + width or y >= y2 + height2 or y2 >= y + height


def _boxes(opened: Document, block: str | None) -> list[tuple[float, float, float, float]]:
    cards = [
        (place.x, place.y, 220.0, 56.0) for key, place in opened.layout.items() if opened.nodes[key].block == block
    ]
    notes = [(note.x, note.y, note.width, note.height) for note in opened.notes.values() if note.block == block]
    return cards + notes
