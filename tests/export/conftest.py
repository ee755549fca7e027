"""Trained runs to export: one for each kind of raw value."""

import csv
import io
import os
import random
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.home import home
from engine.runs.folder import Request, create, folder_of
from engine.runtime.data.jobs import inspect
from engine.runtime.train.run import train
from tests.runs import networks

KINDS = ("numbers", "digits", "categories", "pictures", "texts")


@pytest.fixture(scope="session")
def exporting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return the id of a trained run for each kind; they lie in a home folder that all tests here share."""
    place = tmp_path_factory.mktemp("exporting") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LAYERLOOM_HOME", str(place))
        yield {"home": str(place), **{kind: _trained(kind) for kind in KINDS}}


@pytest.fixture
def runs(exporting: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the trained runs, and work in their home folder."""
    monkeypatch.setenv("LAYERLOOM_HOME", exporting["home"])
    return exporting


def _trained(kind: str) -> str:
    run = _MADE[kind]()
    train(folder_of(run), threads=0)
    return run


def _numbers() -> str:
    return networks.made(networks.document("diabetes", [("Dense", {"units": 8, "activation": "relu"})], epochs=2))


def _digits() -> str:
    layers = [
        ("Conv2D", {"filters": 4, "kernel_size": [3, 3]}),
        ("BatchNormalization", {}),
        ("Dropout", {"rate": 0.2}),
        ("Flatten", {}),
    ]
    return networks.made(networks.document("digits", layers, epochs=2))


def _categories() -> str:
    draw = random.Random(3)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["network", "weight (kg)", "=sum", "sold"])
    for _ in range(120):
        colour, weight = draw.choice(["red", "blue", "grün", ""]), round(draw.uniform(1, 9), 2)
        bought = "yes" if (colour == "red") != (weight > 5) else "no"
        rows.writerow([colour, weight if draw.random() > 0.1 else "", draw.randint(0, 9), bought])
    schema = _uploaded("raw.csv", text.getvalue().encode())
    return _run(schema, "sold", [("Dense", {"units": 8, "activation": "relu"})])


def _pictures() -> str:
    draw = np.random.default_rng(4)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(40):
            name, tint = (("warm", (200, 60, 40)), ("cold", (40, 60, 200)))[number % 2]
            size = (int(draw.integers(9, 40)), int(draw.integers(9, 40)))
            pixels = np.clip(np.array(tint) + draw.normal(0, 30, (*size, 3)), 0, 255).astype(np.uint8)
            file = io.BytesIO()
            Image.fromarray(pixels).save(file, "PNG")
            archive.writestr(f"{name}/{number}.png", file.getvalue())
    schema = _uploaded("raw.zip", content.getvalue())
    return _run(schema, None, [("Conv2D", {"filters": 4, "kernel_size": [3, 3]}), ("GlobalAveragePooling2D", {})])


def _texts() -> str:
    draw = random.Random(5)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(60):
            name, word = (("good", "Schön!"), ("bad", "dull."))[number % 2]
            words = draw.choices(["the", "plot", "film", "Ärger", word, "of", "日本"], k=draw.randint(1, 12))
            archive.writestr(f"{name}/{number}.txt", " ".join(words))
    schema = _uploaded("raw", content.getvalue())
    layers = [("Embedding", {"input_dim": 20, "output_dim": 4, "mask_zero": True}), ("LSTM", {"units": 4})]
    return _run(schema, None, layers)


_MADE = {"numbers": _numbers, "digits": _digits, "categories": _categories, "pictures": _pictures, "texts": _texts}


def _uploaded(name: str, content: bytes) -> Mapping[str, Any]:
    key = f"set{os.urandom(4).hex()}"
    folder = home() / "datasets" / key
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content)
    return dict(inspect({"folder": str(folder), "id": key, "title": "mine"}, lambda *_: None))


def _run(schema: Mapping[str, Any], target: str | None, hidden: list[tuple[str, dict[str, Any]]]) -> str:
    wanted = target or schema["target"]
    content = networks.chain(schema, wanted, hidden, epochs=2)
    text = networks.text_of(content, schema)
    return create(Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1))
