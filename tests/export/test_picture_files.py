"""Exported models take the files of pictures, and see in them the very pixels that the app sees."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from engine.data.apply import apply
from engine.data.schema_json import load
from engine.document.dump import to_json
from engine.document.model import Data
from engine.propose.propose import propose
from engine.runs.exports import export_path
from engine.runs.folder import Request, create, folder_of
from engine.runtime.data.in_graph import decoded, grey
from engine.runtime.data.jobs import inspect
from engine.runtime.data.picture_form import PictureForm
from engine.runtime.export.job import export_run
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train
from tests.data.tiffs import tiff
from tests.runs import networks

RGB = np.asarray(
    Image.fromarray(np.random.default_rng(1).integers(0, 256, (9, 11, 3), dtype=np.uint8)).resize(
        (61, 47), Image.Resampling.BICUBIC
    )
)
DEEP = np.random.default_rng(2).integers(0, 65536, (9, 11, 3), dtype=np.uint16)


def file(picture: Image.Image, form: str, **settings: Any) -> bytes:
    content = io.BytesIO()
    picture.save(content, form, **settings)
    return content.getvalue()


COLOUR = Image.fromarray(RGB)
PALETTE = COLOUR.convert("P", palette=Image.Palette.ADAPTIVE)
FILES = {
    "png": file(COLOUR, "PNG"),
    "grey png": file(COLOUR.convert("L"), "PNG"),
    "png with alpha": file(COLOUR.convert("RGBA"), "PNG"),
    "grey png with alpha": file(COLOUR.convert("LA"), "PNG"),
    "palette png": file(PALETTE, "PNG"),
    "clear palette png": file(PALETTE, "PNG", transparency=0),
    "black and white png": file(COLOUR.convert("1"), "PNG"),
    "16 bit png": file(Image.fromarray(DEEP[..., 0]), "PNG"),
    "16 bit colour png": tf.io.encode_png(DEEP).numpy(),
    "16 bit png with alpha": tf.io.encode_png(np.concatenate([DEEP, DEEP[..., :1]], axis=-1)).numpy(),
    **{f"jpeg {n}": file(COLOUR, "JPEG", subsampling=n, quality=80) for n in range(3)},
    "progressive jpeg": file(COLOUR, "JPEG", progressive=True),
    "grey jpeg": file(COLOUR.convert("L"), "JPEG"),
    "cmyk jpeg": file(COLOUR.convert("CMYK"), "JPEG"),
    "gif": file(PALETTE, "GIF"),
    "moving gif": file(PALETTE, "GIF", save_all=True, append_images=[PALETTE.rotate(90)]),
    "bmp": file(COLOUR, "BMP"),
    "webp": file(COLOUR, "WEBP", lossless=True),
    "lossy webp": file(COLOUR, "WEBP"),
    "one pixel": file(COLOUR.crop((0, 0, 1, 1)), "PNG"),
}


@pytest.mark.parametrize("kind", ["uint8", "uint16"])
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("make", FILES)
def test_a_graph_sees_the_pixels_that_the_app_sees(make: str, channels: int, kind: Any) -> None:
    app = PictureForm(channels=channels, pixels=kind).decoded(FILES[make])
    graph = tf.function(lambda content: grey(decoded(content, kind)) if channels == 1 else decoded(content, kind))
    found = graph(tf.constant(FILES[make])).numpy()
    assert (found.shape, found.dtype) == (app.shape, app.dtype)
    np.testing.assert_array_equal(found, app)


@pytest.mark.parametrize("content", [b"", b"nothing", FILES["png"][:-40], file(PALETTE, "BMP"), file(COLOUR, "TIFF")])
def test_what_a_graph_cannot_read_is_refused(content: bytes) -> None:
    with pytest.raises(tf.errors.InvalidArgumentError):
        tf.function(lambda each: decoded(each, "uint8"))(tf.constant(content))


def _colours(name: str, seed: int) -> bytes:
    draw = np.random.default_rng(seed)
    tint = {"warm": (200, 60, 40), "cold": (40, 60, 200)}[name]
    shape = (int(draw.integers(9, 40)), int(draw.integers(9, 40)), 3)
    return file(Image.fromarray(np.clip(tint + draw.normal(0, 30, shape), 0, 255).astype(np.uint8)), "PNG")


def _deep(name: str, seed: int) -> bytes:
    draw, level = np.random.default_rng(seed), {"warm": 900, "cold": 300}[name]
    shape = (int(draw.integers(9, 40)), int(draw.integers(9, 40)))
    return file(Image.fromarray(np.clip(draw.normal(level, 200, shape), 0, 65535).astype(np.uint16)), "PNG")


def _volume(name: str, seed: int) -> bytes:
    draw, level = np.random.default_rng(seed), {"warm": 900, "cold": 300}[name]
    pages = [np.clip(draw.normal(level, 200, (20, 24, 1)), 0, 65535).astype(np.uint16) for _ in range(6)]
    return tiff(pages, description=b"ImageJ=1\nimages=6\nchannels=2\nslices=3\n")


def _masked(name: str, seed: int) -> bytes:
    return _volume(name, seed)


MADE: dict[str, tuple[Callable[[str, int], bytes], dict[str, Any]]] = {
    "colours": (_colours, {}),
    "deep": (_deep, {}),
    "volume": (_volume, {"stack": "mean", "channels": [0, 1]}),
    "masked": (_masked, {"stack": "max", "channels": [1]}),
}


STEPS = {
    "volume": 'np.round(slices.mean(axis=0)).astype("uint16")[np.newaxis]',
    "masked": 'slices.max(axis=0).astype("uint16")[np.newaxis]',
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a home folder, and the runs trained in it, by kind."""
    return tmp_path_factory.mktemp("picturing"), {}


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def run(made: tuple[Path, dict[str, str]], kind: str, monkeypatch: pytest.MonkeyPatch) -> str:
    home, runs = made
    monkeypatch.setenv("LAYERLOOM_HOME", str(home))
    if kind not in runs:
        runs[kind] = _trained(home, kind)
    return runs[kind]


