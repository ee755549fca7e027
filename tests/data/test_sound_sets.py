"""Archives of sounds: classes by folder or by a table beside them, one rate, what is broken or no sound."""

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
import soundfile

from engine.data.apply import apply
from engine.data.parts import grouping
from engine.data.schema import Schema
from engine.document.model import Data, Split
from engine.runtime.data.columns import columns
from engine.words import Refusal

Upload = Callable[..., Schema]
Pack = Callable[..., bytes]
Tone = Callable[..., bytes]


def folders(tone: Tone, count: int = 3, **form: object) -> dict[str, bytes]:
    return {
        f"set/{name}/{number}.wav": tone(pitch, seed=number, **form)
        for name, pitch in (("high", 1500), ("low", 300))
        for number in range(count)
    }


def test_folders_are_classes_and_samples_are_kept_as_they_were(upload: Upload, packed: Pack, tone: Tone) -> None:
    files = folders(tone)
    schema = upload(packed(files | {"set/readme.txt": b"hello", "__MACOSX/._1.wav": b"x"}))
    sound, target = schema.features
    assert (schema.kind, schema.samples, schema.target, schema.read) == ("sounds", 6, "class", {"rate": 8000})
    assert (sound.type, sound.rate, sound.shape, sound.axes) == ("sound", 8000, (1600,), ("sample",))
    assert (sound.min, sound.max, sound.role) == (0.2, 0.2, "feature")
    assert (target.classes, target.counts) == (("high", "low"), (3, 3))
    assert schema.notes == ()
    first = soundfile.read(io.BytesIO(files["set/high/0.wav"]), dtype="int16")[0]
    np.testing.assert_array_equal(columns(schema)["sound"][0], first)
    assert str(schema.preview[0]["sound"]["sound"]).startswith("data:audio/")
    assert str(schema.preview[0]["sound"]["picture"]).startswith("data:image/png")


def test_forms_channels_and_rates_become_one(upload: Upload, packed: Pack, tone: Tone) -> None:
    files = folders(tone) | {
        "set/high/a.flac": tone(1500, form="FLAC", rate=44100, channels=2),
        "set/low/b.ogg": tone(300, form="OGG", rate=16000),
        "set/low/c.wav": tone(300, form="FLAC"),
    }
    schema = upload(packed(files))
    kept = columns(schema)["sound"]
    assert schema.samples == 9
    assert {sound.dtype for sound in kept} == {np.dtype("<i2")}
    assert all(abs(len(sound) - 1600) <= 1 for sound in kept)
    assert any("16,000, 44,100 samples a second were brought to 8,000" in note for note in schema.notes)
    # Whatever the rate it came with, its pitch is the same.
    high = next(sound for sound, name in zip(kept, columns(schema)["class"], strict=True) if name == "high")
    assert np.argmax(np.abs(np.fft.rfft(high))) == pytest.approx(1500 * 0.2, abs=1)


def test_rates_above_speech_are_brought_down_unless_asked_otherwise(upload: Upload, packed: Pack, tone: Tone) -> None:
    files = packed(folders(tone, rate=44100))
    assert upload(files).feature("sound").rate == 16000
    assert upload(files, read={"rate": 44100}).feature("sound").rate == 44100
    with pytest.raises(Refusal, match="between 1,000 and 192,000"):
        upload(files, read={"rate": 5})


def test_a_table_says_what_each_file_is(upload: Upload, packed: Pack, tone: Tone) -> None:
    files = {f"clips/{number}.wav": tone(300 + 100 * number) for number in range(8)}
    lines = ["file,pitch,bird,place", *(f"clips/{n}.wav,{300 + 100 * n},{'ab'[n % 2]},x{n % 3}" for n in range(7))]
    table = "\n".join([*lines, "gone.wav,1,a,x0"]).encode()
    schema = upload(packed(files | {"labels.csv": table}), title="bird")
    assert (schema.samples, schema.target) == (7, "bird")
    assert schema.feature("bird").classes == ("a", "b")
    assert columns(schema)["pitch"].tolist() == [300 + 100 * number for number in range(7)]
    notes = " ".join(schema.notes)
    assert "“labels.csv”" in notes
    assert "1 file is in no row of the table and was left out: “clips/7.wav”" in notes
    assert "1 row of the table names no file" in notes


