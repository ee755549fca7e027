"""Random documents of blocks in blocks, for every test that takes a document somewhere and back."""

from typing import Any

from hypothesis import strategies as st

from engine.document.load import from_json
from engine.document.model import FORMAT, VERSION, Document
from tests.blocks import inside, instance
from tests.networks import loss, node

SIZE = {"size": {"default": 1, "help": "of the kernel"}, "act": {"default": "relu", "help": ""}}


def document(nodes: dict[str, Any], blocks: dict[str, Any]) -> Document:
    """A document of nodes and definitions of blocks."""
    return from_json({"format": FORMAT, "version": VERSION, "nodes": nodes, "blocks": blocks})


def port(kind: str, number: int, *sources: str) -> dict[str, Any]:
    """A port of a block."""
    return node(kind, *sources, number=number)


@st.composite
def nested(draw: st.DrawFn) -> Document:
    """Networks of blocks in blocks: repeats, sharing, wrappers, several inputs and outputs, frozen and disabled nodes.

    Every value is 8 × 8 × 2, so anything can be wired to anything.
    """
    nodes: dict[str, Any] = {}
    blocks: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 3))):
        block = f"b{number}"
        given = {f"{block}_x{each}": port("BlockInput", each) for each in range(draw(st.integers(1, 2)))}
        content = draw(_content(block, list(given), blocks, nodes))
        ends = draw(st.lists(st.sampled_from([*given, *content]), min_size=1, max_size=2, unique=True))
        out = {f"{block}_y{each}": port("BlockOutput", each, end) for each, end in enumerate(ends)}
        nodes |= inside(block, **given, **content, **out)
        blocks[block] = {"name": block, "help": "", "params": SIZE}
    given = {f"x{each}": node("Input", shape=[8, 8, 2]) for each in range(draw(st.integers(1, 2)))}
    content = draw(_content("top", list(given), blocks, nodes))
    ends = draw(st.lists(st.sampled_from(list(content)), min_size=1, max_size=2, unique=True))
    nodes |= {**given, **content}
    for each, end in enumerate(ends):
        nodes[f"flat{each}"] = node("Flatten", end)
        nodes[f"last{each}"] = node("Output", f"flat{each}", loss=loss("MeanSquaredError"))
    return document(nodes, blocks)


@st.composite
def _content(
    draw: st.DrawFn, block: str, given: list[str], blocks: dict[str, Any], nodes: dict[str, Any]
) -> dict[str, Any]:
    """Some nodes of one level, each wired to those before it."""
    content: dict[str, Any] = {}
    number, text = _numbers(block), st.sampled_from(["tanh", "relu"] if block == "top" else ["tanh", {"expr": "act"}])
    for count in range(draw(st.integers(1, 4))):
        ends = st.sampled_from([*given, *content])
        plain = ["conv", "add", "shared", "wrapped"]
        match draw(st.sampled_from([*plain, "block", "block", "block"] if blocks else plain)):
            case "block":
                uses = draw(st.sampled_from(list(blocks)))
                made = instance(uses, {each: draw(ends) for each in _ports(uses, nodes)})
                made["params"] = draw(st.fixed_dictionaries({}, optional={"size": number, "act": text}))
                twins = [key for key, each in content.items() if each.get("uses") == uses and "shares" not in each]
                if twins and draw(st.booleans()):
                    made["shares"] = draw(st.sampled_from(twins))
                else:
                    made |= draw(st.fixed_dictionaries({}, optional={"repeat": number, "frozen": st.just(True)}))
            case "add":
                made = node("Add", draw(ends), draw(ends))
            case "shared" if twins := [key for key, each in content.items() if each["kind"] == "DepthwiseConv2D"]:
                made = {**node("DepthwiseConv2D", draw(ends)), "shares": draw(st.sampled_from(twins))}
            case "wrapped":
                made = draw(_wrapped(draw(ends)))
            case _:
                size = draw(number)
                made = node("DepthwiseConv2D", draw(ends), kernel_size=[size, size], padding="same")
                made["params"]["activation"] = draw(text)
                made |= draw(st.fixed_dictionaries({}, optional={"frozen": st.just(True)}))
        if "shares" not in made and draw(st.integers(0, 9)) == 0:
            made["disabled"] = True
        content[f"{block}_n{count}"] = made
    return content


def _numbers(block: str) -> st.SearchStrategy[Any]:
    if block == "top":
        return st.integers(1, 3)
    texts = ["size", "size", "2 * size - 1", "2 * size - 1", "i + 1", "size + i // 2"]
    return st.sampled_from([1, 2, *({"expr": text} for text in texts)])


def _ports(block: str, nodes: dict[str, Any]) -> list[str]:
    return [key for key, each in nodes.items() if each["kind"] == "BlockInput" and each["block"] == block]


def _wrapped(source: str) -> st.SearchStrategy[dict[str, Any]]:
    inner = [
        {"kind": "Dense", "params": {"units": 2, "activation": "tanh"}},
        {
            "kind": "Bidirectional",
            "params": {"layer": {"kind": "GRU", "params": {"units": 1, "return_sequences": True}}},
        },
    ]
    turned = node(
        "SpectralNormalization", source, layer={"kind": "Conv2D", "params": {"filters": 2, "kernel_size": [1, 1]}}
    )
    return st.one_of(*(st.just(node("TimeDistributed", source, layer=each)) for each in inner), st.just(turned))