def _trained(home: Path, kind: str) -> str:
    make, read = MADE[kind]
    folder = home / "datasets" / kind
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "raw", "w") as archive:
        for name in ("warm", "cold"):
            for seed in range(14):
                place = f"images/{name}{seed}.tif" if kind == "masked" else f"{name}/{seed}.png"
                archive.writestr(place, make(name, seed))
                if kind == "masked":
                    archive.writestr(f"masks/{name}{seed}.png", _mask(seed))
    schema: Any = inspect({"folder": str(folder), "id": kind, "title": kind, "read": read, "size": [16, 16]}, _silent)
    told = load(schema)
    data = Data(source=told.id, targets=(str(told.target),))
    content: Any = to_json(propose(apply(told, data), data))
    content["training"] |= {"epochs": 1, "batch_size": 8}
    text = networks.text_of(content, schema)
    run = create(Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1))
    train(folder_of(run), threads=0)
    return run


def _mask(seed: int) -> bytes:
    return file(
        Image.fromarray(np.where(np.random.default_rng(seed).random((20, 24)) > 0.6, 255, 0).astype(np.uint8)), "PNG"
    )


def _silent(*_: object) -> None:
    return None


def _exported(run: str, which: str) -> Path:
    result = export_run({"run": run, "format": which}, _silent)
    assert result["difference"] <= 1e-5
    return export_path(folder_of(run), which)


@pytest.mark.parametrize("kind", ["deep", pytest.param("colours", marks=pytest.mark.slow)], indirect=True)
def test_a_saved_model_takes_files(run: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(_exported(run, "savedmodel")) as archive:
        archive.extractall(tmp_path)
    readme = (tmp_path / "README.md").read_text("utf-8")
    assert "from_files" in readme
    assert "EXIF" in readme
    answer = tf.saved_model.load(tmp_path / "saved_model").signatures["from_files"]
    batch = answer(image=tf.constant(list(FILES.values())))
    for number, content in enumerate(FILES.values()):
        app = _asked(run, content)
        for name, values in batch.items():
            if name.endswith("_label"):
                assert values[number].numpy().decode() == app["label"]
            else:
                np.testing.assert_allclose(values[number], app["probabilities"], atol=1e-5)


APP = Predictor()


def _asked(run: str, content: bytes) -> Any:
    found: Any = APP.predict({"run": run, "inputs": {"image": base64.b64encode(content).decode()}})
    return next(iter(found["outputs"].values()))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["volume", "masked"], indirect=True)
def test_channels_and_stacks_travel_with_the_model(run: str, kind: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(_exported(run, "savedmodel")) as archive:
        archive.extractall(tmp_path)
    card = (tmp_path / "card.md").read_text("utf-8")
    assert "TIFF" in card
    model = tf.saved_model.load(tmp_path / "saved_model")
    assert "from_files" not in model.signatures
    assert json.loads((tmp_path / "request.json").read_text("utf-8"))
    code = card.partition("```python")[2].partition("```")[0]
    (step,) = (line.partition(" = ")[2] for line in code.splitlines() if line.startswith("picture"))
    assert step == STEPS[kind]
    own = _volume("warm", 99)
    whole = np.stack(list(_pages(own))).reshape(3, 2, 20, 24)
    taken = np.round(whole.mean(axis=0)).astype(np.uint16) if kind == "volume" else whole.max(axis=0)[1:]
    found = model.signatures["serving_default"](image=tf.constant(np.moveaxis(taken, 0, -1)[np.newaxis]))
    app = _asked(run, own)
    (said,) = (values.numpy()[0] for name, values in found.items() if name.endswith("_probabilities"))
    if kind == "masked":
        shares = np.bincount(said.argmax(axis=-1).ravel(), minlength=2) / said[..., 0].size
        np.testing.assert_allclose(shares, app["shares"])
    else:
        np.testing.assert_allclose(said, app["probabilities"], atol=1e-5)


def _pages(content: bytes) -> Any:
    with Image.open(io.BytesIO(content)) as picture:
        for number in range(6):
            picture.seek(number)
            yield np.asarray(picture)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["deep", "volume", "masked"], indirect=True)
@pytest.mark.parametrize("which", ["keras", "program", "project"])
def test_every_other_form_sees_the_same(run: str, which: str) -> None:
    _exported(run, which)