def test_a_part_of_the_names_that_repeats_is_offered_as_a_group(upload: Upload, packed: Pack, tone: Tone) -> None:
    files = {
        f"{digit}/{digit}_{who}_{number}.wav": tone(300 + 90 * digit, seed=number)
        for digit in range(3)
        for who in ("ann", "ben", "cy")
        for number in range(2)
    }
    schema = upload(packed(files))
    group = schema.feature("name part 2")
    assert (group.type, group.classes) == ("ignore", ("ann", "ben", "cy"))
    assert grouping(schema) == "name part 2"
    assert schema.target == "class"
    assert [feature.name for feature in apply(schema, Data(source="mine")).inputs()] == ["sound"]
    split = apply(schema, Data(source="mine", split=Split(by="group", column="name part 2")))
    assert sorted(set(columns(split)["name part 2"])) == ["ann", "ben", "cy"]


def rate_zero(content: bytes) -> bytes:
    return content[:24] + bytes(4) + content[28:]


def two_gigabytes(content: bytes) -> bytes:
    return content[:40] + struct.pack("<I", 2**31 - 4) + content[44:]


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("rate.wav", rate_zero, "0 samples a second"),
        ("large.wav", two_gigabytes, "promises 2,147,483,644 bytes of sound, and 3,200 are there"),
        ("cut.wav", lambda content: content[:2000], "cut off"),
        ("head.wav", lambda content: content[:30], "no sound in it"),
        ("renamed.wav", lambda _content: b"\x89PNG\r\n\x1a\n" + bytes(50), "no WAV, FLAC or OGG"),
        ("song.mp3", lambda _content: b"ID3" + bytes(50), "no WAV, FLAC or OGG"),
        ("nothing.flac", lambda _content: b"", "no WAV, FLAC or OGG"),
        ("noise.ogg", lambda _content: b"OggS" + bytes(range(256)), "damaged"),
        ("noise.flac", lambda _content: b"fLaC" + bytes(range(256)), "damaged"),
    ],
)
def test_one_broken_file_is_named_and_left_out(
    upload: Upload, packed: Pack, tone: Tone, name: str, spoil: Callable[[bytes], bytes], words: str
) -> None:
    schema = upload(packed(folders(tone) | {f"set/low/{name}": spoil(tone())}))
    assert schema.samples == 6
    (note,) = schema.notes
    assert "1 file was left out" in note
    assert name in note
    assert words in note


def test_what_is_too_short_or_too_long_is_left_out(upload: Upload, packed: Pack, tone: Tone) -> None:
    hour = io.BytesIO()
    soundfile.write(hour, np.zeros(3600 * 1000, np.int16), 1000, format="FLAC")
    schema = upload(packed(folders(tone) | {"set/low/one.wav": tone(seconds=0), "set/low/hour.flac": hour.getvalue()}))
    assert schema.samples == 6
    (note,) = schema.notes
    assert "shorter than a hundredth of a second" in note
    assert "lasts 60 minutes" in note


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a/1.wav": b"x", "b/1.wav": b"y"}, "None of the 2 sounds"),
    ],
)
def test_no_sounds(upload: Upload, packed: Pack, tone: Tone, files: dict[str, bytes | str], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        upload(packed({name: tone() if content == "tone" else content for name, content in files.items()}))


def test_pictures_stay_pictures(upload: Upload, packed: Pack, tone: Tone, picture: Callable[..., bytes]) -> None:
    files = {f"{name}/{number}.png": picture(seed=number) for name in "ab" for number in range(3)}
    assert upload(packed(files | {"a/jingle.wav": tone()})).kind == "images"
