"""Blocks and architectures have as many parameters as their papers say, or as the equations there come to.

Nothing is allocated: Keras counts in a `StatelessScope`, as the check does.
"""

from typing import Any

import pytest

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.load import from_json
from engine.document.model import Document
from engine.findings import problems
from engine.plan import plan
from engine.propose.published import architecture, architectures, ready_block, ready_blocks, shown_block
from engine.runtime.check import Budget, Examined, Memory, examine

CATALOG = catalog()
ANY = Budget(parameters=10**12, memory=10**15)


def examined(document: Document) -> Examined:
    """What Keras makes of a document without a finding."""
    found = examine(plan(document, CATALOG), Memory(), ANY)
    assert {finding.code for finding in problems(found.findings)} <= {"no-data"}
    return found


def used(name: str, *shapes: list[int], **params: Any) -> Document:
    """A network of one instance of a ready-made block."""
    content = to_json(ready_block(name))
    ports = [(node["params"]["number"], key) for key, node in content["nodes"].items() if _is_input(node, name)]
    nodes = {f"in{number}": {"kind": "Input", "params": {"shape": shape}} for number, shape in enumerate(shapes)}
    wires = {key: [f"in{number}"] for number, key in ports}
    nodes["it"] = {"kind": "Block", "uses": name, "params": params, "inputs": wires}
    ends = [node["params"]["number"] for node in content["nodes"].values() if _is_output(node, name)]
    for number in ends:
        loss = {"kind": "MeanSquaredError", "params": {}}
        nodes[f"out{number}"] = {
            "kind": "Output",
            "params": {"loss": loss},
            "inputs": {"inputs": [f"it:{number}" if number else "it"]},
        }
    return from_json({**content, "nodes": {**content["nodes"], **nodes}})


def _is_input(node: dict[str, Any], block: str) -> bool:
    return node["kind"] == "BlockInput" and node["block"] == block


def _is_output(node: dict[str, Any], block: str) -> bool:
    return node["kind"] == "BlockOutput" and node["block"] == block


def conv(size: int, before: int, after: int) -> int:
    """Weights of a convolution without bias that is followed by batch normalisation, with its scale and offset."""
    return size * size * before * after + 2 * after


def dense(before: int, after: int) -> int:
    """Weights of a dense layer, or of a 1 × 1 convolution, with bias."""
    return before * after + after


def attention(width: int) -> int:
    """Query, key, value and output projections (Vaswani 2017, 3.2.2), with biases."""
    return 4 * dense(width, width)


ENCODER = attention(512) + dense(512, 2048) + dense(2048, 512) + 2 * 2 * 512

