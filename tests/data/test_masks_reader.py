"""Pictures with masks: which belong together, what their values are, what does not fit."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from engine.data.schema import Schema
from engine.runtime.data.columns import columns
from engine.runtime.data.masks import coded, drawn, fitted, value_of, values
from engine.runtime.data.masks import name as named
from engine.words import Refusal

Upload = Callable[..., Schema]
Picture = Callable[..., bytes]
Packed = Callable[..., bytes]


def mask_of(found: np.ndarray, form: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.fromarray(found.astype(np.uint8)).save(file, form)
    return file.getvalue()


def half(height: int = 16, width: int = 24, *, low: int = 0, high: int = 255) -> np.ndarray:
    found = np.full((height, width), low)
    found[:, width // 2 :] = high
    return found


def test_folders_of_pictures_and_masks(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"set/images/{number}.png": picture(16, 24, seed=number) for number in range(3)}
    files |= {f"set/masks/{number}.png": mask_of(half()) for number in range(3)}
    schema = upload(packed(files))
    image, mask = schema.features
    assert (schema.kind, schema.target, schema.samples, schema.size, schema.notes) == (
        "images",
        "mask",
        3,
        (16, 24),
        (),
    )
    assert (image.type, image.shape, mask.type, mask.shape) == ("image", (16, 24, 3), "mask", (16, 24))
    assert (mask.classes, mask.counts) == (("0", "255"), (3 * 16 * 12, 3 * 16 * 12))
    np.testing.assert_array_equal(columns(schema)["mask"][1], half() // 255)
    assert all(str(sample["mask"]).startswith("data:image/png") for sample in schema.preview)


@pytest.mark.parametrize(
    ("picture_name", "mask_name"),
    [
        ("a.jpg", "a_mask.png"),
        ("x/a.png", "x/a-label.png"),
        ("image/a.png", "label/A.png"),
        ("train/images/a.png", "train/masks/a_mask.png"),
        ("a.png", "masks/a.png"),
    ],
)
def test_names_that_belong_together(
    upload: Upload, packed: Packed, picture: Picture, picture_name: str, mask_name: str
) -> None:
    pictured = picture(16, 24, form="JPEG" if picture_name.endswith("jpg") else "PNG")
    assert upload(packed({picture_name: pictured, mask_name: mask_of(half())})).samples == 1


def test_folders_of_classes_are_no_masks(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{name}/{number}.png": picture(seed=number) for name in ("mask", "no mask") for number in range(3)}
    assert upload(packed(files)).target == "class"


def test_colours_are_classes(upload: Upload, packed: Packed, picture: Picture) -> None:
    found = np.zeros((16, 16, 3))
    found[:8, :8], found[8:] = (255, 0, 0), (0, 128, 0)
    schema = upload(packed({"images/a.png": picture(16, 16), "masks/a.png": mask_of(found)}))
    assert dict(zip(schema.features[1].classes, schema.features[1].counts, strict=True)) == {
        "0": 64,
        "#008000": 128,
        "#ff0000": 64,
    }


def test_palettes_are_their_numbers(upload: Upload, packed: Packed, picture: Picture) -> None:
    found = Image.fromarray(half(high=3).astype(np.uint8))
    found.putpalette([value for place in range(256) for value in (place, 255 - place, 7)])
    file = io.BytesIO()
    found.save(file, "PNG")
    schema = upload(packed({"images/a.png": picture(16, 24), "masks/a.png": file.getvalue()}))
    assert schema.features[1].classes == ("0", "3")


def test_smoothed_masks_are_black_and_white(upload: Upload, packed: Packed, picture: Picture) -> None:
    schema = upload(packed({"images/a.png": picture(32, 48), "masks/a.jpg": mask_of(half(32, 48), "JPEG")}))
    assert schema.features[1].classes == ("0", "255")
    assert any("grey in between" in note for note in schema.notes)


def test_what_does_not_fit_is_named_and_left_out(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"images/{name}.png": picture(16, 24) for name in ("good", "small", "lonely", "torn")}
    files |= {"masks/good.png": mask_of(half()), "masks/small.png": mask_of(half(8, 12))}
    files |= {"masks/torn.png": mask_of(half())[:45], "masks/nobody.png": mask_of(half())}
    schema = upload(packed(files))
    assert schema.samples == 1
    notes = " ".join(schema.notes)
    assert "“masks/small.png”: It is 12 × 8, its picture 24 × 16 pixels." in notes
    assert "“masks/torn.png”" in notes
    assert "2 files, such as “images/lonely.png”, “masks/nobody.png”" in notes


@pytest.mark.parametrize(
    ("mask", "words"),
    [
        (mask_of(np.zeros((16, 24))), "nothing to tell apart"),
        (mask_of(np.random.default_rng(0).integers(0, 255, (16, 24, 3))), "different colours"),
        (b"no picture", "No picture can be read with its mask"),
    ],
)
def test_masks_that_teach_nothing(upload: Upload, packed: Packed, picture: Picture, mask: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        upload(packed({"images/a.png": picture(16, 24), "masks/a.png": mask}))


def test_sizes_are_brought_to_one_without_new_values(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {"images/a.png": picture(200, 300), "masks/a.png": mask_of(half(200, 300, high=2))}
    files |= {"images/b.png": picture(260, 210), "masks/b.png": mask_of(half(260, 210, low=1))}
    schema = upload(packed(files))
    assert (schema.size, schema.features[1].classes) == ((192, 192), ("0", "1", "2", "255"))
    assert set(np.unique(columns(schema)["mask"])) == {0, 1, 2, 3}


def test_values_have_names_and_places() -> None:
    found = values(mask_of(np.array([[[1, 2, 3], [9, 9, 9]]])))
    assert [named(int(value)) for value in found[0]] == ["#010203", "9"]
    assert all(value_of(named(int(value))) == value for value in found.ravel())
    np.testing.assert_array_equal(coded(np.array([[5, 0]]), [0, 5]), [[1, 0]])
    assert fitted(np.eye(4, dtype=np.uint8), (8, 8)).shape == (8, 8)
    assert drawn(np.eye(4, dtype=np.uint8), [None, "#2563eb"]).startswith("data:image/png")
