"""Small drawings: each is whole SVG and holds nothing that somebody typed."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.pages import drawn
from builder.pages.learn import STEPS
from builder.pages.pictures import data_picture, step_picture
from builder.pages.sketch import sketches
from builder.pages.thumbnail import network_picture
from engine.advice import RULES, Rule
from engine.data.builtin import BUILTIN
from engine.document.model import Document, Node, Position, Reference
from engine.propose.published import architecture, ready_block, ready_blocks
from engine.propose.templates import document, templates

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("entry", BUILTIN.values(), ids=list(BUILTIN))
def test_every_built_in_set_has_a_picture_of_its_own_kind(entry) -> None:
    picture = data_picture(entry.picture)
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert picture != data_picture("") or entry.picture == "table"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.picture)
def test_every_step_has_a_picture_and_a_template_that_is_there(step) -> None:
    assert ElementTree.fromstring(step_picture(step.picture)).tag.endswith("svg")
    assert document(step.template).nodes


@pytest.mark.parametrize("name", list(templates()))
def test_the_picture_of_a_network_has_a_card_for_each_node(name: str) -> None:
    network = document(name)
    picture = ElementTree.fromstring(network_picture(network))
    standing = [node for node in network.nodes.values() if node.block is None]
    assert len([part for part in picture if part.tag.endswith("rect")]) == len(standing)


@pytest.mark.parametrize("name", list(ready_blocks()))
def test_the_picture_of_a_block_shows_what_stands_in_it(name: str) -> None:
    inside = [node for node in ready_block(name).nodes.values() if node.block == name]
    picture = ElementTree.fromstring(network_picture(ready_block(name), block=name))
    cards = [part for part in picture if part.tag.endswith("rect") and "opacity" not in part.attrib]
    assert len(cards) == len(inside)


def test_a_long_network_lies_on_its_side_and_a_repeat_is_a_stack() -> None:
    picture = ElementTree.fromstring(network_picture(architecture("vit-tiny")))
    cards = [part.attrib for part in picture if part.tag.endswith("rect")]
    assert all(float(card["height"]) > float(card["width"]) for card in cards)
    assert len([card for card in cards if "opacity" in card]) == 2


def test_a_broken_document_has_a_picture_too() -> None:
    nodes = {
        "a": Node(kind="No<b>thing", inputs={"inputs": (Reference("gone"), Reference("a"))}),
        "b": Node(kind="Dense"),
    }
    picture = network_picture(Document(nodes=nodes, layout={"a": Position(x=0, y=0)}))
    assert "Noth" not in picture
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert ElementTree.fromstring(network_picture(Document())).tag.endswith("svg")


def test_blocks_have_the_same_hue_as_on_the_canvas() -> None:
    tokens = (Path(__file__).resolve().parents[2] / "builder/frontend/src/design/tokens.css").read_text("utf-8")
    assert f"--ll-block-hue: {drawn.BLOCK_HUE};" in tokens


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_two_networks_of_a_rule_are_drawn_as_whole_pictures_which_differ(rule: Rule) -> None:
    wrong, right = sketches(rule.wrong(), rule.right())
    assert wrong != right
    assert ElementTree.fromstring(wrong).tag == ElementTree.fromstring(right).tag == f"{_SVG}svg"
