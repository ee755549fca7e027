"""Exports of a network that reads sounds: samples or WAV files in, the app's answers out, in every form."""

import base64
import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import tensorflow as tf

from engine.data.apply import apply
from engine.data.schema_json import load
from engine.document.dump import to_json
from engine.document.model import Data
from engine.propose.propose import propose
from engine.runs.exports import export_path
from engine.runs.folder import Request, create, folder_of
from engine.runtime.data.jobs import inspect
from engine.runtime.data.sounds import shares
from engine.runtime.export.job import export_run
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train
from tests.runs import networks

FORMS = (
    "mel",
    pytest.param("spectrogram", marks=pytest.mark.slow),
    pytest.param("waveform", marks=pytest.mark.slow),
)
PITCHES = {"high": 1700, "low": 350}


def sound(pitch: float, seed: int, rate: int = 8000) -> bytes:
    count = round((0.1 + 0.01 * seed) * rate)
    noise = np.random.default_rng(seed).normal(0, 0.05, count)
    file = io.BytesIO()
    soundfile.write(file, 0.4 * np.sin(2 * np.pi * pitch * np.arange(count) / rate) + noise, rate, format="WAV")
    return file.getvalue()


@pytest.fixture(scope="session")
def sounding(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a home folder and the runs trained in it, by form."""
    return tmp_path_factory.mktemp("sounding"), {}


def _trained(home: Path, form: str) -> str:
    folder = home / "datasets" / f"tones{form}"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "raw", "w") as archive:
        for name, pitch in PITCHES.items():
            for seed in range(12):
                archive.writestr(f"{name}/{seed}.wav", sound(pitch, seed))
    schema = inspect({"folder": str(folder), "id": folder.name, "title": "tones"}, lambda *_: None)
    content = _document(schema, form)
    text = networks.text_of(content, schema)
    run = create(Request(document=content, schema=schema, program=text, project="p", owner="o", number=1, estimate=1))
    train(folder_of(run), threads=0)
    return run


def _document(schema: Any, form: str) -> Any:
    read = load(schema)
    data = Data(source=read.id, targets=("class",))
    content: Any = to_json(propose(apply(read, data), data))
    content["nodes"]["input"]["params"]["sound_form"] = form
    content["training"]["epochs"] = 2
    if form == "waveform":
        for node in content["nodes"].values():
            node["kind"] = node["kind"].replace("2D", "1D")
            for name in ("kernel_size", "pool_size"):
                if name in node.get("params", {}):
                    node["params"][name] = node["params"][name][0]
    return content


@pytest.fixture
def run(sounding: tuple[Path, dict[str, str]], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a network trained for sounds in one form, trained once."""
    home, made = sounding
    monkeypatch.setenv("LAYERLOOM_HOME", str(home))
    if request.param not in made:
        made[request.param] = _trained(home, request.param)
    return made[request.param]


def exported(run: str, which: str) -> Path:
    result = export_run({"run": run, "format": which}, lambda *_: None)
    assert result["difference"] <= 1e-5
    return export_path(folder_of(run), which)


@pytest.mark.parametrize("run", FORMS, indirect=True)
def test_a_saved_model_takes_samples_and_wav_files(run: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(run, "savedmodel")) as archive:
        archive.extractall(tmp_path)
    assert "8,000 a second" in (tmp_path / "card.md").read_text("utf-8")
    assert "from_files" in (tmp_path / "README.md").read_text("utf-8")
    model = tf.saved_model.load(tmp_path / "saved_model")
    content = sound(400, 7)
    samples = soundfile.read(io.BytesIO(content), dtype="int16")[0]
    by_samples = model.signatures["serving_default"](sound=tf.constant(shares(samples)[np.newaxis]))
    by_file = model.signatures["from_files"](sound=tf.constant([content]))
    app = Predictor().predict({"run": run, "inputs": {"sound": base64.b64encode(content).decode()}})["outputs"]["class"]
    for found in (by_samples, by_file):
        (label,) = (values.numpy()[0].decode() for name, values in found.items() if name.endswith("_label"))
        (chances,) = (values.numpy()[0] for name, values in found.items() if name.endswith("_probabilities"))
        assert label == app["label"]
        np.testing.assert_allclose(chances, app["probabilities"], atol=1e-5)
    with pytest.raises(tf.errors.InvalidArgumentError, match="8000 samples a second"):
        model.signatures["from_files"](sound=tf.constant([sound(400, 7, rate=16000)]))


@pytest.mark.slow
@pytest.mark.parametrize("run", FORMS, indirect=True)
@pytest.mark.parametrize("which", ["keras", "program", "project"])
def test_every_other_form_answers_as_the_app_does(run: str, which: str) -> None:
    exported(run, which)
