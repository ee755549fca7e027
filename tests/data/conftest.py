"""Uploads made by the tests themselves."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PIL import Image

from engine.data.schema import Schema
from engine.data.schema_json import load
from engine.runtime.data.jobs import inspect


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def upload(data_home: Path) -> Callable[..., Schema]:
    """Inspect bytes as an upload called `title`."""

    def take(content: bytes, *, title: str = "mine", file: str = "raw", **request: Any) -> Schema:
        folder = data_home / "datasets" / "mine"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
        return load(
            inspect({"folder": str(folder), "id": "mine", "title": title, **request}, lambda share, sentence: None)
        )

    return take


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Make a picture of random pixels."""

    def make(height: int = 12, width: int = 10, *, form: str = "PNG", mode: str = "RGB", seed: int = 0) -> bytes:
        shape = (height, width) if mode == "L" else (height, width, 3)
        pixels = np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)
        file = io.BytesIO()
        Image.fromarray(pixels).save(file, form)
        return file.getvalue()

    return make


@pytest.fixture
def packed() -> Callable[..., bytes]:
    """Pack files into a ZIP."""

    def pack(files: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", compression) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return file.getvalue()

    return pack


@pytest.fixture
def tone() -> Callable[..., bytes]:
    """Make a sound file: a tone of so many hertz, with a little noise."""

    def make(
        pitch: float = 440,
        seconds: float = 0.2,
        *,
        rate: int = 8000,
        form: str = "WAV",
        channels: int = 1,
        seed: int = 0,
    ) -> bytes:
        count = max(1, round(seconds * rate))
        noise = np.random.default_rng(seed).normal(0, 0.02, count)
        wave = 0.5 * np.sin(2 * np.pi * pitch * np.arange(count) / rate) + noise
        file = io.BytesIO()
        soundfile.write(file, np.repeat(wave[:, np.newaxis], channels, axis=1), rate, format=form)
        return file.getvalue()

    return make
