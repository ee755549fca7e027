"""A recording is heard from where it becomes loud."""

import io
import wave

import numpy as np
import pytest

from builder.pages.sounds import from_its_begin, is_sound


def recorded(samples: np.ndarray, rate: int = 8000) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", ""))
        sound.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


@pytest.mark.parametrize("quiet", [0, 400, 8000])
def test_quiet_before_the_sound_is_cut_off(quiet: int) -> None:
    sound = 9000 * np.sin(np.arange(4000))
    noise = np.random.default_rng(0).normal(0, 60, quiet)
    content = from_its_begin(recorded(np.concatenate([noise, sound])))
    with wave.open(io.BytesIO(content)) as kept:
        assert kept.getframerate() == 8000
        assert 4000 <= kept.getnframes() <= 4000 + 0.1 * 8000


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(500)])
def test_a_recording_of_nothing_stays_as_it_is(samples: np.ndarray) -> None:
    assert from_its_begin(recorded(samples)) == recorded(samples)


def test_what_is_a_sound_is_told_by_its_form() -> None:
    assert is_sound({"sound": "data:…", "picture": "data:…", "seconds": 1})
    assert not any(map(is_sound, ("data:image/png", None, 3, {"picture": "data:…"})))
