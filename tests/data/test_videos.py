"""Clips as an upload: what is recognised, how it is kept, and what is said of clips that cannot be read."""

import base64
import io
import tracemalloc
import zipfile
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from engine.data.schema import Schema
from engine.data.schema_json import dump, load
from engine.runtime.data import clips
from engine.runtime.data.archive import Damaged
from engine.runtime.data.clips import ClipForm, count_frames, even, in_order
from engine.runtime.data.columns import columns
from engine.runtime.data.types import VideoField
from engine.words import Refusal
from tests.moving import clip, frame_files, gif, gif_files, png

Upload = Callable[..., Schema]
Packed = Callable[..., bytes]


def test_folders_of_frames_are_clips(upload: Upload, packed: Packed) -> None:
    schema = upload(packed(frame_files(4, frames=12)))
    video = schema.features[0]
    assert (schema.kind, schema.samples, schema.target) == ("videos", 8, "class")
    assert (video.type, video.shape, video.axes) == ("video", (12, 24, 24, 1), ("frame", "height", "width", "channels"))
    raw = columns(schema)
    assert raw["video"].dtype == np.uint8
    # Frame 10 comes after frame 2.
    np.testing.assert_array_equal(raw["video"][0, ..., 0], clip("left", 1, frames=12))
    assert list(raw["class"]) == ["left"] * 4 + ["right"] * 4
    assert schema.preview[0]["video"]["strip"].startswith("data:image/png")  # type: ignore[index,call-overload,union-attr]
    assert schema.preview[0]["video"]["moving"].startswith("data:image/webp")  # type: ignore[index,call-overload,union-attr]
    assert load(dump(schema)) == schema


def test_gifs_are_clips(upload: Upload, packed: Packed) -> None:
    schema = upload(packed(gif_files(3)))
    assert (schema.kind, schema.samples, schema.features[0].shape) == ("videos", 6, (8, 24, 24, 1))
    raw = columns(schema)
    place = list(raw["class"]).index("right")
    wanted = clip("right", 0)
    assert np.abs(raw["video"][place, ..., 0].astype(int) - wanted).max() <= 2


@pytest.mark.parametrize("form", ["gif", "frames"])
def test_a_table_says_what_clips_are(upload: Upload, packed: Packed, form: str) -> None:
    files: dict[str, bytes] = {}
    for number in range(6):
        found = clip(("left", "right")[number % 2], number)
        if form == "gif":
            files[f"take {number}.gif"] = gif(found)
        else:
            files |= {f"take {number}/{place}.png": png(frame) for place, frame in enumerate(found)}
    ending = ".gif" if form == "gif" else ""
    lines = ["clip,way", *(f"take {number}{ending},{('left', 'right')[number % 2]}" for number in range(6))]
    schema = upload(packed(files | {"ways.csv": "\n".join(lines).encode()}))
    assert (schema.kind, schema.samples, schema.target) == ("videos", 6, "way")
    assert list(columns(schema)["way"]) == ["left", "right"] * 3


def test_a_table_of_nothing_but_names_is_refused(upload: Upload, packed: Packed) -> None:
    files = {f"take {number}.gif": gif(clip("left", number)) for number in range(4)}
    names = "\n".join(["clip", *files]).encode()
    with pytest.raises(Refusal, match="says nothing else of them"):
        upload(packed(files | {"names.csv": names}))


def test_what_is_no_clip_stays_a_picture(upload: Upload, packed: Packed) -> None:
    plain = {f"{name}/{number}.png": png(clip(name, number)[0]) for name in ("left", "right") for number in range(5)}
    parts = {f"{part}/{name}": content for part in ("train", "test") for name, content in plain.items()}
    still = {name.replace("png", "gif"): gif(clip("left", 0, frames=1)) for name in plain}
    for files in (plain, parts, still):
        assert upload(packed(files)).kind == "images"


def test_frames_and_size_can_be_chosen(upload: Upload, packed: Packed) -> None:
    schema = upload(packed(frame_files(3)), read={"frames": 4}, size=[16, 20])
    assert schema.features[0].shape == (4, 16, 20, 1)
    with pytest.raises(Refusal, match="between 2 and 64 frames"):
        upload(packed(frame_files(3)), read={"frames": 1000})


def test_clips_of_unequal_length_are_brought_to_one(upload: Upload, packed: Packed) -> None:
    files = frame_files(3, frames=9)
    short = {name: content for name, content in files.items() if name.startswith("left/clip 1/")}
    for name in list(short)[4:]:
        del files[name]
    schema = upload(packed(files))
    assert schema.features[0].shape[0] == 9
    assert any("4 to 9 frames" in note for note in schema.notes)
    assert schema.samples == 6


