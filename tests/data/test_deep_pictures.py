"""Pictures of 16 bits, of several channels and slices: kept as they are, and scaled by the network."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from engine.data.schema import Schema
from engine.data.schema_json import dump, load
from engine.runtime.data.columns import columns
from engine.runtime.data.stored import stored
from engine.runtime.data.types import FIELDS
from engine.words import Refusal
from tests.data.tiffs import tiff

Upload = Callable[..., Schema]
Packed = Callable[..., bytes]
IMAGEJ = b"ImageJ=1.53\nimages=6\nchannels=2\nslices=3\n"


def grey(seed: int, most: int = 4096) -> Any:
    return np.random.default_rng(seed).integers(0, most, (12, 10), dtype=np.uint16)


def deep_png(values: Any) -> bytes:
    if values.ndim == 2:
        file = io.BytesIO()
        Image.fromarray(values).save(file, "PNG")
        return file.getvalue()
    return bytes(tf.io.encode_png(values).numpy())


def volume(seed: int) -> bytes:
    return tiff([grey(seed + n)[..., np.newaxis] for n in range(6)], description=IMAGEJ)


def volumes() -> dict[str, bytes]:
    return {f"{name}/{n}.tif": volume(10 * n + 500 * (name == "b")) for name in "ab" for n in range(3)}


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_are_kept_and_their_range_is_known(upload: Upload, packed: Packed, form: str) -> None:
    make = deep_png if form == "PNG" else lambda values: tiff([values[..., np.newaxis]])
    ending = form.lower()
    schema = upload(packed({f"{name}/{n}.{ending}": make(grey(n)) for name in "ab" for n in range(3)}))
    image = schema.features[0]
    assert (image.shape, image.pixels) == ((12, 10, 1), "uint16")
    np.testing.assert_array_equal(columns(schema)["image"][2, ..., 0], grey(2))
    ((low, high),) = image.range
    assert 0 <= low < 100
    assert 4000 < high <= 4096
    assert load(dump(schema)) == schema
    field = FIELDS["image"].of(image, "image", schema)
    assert type(field).from_json(field.to_json()) == field


def test_colours_of_sixteen_bits_are_kept(upload: Upload, packed: Packed) -> None:
    values = np.random.default_rng(0).integers(0, 65536, (12, 10, 3), dtype=np.uint16)
    schema = upload(
        packed({"a/1.png": deep_png(values), "b/1.png": deep_png(values // 2), "b/2.png": deep_png(grey(1))})
    )
    kept = columns(schema)["image"]
    np.testing.assert_array_equal(kept[0], values)
    np.testing.assert_array_equal(kept[2], np.repeat(grey(1)[..., np.newaxis], 3, axis=-1))
    assert len(schema.features[0].range) == 1


def test_eight_bits_among_sixteen_stay_as_bright(upload: Upload, packed: Packed, picture: Callable[..., bytes]) -> None:
    schema = upload(packed({"a/1.png": deep_png(grey(0)), "b/1.png": picture(mode="L")}))
    shallow = np.asarray(Image.open(io.BytesIO(picture(mode="L"))))
    np.testing.assert_array_equal(columns(schema)["image"][1, ..., 0], shallow * np.uint16(257))


def test_channels_and_slices_are_found_and_chosen(upload: Upload, packed: Packed) -> None:
    content = packed(volumes())
    schema = upload(content)
    assert schema.read == {
        "form": "planes",
        "has": {"channels": 2, "slices": 3, "names": []},
        "channels": [0, 1],
        "stack": "max",
        "slice": 0,
        "percentiles": [0.1, 99.9],
    }
    assert (schema.features[0].shape, len(schema.features[0].range)) == ((12, 10, 2), 2)
    chosen = upload(
        content, read={**schema.read, "channels": [1], "stack": "slice", "slice": 2, "percentiles": [1, 99]}
    )
    np.testing.assert_array_equal(stored_image(chosen)[1, ..., 0], grey(10 + 5))
    assert chosen.fingerprint != schema.fingerprint
    assert chosen.features[0].range[0][1] < schema.features[0].range[0][1]
    every = upload(content, read={**schema.read, "stack": "channels"})
    assert every.features[0].shape == (12, 10, 6)


def stored_image(schema: Schema) -> Any:
    return columns(schema)["image"]


def test_a_persons_own_file_is_read_the_same(upload: Upload, packed: Packed) -> None:
    import base64

    content = packed(volumes())
    schema = upload(content, read={"channels": [1], "stack": "mean"}, size=[24, 24])
    field = FIELDS["image"].of(schema.features[0], "image", schema)
    own = field.given(base64.b64encode(volume(20)).decode())
    assert (own.shape, own.dtype) == ((1, 12, 10, 1), np.uint16)
    whole = np.stack([grey(20 + 2 * z + 1) for z in range(3)]).mean(axis=0)
    np.testing.assert_array_equal(own[0, ..., 0], np.round(whole))
    with pytest.raises(Refusal, match="1 channel; 2 are needed"):
        field.given(base64.b64encode(tiff([grey(0)[..., np.newaxis]])).decode())


def test_two_pages_of_which_nothing_is_said_are_channels(upload: Upload, packed: Packed) -> None:
    one = lambda n: tiff([grey(n)[..., np.newaxis], grey(n + 50)[..., np.newaxis]])  # noqa: E731
    schema = upload(packed({"a/1.tif": one(1), "b/1.tif": one(2)}))
    assert (schema.read["stack"], schema.features[0].shape) == ("channels", (12, 10, 2))


def test_one_with_other_channels_is_named_and_left_out(upload: Upload, packed: Packed) -> None:
    files = volumes()
    schema = upload(packed(files | {"a/odd.tif": tiff([grey(0)[..., np.newaxis]])}))
    assert schema.samples == 6
    assert any("a/odd.tif" in note and "2 are needed" in note for note in schema.notes)


def test_an_odd_one_does_not_make_all_others_odd(upload: Upload, packed: Packed, picture: Callable[..., bytes]) -> None:
    files = {f"{name}/{n}.png": picture(seed=n) for name in "ab" for n in range(3)}
    schema = upload(packed(files | {"a/odd.tif": volume(1)}))
    assert (schema.samples, schema.features[0].shape) == (6, (12, 10, 3))
    assert any("a/odd.tif" in note and "2 channels; 3 are needed" in note for note in schema.notes)


def test_numbers_that_are_no_whole_ones(upload: Upload, packed: Packed) -> None:
    draw = np.random.default_rng(0)
    files = {
        f"{name}/{n}.tif": tiff([draw.normal(0, 3, (12, 10, 2)).astype(np.float32)]) for name in "ab" for n in "12"
    }
    schema = upload(packed(files))
    assert schema.features[0].pixels == "float32"
    assert stored_image(schema).dtype == np.float32


def test_masks_of_deep_pictures(upload: Upload, packed: Packed) -> None:
    mask = (np.arange(120).reshape(12, 10) % 2 * 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(mask).save(file, "PNG")
    files = {f"images/{n}.tif": volume(n) for n in range(4)} | {f"masks/{n}.png": file.getvalue() for n in range(4)}
    schema = upload(packed(files), read={"stack": "slice", "slice": 1, "channels": [0]})
    image, target = schema.features
    assert (image.pixels, image.shape, target.type) == ("uint16", (12, 10, 1), "mask")
    np.testing.assert_array_equal(stored_image(schema)[1, ..., 0], grey(1 + 2))


@pytest.mark.parametrize("range_", [[[5, 5]], [[5, 4]], [[0, float("inf")]], [[0, 1], [0, 1], [0, 1]], [["a", 2]]])
def test_a_schema_with_a_strange_range_is_refused(upload: Upload, packed: Packed, range_: Any) -> None:
    said = dump(upload(packed({"a/1.png": deep_png(grey(0)), "b/1.png": deep_png(grey(1))})))
    feature: Any = said["features"]
    with pytest.raises(ValueError, match=r".*"):
        load({**said, "features": [{**feature[0], "range": range_}, *feature[1:]]})


def test_what_is_stored_is_what_the_schema_says(upload: Upload, packed: Packed, data_home: Any) -> None:
    upload(packed({"a/1.png": deep_png(grey(0)), "b/1.png": deep_png(grey(1))}))
    assert stored(data_home / "datasets" / "mine")["image"].dtype == np.uint16