# Block, shapes that come in, settings, what learns there, and where that is from.
BLOCKS: list[tuple[str, list[list[int]], dict[str, Any], int, str]] = [
    ("residual", [[56, 56, 64]], {}, 2 * conv(3, 64, 64), "He 2015, figure 5 left; torchvision layer1.0: 73,984"),
    (
        "residual_down",
        [[56, 56, 64]],
        {"filters": 128},
        conv(3, 64, 128) + conv(3, 128, 128) + conv(1, 64, 128),
        "He 2015, table 1, conv3_1 of 18 layers with projection (B); torchvision layer2.0: 230,144",
    ),
    (
        "bottleneck",
        [[56, 56, 256]],
        {},
        conv(1, 256, 64) + conv(3, 64, 64) + conv(1, 64, 256),
        "He 2015, figure 5 right; torchvision layer1.1: 70,400",
    ),
    (
        "bottleneck_down",
        [[56, 56, 256]],
        {"filters": 128},
        conv(1, 256, 128) + conv(3, 128, 128) + conv(1, 128, 512) + conv(1, 256, 512),
        "He 2015, table 1, conv3_1 of 50 layers; torchvision layer2.0: 379,392",
    ),
    (
        "inverted_residual",
        [[56, 56, 24]],
        {},
        conv(1, 24, 144) + 9 * 144 + 2 * 144 + conv(1, 144, 24),
        "Sandler 2018, table 1, t = 6; torchvision features.3: 8,832",
    ),
    (
        "inverted_residual_down",
        [[112, 112, 16]],
        {},
        conv(1, 16, 96) + 9 * 96 + 2 * 96 + conv(1, 96, 24),
        "Sandler 2018, table 2, first block of 24 channels; torchvision features.2: 5,136",
    ),
    ("squeeze_excite", [[56, 56, 256]], {"channels": 256, "bias": False}, 2 * 256 * 256 // 16, "Hu 2018, equation 5"),
    (
        "squeeze_excite",
        [[7, 7, 2048]],
        {"channels": 2048},
        dense(2048, 128) + dense(128, 2048),
        "Hu 2018, section 3.2, r = 16, with biases as in its code",
    ),
    # The paper says 159K of 1,024 weights, without biases (163,328).
    ("inception", [[28, 28, 192]], {}, 163_328 + 368, "Szegedy 2014, table 1, inception (3a)"),
    # The paper says 380K (388,096).
    (
        "inception",
        [[28, 28, 256]],
        {"ones": 128, "reduce3": 128, "threes": 192, "reduce5": 32, "fives": 96, "pooled": 64},
        388_096 + 640,
        "Szegedy 2014, table 1, inception (3b)",
    ),
    (
        "dense_block",
        [[56, 56, 64]],
        {},
        sum(2 * c + c * 128 + 2 * 128 + 9 * 128 * 32 for c in range(64, 256, 32)),
        "Huang 2016, table 1, dense block 1 of k = 32; torchvision denseblock1: 335,040",
    ),
    ("unet_down", [[572, 572, 1]], {"padding": "valid"}, 9 * 64 + 64 + 9 * 64 * 64 + 64, "Ronneberger 2015, figure 1"),
    (
        "unet_up",
        [[196, 196, 128], [568, 568, 64]],
        {"padding": "valid", "crop": 88},
        4 * 128 * 64 + 64 + 9 * 128 * 64 + 64 + 9 * 64 * 64 + 64,
        "Ronneberger 2015, figure 1, last step up",
    ),
    (
        "convnext",
        [[56, 56, 96]],
        {},
        49 * 96 + 96 + 2 * 96 + dense(96, 384) + dense(384, 96) + 96,
        "Liu 2022, figure 4, with layer scale; torchvision CNBlock of 96: 79,296",
    ),
    (
        "mixer",
        [[196, 512]],
        {},
        2 * 2 * 512 + dense(196, 256) + dense(256, 196) + dense(512, 2048) + dense(2048, 512),
        "Tolstikhin 2021, table 1, S/16: D_S = 256, D_C = 2048",
    ),
    ("transformer_encoder", [[32, 512]], {}, ENCODER, "Vaswani 2017, base: d = 512, h = 8, d_ff = 2048 (3,152,384)"),
    (
        "transformer_decoder",
        [[32, 512], [32, 512]],
        {},
        ENCODER + attention(512) + 2 * 512,
        "Vaswani 2017, base (4,204,032)",
    ),
    (
        "transformer_pre",
        [[32, 768]],
        {"causal": True},
        attention(768) + dense(768, 3072) + dense(3072, 768) + 4 * 768,
        "Radford 2019: 7,087,872 in each of 12 layers of the small GPT-2",
    ),
    (
        "gru_encoder_decoder",
        [[30, 100], [30, 100]],
        {},
        2 * 3 * (100 * 1000 + 1000 * 1000 + 1000),
        "Cho 2014, appendix A.1: three gates, 1,000 units, embeddings of rank 100, with the biases it leaves out",
    ),
    ("positions", [[197, 192]], {"steps": 197}, 197 * 192, "Dosovitskiy 2020, equation 1: E_pos"),
    ("class_token", [[196, 192]], {}, 192, "Dosovitskiy 2020, equation 1: x_class"),
]


@pytest.mark.parametrize(("name", "shapes", "params", "expected", "source"), BLOCKS, ids=[each[0] for each in BLOCKS])
def test_a_ready_made_block_has_the_parameters_of_its_paper(
    name: str, shapes: list[list[int]], params: dict[str, Any], expected: int, source: str
) -> None:
    assert examined(used(name, *shapes, **params)).totals.trainable == expected, source


def test_every_ready_made_block_is_counted() -> None:
    assert {each[0] for each in BLOCKS} == set(ready_blocks())


@pytest.mark.parametrize("name", list(ready_blocks()))
def test_a_ready_made_block_can_be_shown(name: str) -> None:
    shown = shown_block(name)
    assert examined(shown).totals.trainable > 0
    assert set(shown.layout) == set(shown.nodes)


def test_squeeze_and_excite_adds_what_its_paper_says() -> None:
    """Hu 2018, section 6.1: about 2.5 million in ResNet-50, in stages of 3, 4, 6 and 3 blocks."""
    stages = [(3, 256), (4, 512), (6, 1024), (3, 2048)]
    counts = [
        count * examined(used("squeeze_excite", [8, 8, width], channels=width, bias=False)).totals.trainable
        for count, width in stages
    ]
    assert sum(counts) == 2_514_944


# What was published, how far ours may be from it, and where that is from.
PUBLISHED: dict[str, tuple[int, float, str]] = {
    "lenet-5": (60_000, 0.03, "LeCun 1998, II.B: 60,000; its third layer reads only some of the maps before it"),
    "alexnet": (60_965_224, 0, "Krizhevsky 2012: 60 million; Caffe's bvlc_reference model has 60,965,224"),
    "vgg-16": (138_357_544, 0, "Simonyan 2014, table 2: 138 million; torchvision and Keras: 138,357,544"),
    "inception-v1": (6_998_552, 0, "Szegedy 2014, table 1: about 7 million; Caffe's bvlc_googlenet: 6,998,552"),
    "resnet-18": (11_689_512, 0, "torchvision, resnet18"),
    "resnet-50": (25_557_032, 0, "torchvision, resnet50"),
    "densenet-121": (7_978_856, 0, "torchvision, densenet121; Huang 2016: 8 million"),
    "mobilenet-v2": (3_504_872, 0, "torchvision, mobilenet_v2; Sandler 2018: 3.4 million"),
    "efficientnet-b0": (5_288_548, 0, "torchvision, efficientnet_b0; Tan 2019: 5.3 million"),
    "u-net": (31_030_658, 0, "by the sizes of Ronneberger 2015, figure 1; said to be 31 million"),
    "convnext-tiny": (28_589_128, 0, "torchvision, convnext_tiny; Liu 2022: 29 million"),
    "mixer-s-16": (18_528_264, 0, "timm, mixer_s16_224; Tolstikhin 2021, table 1: 18 million"),
    "vit-tiny": (5_717_416, 0, "timm, vit_tiny_patch16_224; Touvron 2020, table 1: 5 million"),
    "gpt": (124_439_808, 0, "OpenAI's released weights of the small GPT-2"),
    "bert": (109_482_240, 0, "Google's released weights of BERT-Base, uncased; Devlin 2018: 110 million"),
    "transformer": (
        65_000_000,
        0.03,
        "Vaswani 2017, table 3, base: 65 million; its vocabulary is about 37,000",
    ),
    "lstm-language-model": (19_775_200, 0, "Zaremba 2014, 4.1, medium: 10,000 words, 650 units; said to be 20 million"),
    "bilstm-tagger": (100_000, 0.01, "Graves 2005, 3.2: about 100,000 weights in every network"),
    "siamese": (38_951_745, 0, "by the sizes of Koch 2015, figure 4"),
    "variational-autoencoder": (815_824, 0, "by the sizes of Kingma 2013, section 5: 500 hidden units, 20 latent ones"),
    "autoencoder": (2_837_314, 0, "by the sizes of Hinton 2006: 784-1000-500-250-30 and back; 2.8 million"),
}


@pytest.mark.parametrize("name", list(architectures()))
def test_an_architecture_has_the_parameters_that_were_published(name: str) -> None:
    counted = examined(architecture(name)).totals.trainable
    published, apart, source = PUBLISHED[name]
    assert counted == architectures()[name].parameters
    assert abs(counted - published) <= apart * published, source