def test_one_broken_frame_is_named_and_its_neighbours_stand_for_it(upload: Upload, packed: Packed) -> None:
    files = frame_files(3)
    files["left/clip 1/frame_3.png"] = b"torn"
    files |= {name: b"torn" for name in files if name.startswith("right/clip 2/")}
    schema = upload(packed(files))
    assert schema.samples == 5
    assert any("left/clip 1/frame_3.png" in note for note in schema.notes)
    raw = columns(schema)["video"][1, ..., 0]
    assert any(np.array_equal(raw[3], frame) for frame in (raw[2], raw[4]))


def test_a_broken_gif_is_left_out(upload: Upload, packed: Packed) -> None:
    files = gif_files(3)
    files["left/1.gif"] = files["left/1.gif"][:400]
    schema = upload(packed(files))
    assert schema.samples == 5
    assert any("left/1.gif" in note for note in schema.notes)


def test_bombs_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = b"\x2c" + bytes(8) + b"\x00\x02\x01\x00\x00"
    many = gif(clip("left", 0, frames=2))[:-1] + frame * 2000 + b";"
    with pytest.raises(Damaged, match="more than 1,000 frames"):
        count_frames(many)
    monkeypatch.setattr(clips, "MOST_PIXELS", 24 * 24 * 8 - 1)
    with pytest.raises(Damaged, match="million pixels"):
        clips.look_at_gif(gif(clip("left", 0)))


def test_frames_are_counted_as_pillow_counts_them() -> None:
    for frames in (1, 2, 7, 30):
        content = gif(clip("left", 5, frames=frames))
        assert count_frames(content) == Image.open(io.BytesIO(content)).n_frames  # type: ignore[attr-defined]


def test_even_steps_reach_both_ends() -> None:
    assert even(9, 3) == [0, 4, 8]
    assert even(2, 4) == [0, 0, 1, 1]
    assert even(1, 3) == [0, 0, 0]


def test_a_clip_of_ones_own() -> None:
    field = VideoField(name="video", key="video", shape=(8, 24, 24, 1))
    found = clip("left", 3)
    as_gif = field.given("data:image/gif;base64," + base64.b64encode(gif(found)).decode())
    assert np.abs(as_gif[0, ..., 0].astype(int) - found).max() <= 2
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for place, frame in enumerate(found):
            archive.writestr(f"{place}.png", png(frame))
    np.testing.assert_array_equal(field.given(base64.b64encode(file.getvalue()).decode())[0, ..., 0], found)
    np.testing.assert_array_equal(field.given(found[..., np.newaxis].tolist())[0, ..., 0], found)
    for wrong in ("", base64.b64encode(b"GIF89a").decode(), base64.b64encode(b"PK\3\4").decode(), 3, [1.0]):
        with pytest.raises(Refusal, match="video"):
            field.given(wrong)


def test_files_are_ordered_by_their_numbers() -> None:
    from pathlib import PurePosixPath as Path

    names = [Path(f"a/f{number}.png") for number in (10, 2, 1)]
    assert [name.stem for name in in_order(names)] == ["f1", "f2", "f10"]
    assert ClipForm(frames=2, size=(8, 8), channels=1).shape == (2, 8, 8, 1)


def test_frames_are_brought_to_their_size_one_by_one() -> None:
    files = io.BytesIO()
    with zipfile.ZipFile(files, "w") as archive:
        for number in range(12):
            archive.writestr(f"{number}.png", png(np.full((1500, 1500), number, np.uint8)))
    tracemalloc.start()
    try:
        found = ClipForm(frames=12, size=(8, 8), channels=1).of_zip(files.getvalue())
        assert tracemalloc.get_traced_memory()[1] < 25_000_000
    finally:
        tracemalloc.stop()
    assert found[:, 0, 0, 0].tolist() == list(range(12))


def test_a_frame_that_grows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    frames = [Image.fromarray(np.full((8, 8), value, np.uint8)) for value in (0, 255)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    content = bytearray(file.getvalue())
    last = content.rindex(b"\x2c\0\0\0\0")
    content[last + 5 : last + 9] = (4000).to_bytes(2, "little") * 2
    monkeypatch.setattr(clips, "MOST_PIXELS", 1_000_000)
    with pytest.raises(Damaged, match="million pixels"):
        ClipForm(frames=2, size=(8, 8), channels=1).of_gif(bytes(content))
