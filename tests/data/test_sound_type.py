"""Sounds as an Input reads them: each form, its length and shape, what is learnt, a sound of the person's own."""

import base64
from collections.abc import Callable
from dataclasses import replace

import keras
import numpy as np
import pytest

from engine.data.apply import apply
from engine.data.reading import Reading, input_axes, input_shape
from engine.data.schema import Schema
from engine.document.model import Data, Document
from engine.propose.propose import propose
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.prepare import Prepared, prepare
from engine.words import Json, Refusal

FORMS: tuple[dict[str, Json], ...] = (
    {},
    {"sound_form": "spectrogram"},
    {"sound_form": "waveform"},
    {"sound_seconds": 0.05, "sound_bands": 20},
    {"sound_form": "waveform", "sound_seconds": 1.5},
)


@pytest.fixture
def sounds(upload: Callable[..., Schema], packed: Callable[..., bytes], tone: Callable[..., bytes]) -> Schema:
    files = {
        f"{name}/{number}.wav": tone(pitch, 0.1 + 0.02 * number, seed=number)
        for name, pitch in (("high", 1500), ("low", 300))
        for number in range(10)
    }
    return upload(packed(files))


def read_as(schema: Schema, params: dict[str, Json]) -> tuple[Document, Prepared]:
    data = Data(source="mine", targets=("class",))
    document = propose(apply(schema, data), data)
    entry = document.nodes["input"]
    nodes = {**document.nodes, "input": replace(entry, params={**entry.params, **params})}
    document = replace(document, nodes=nodes)
    return document, prepare(schema, document)


@pytest.mark.parametrize("params", FORMS, ids=str)
def test_each_form_has_the_shape_that_is_said_and_is_scaled(sounds: Schema, params: dict[str, Json]) -> None:
    document, prepared = read_as(sounds, params)
    reading = Reading.of(document.nodes["input"].params)
    x = prepared.train.x["input"]
    assert x.shape[1:] == input_shape(apply(sounds, document.data), reading)
    assert len(input_axes(sounds.features[0], reading)) == len(x.shape) - 1
    assert abs(float(x.mean())) < 1e-3
    assert float(x.std()) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("params", FORMS[:3], ids=str)
def test_what_was_learnt_survives_json_and_does_not_look_at_neighbours(sounds: Schema, params: dict[str, Json]) -> None:
    _document, prepared = read_as(sounds, params)
    kept = Preparation.from_json(prepared.preparation.to_json())
    quiet = np.full((1, 900), 1e-3, np.float32) * np.sin(np.arange(900, dtype=np.float32))
    loud = np.full((1, 900), 0.9, np.float32) * np.sin(np.arange(900, dtype=np.float32))
    alone = kept.apply({"sound": quiet})["input"]
    among = kept.apply({"sound": np.concatenate([loud, quiet])})["input"]
    np.testing.assert_allclose(among[1:], alone, atol=1e-5)
    # Silence at the end changes nothing, however long the batch was made.
    longer = kept.apply({"sound": np.pad(quiet, ((0, 0), (0, 5000)))})["input"]
    np.testing.assert_allclose(longer, alone, atol=1e-5)


def test_a_mel_picture_is_what_keras_says(sounds: Schema) -> None:
    _document, prepared = read_as(sounds, {})
    field = prepared.preparation.fields["sound"]
    wave = np.sin(np.arange(2304, dtype=np.float32))[np.newaxis]
    layer = keras.layers.MelSpectrogram(
        fft_length=256,
        sequence_stride=128,
        sampling_rate=8000,
        num_mel_bins=40,
        max_freq=4000,
        min_power=1e-5,
        top_db=1e3,
    )
    (form,) = field.figures
    length = int(form.split()[1])
    mel = np.swapaxes(np.asarray(layer(np.pad(wave, ((0, 0), (0, length)))[:, :length])), 1, 2)
    mean, variance = (np.asarray(figures) for figures in field.figures[form])
    expected = (mel - mean) / np.sqrt(variance)
    np.testing.assert_allclose(prepared.preparation.apply({"sound": wave})["input"][..., 0], expected, atol=1e-4)


def test_a_sound_of_ones_own_is_brought_to_the_rate(sounds: Schema, tone: Callable[..., bytes]) -> None:
    preparation = read_as(sounds, {})[1].preparation
    same, other = (
        preparation.given({"sound": base64.b64encode(tone(700, 0.2, **form)).decode()})["sound"]
        for form in ({}, {"rate": 48000, "form": "FLAC", "channels": 2})
    )
    assert same.dtype == np.float32
    assert same.shape == other.shape
    assert np.abs(np.fft.rfft(same[0])).argmax() == np.abs(np.fft.rfft(other[0])).argmax()
    assert preparation.given({"sound": [0.0, 0.5]})["sound"].tolist() == [[0.0, 0.5]]


@pytest.mark.parametrize("params", FORMS[:3], ids=str)
def test_a_part_without_samples_is_no_fault(sounds: Schema, params: dict[str, Json]) -> None:
    prepared = read_as(sounds, params)[1]
    nothing = prepared.preparation.apply({"sound": np.zeros((0, 1), np.float32)})["input"]
    assert nothing.shape == (0, *prepared.train.x["input"].shape[1:])


@pytest.mark.parametrize("value", [None, 3, "no sound!", base64.b64encode(b"no sound").decode(), [], [[0.5]], ["a"]])
def test_what_is_no_sound_is_refused(sounds: Schema, value: Json) -> None:
    preparation = read_as(sounds, {})[1].preparation
    with pytest.raises(Refusal, match="“sound”"):
        preparation.given({"sound": value})
