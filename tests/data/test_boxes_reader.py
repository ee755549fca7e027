"""Pictures with boxes: the forms in which they are written down, which belong together, what does not fit."""

import json
from collections.abc import Callable
from pathlib import PurePosixPath

import numpy as np
import pytest

from engine.data.apply import apply
from engine.data.insight import judge
from engine.data.schema import Feature, Schema
from engine.document.model import Data
from engine.runtime.data.archive import Damaged
from engine.runtime.data.columns import columns
from engine.runtime.data.readers.box_forms import class_names, is_yolo, yolo
from engine.words import Refusal

Upload = Callable[..., Schema]
Picture = Callable[..., bytes]
Packed = Callable[..., bytes]
Sides = tuple[float, float, float, float]

WIDE, HIGH = 64, 48


def voc(name: str, *boxes: tuple[str, Sides], size: tuple[int, int] | None = (WIDE, HIGH)) -> bytes:
    """Sides are in pixels."""
    sized = f"<size><width>{size[0]}</width><height>{size[1]}</height></size>" if size else ""
    objects = "".join(
        f"<object><name>{label}</name><bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax>"
        f"<ymax>{bottom}</ymax></bndbox></object>"
        for label, (left, top, right, bottom) in boxes
    )
    return f"<annotation><filename>{name}</filename>{sized}{objects}</annotation>".encode()


def there(schema: Schema, row: int) -> np.ndarray:
    rows = columns(schema)["boxes"][row]
    return rows[rows[:, 0] >= 0]


def boxes(schema: Schema) -> Feature:
    found = schema.feature("boxes")
    assert found is not None
    return found


CAT, DOG = ("cat", (16, 12, 32, 24)), ("dog", (0, 0, 64, 48))
EXPECTED = np.array([[0, 0.25, 0.25, 0.5, 0.5], [1, 0, 0, 1, 1]], dtype=np.float32)


def as_voc(picture: Picture) -> dict[str, bytes]:
    return {
        "JPEGImages/a.jpg": picture(HIGH, WIDE, form="JPEG"),
        "JPEGImages/b.jpg": picture(HIGH, WIDE, form="JPEG", seed=1),
        "Annotations/a.xml": voc("a.jpg", CAT, DOG),
        "Annotations/b.xml": voc("b.jpg"),
    }


def as_coco(picture: Picture) -> dict[str, bytes]:
    said = {
        "info": {},
        "images": [
            {"id": 7, "file_name": "train/a.png", "width": WIDE, "height": HIGH},
            {"id": 9, "file_name": "b.png", "width": WIDE, "height": HIGH},
        ],
        "annotations": [
            {"id": 1, "image_id": 7, "category_id": 3, "bbox": [16, 12, 16, 12], "iscrowd": 0},
            {"id": 2, "image_id": 7, "category_id": 18, "bbox": [0, 0, 64, 48]},
            {"id": 3, "image_id": 7, "category_id": 18, "bbox": [0, 0, 9, 9], "iscrowd": 1},
        ],
        "categories": [{"id": 3, "name": "cat"}, {"id": 18, "name": "dog"}, {"id": 20, "name": "never seen"}],
    }
    return {
        "images/a.png": picture(HIGH, WIDE),
        "images/b.png": picture(HIGH, WIDE, seed=1),
        "annotations/instances.json": json.dumps(said).encode(),
    }


def as_yolo(picture: Picture) -> dict[str, bytes]:
    return {
        "images/a.png": picture(HIGH, WIDE),
        "images/b.png": picture(HIGH, WIDE, seed=1),
        "labels/a.txt": b"0 0.375 0.375 0.25 0.25\n1 0.5 0.5 1 1\n",
        "labels/b.txt": b"",
        "data.yaml": b"train: images\nnc: 2\nnames: ['cat', \"dog\"]\n",
    }


def with_outlines(picture: Picture) -> dict[str, bytes]:
    files = as_yolo(picture)
    files["labels/a.txt"] = b"0 0.25 0.25 0.5 0.25 0.5 0.5 0.3 0.4\n1 0.5 0.5 1 1\n"
    files["data.yaml"] = b"names:\n  0: cat\n  1: dog\npath: x\n"
    return files


def with_class_file(picture: Picture) -> dict[str, bytes]:
    files = {name.replace("labels/", "images/"): content for name, content in as_yolo(picture).items()}
    del files["data.yaml"]
    return {**files, "classes.txt": b"cat\ndog\n", "README.txt": b"These are two pictures.\n"}


@pytest.mark.parametrize("form", [as_voc, as_coco, as_yolo, with_outlines, with_class_file])
def test_every_form_says_the_same(
    upload: Upload, packed: Packed, picture: Picture, form: Callable[[Picture], dict[str, bytes]]
) -> None:
    schema = upload(packed(form(picture)))
    assert (schema.kind, schema.target, schema.samples, schema.size) == ("images", "boxes", 2, (HIGH, WIDE))
    found = boxes(schema)
    assert (found.type, found.role, found.classes, found.counts) == ("boxes", "target", ("cat", "dog"), (1, 1))
    assert (found.missing, found.shape) == (1, (2, 5))
    np.testing.assert_allclose(there(schema, 0), EXPECTED, atol=1e-6)
    assert len(there(schema, 1)) == 0
    assert schema.notes == ()
    assert schema.preview[0]["boxes"] == [
        {"class": "cat", "box": [0.25, 0.25, 0.5, 0.5]},
        {"class": "dog", "box": [0.0, 0.0, 1.0, 1.0]},
    ]


def test_pictures_keep_their_shape_and_boxes_their_shares(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {"a.png": picture(300, 400), "a.xml": voc("other name.png", ("x", (100, 75, 200, 150)), size=None)}
    schema = upload(packed(files))
    assert schema.size == (120, 160)
    np.testing.assert_allclose(there(schema, 0), [[0, 0.25, 0.25, 0.5, 0.5]])


def test_a_picture_made_smaller_since_keeps_its_boxes(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {"a.png": picture(HIGH // 2, WIDE // 2), "a.xml": voc("a.png", CAT)}
    np.testing.assert_allclose(there(upload(packed(files)), 0), EXPECTED[:1])


def test_the_nearer_of_two_pictures_of_a_name(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{part}/images/a.png": picture(HIGH, WIDE, seed=number) for number, part in enumerate(("train", "test"))}
    files |= {"train/labels/a.txt": b"0 0.5 0.5 1 1", "test/labels/a.txt": b"1 0.5 0.5 1 1"}
    schema = upload(packed(files))
    assert [int(there(schema, row)[0, 0]) for row in range(2)] == [1, 0]
    assert boxes(schema).classes == ("0", "1")


def test_what_does_not_fit_is_named_cut_or_left_out(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{name}.png": picture(HIGH, WIDE) for name in ("good", "out", "flat", "lonely", "torn", "other")}
    files |= {
        "good.xml": voc("good.png", CAT),
        "out.xml": voc("out.png", ("cat", (-16, 24, 32, 96)), ("dog", (70, 0, 90, 20))),
        "flat.xml": voc("flat.png", ("dog", (9, 9, 9, 30))),
        "torn.xml": voc("torn.png", CAT)[:80],
        "nobody.xml": voc("nobody.png", CAT),
        "other.xml": voc("other.png", CAT, size=(48, 64)),
        "broken.png": picture(HIGH, WIDE)[:60],
        "broken.xml": voc("broken.png", CAT),
    }
    schema = upload(packed(files))
    assert (schema.samples, boxes(schema).counts) == (3, (2,))
    np.testing.assert_allclose(there(schema, 2), [[0, 0, 0.5, 0.5, 1]])
    notes = " ".join(schema.notes)
    for words in (
        "1 box reached out of its picture and was cut at the edge: in “out.png”.",
        "2 boxes have no area in their pictures and were left out: in “flat.png”, “out.png”.",
        "pictures have no file that says their boxes and were left out: “lonely.png”, “torn.png”.",
        "1 file says the boxes of a picture that is not there: “nobody.xml”.",
        "“torn.xml”: It is no whole XML file.",
        "“other.png”: Its boxes are of a picture of 48 × 64 pixels, it has 64 × 48.",
        "“broken.png”",
    ):
        assert words in notes


BOMB = b'<!DOCTYPE annotation [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + voc("a.png", ("&b;", (0, 0, 9, 9)))
BROKEN = {
    "entities": ({"a.xml": BOMB}, "declares types or entities"),
    "words for sides": ({"a.xml": voc("a.png", ("x", ("left", 0, 9, 9)))}, "a side that is no number"),  # type: ignore[arg-type]
    "infinity": ({"a.xml": voc("a.png", ("x", (0, 0, float("inf"), 9)))}, "a side that is no number"),
    "no name": ({"a.xml": voc("a.png", (" ", (0, 0, 9, 9)))}, "no name of a class"),
    "nothing inside": ({"a.xml": voc("a.png")}, "None of the pictures has a box"),
    "other names": ({"b.xml": voc("b.png", CAT)}, "None of the pictures has a box"),
    "lists that are none": ({"a.json": b'{"images": 3, "annotations": [], "categories": []}'}, "as COCO has them"),
    "a picture that is not listed": (
        {"a.json": b'{"images": [], "annotations": [{"image_id": 1, "bbox": [0, 0, 1, 1]}]}'},
        "None of the pictures has a box",
    ),
    "lines of words": ({"a.txt": b"0 0.5 0.5 1 1\nthe end\n"}, "Line 2 is no class with four numbers"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_files_that_say_nothing_are_refused(upload: Upload, packed: Packed, picture: Picture, case: str) -> None:
    files, words = BROKEN[case]
    with pytest.raises(Refusal, match=words):
        upload(packed({"a.png": picture(HIGH, WIDE), **files}))


def test_too_many_boxes_and_classes(upload: Upload, packed: Packed, picture: Picture) -> None:
    many = voc("a.png", *(("x", (place, 0, place + 2, 9)) for place in np.linspace(0, 60, 301)))
    schema = upload(packed({"a.png": picture(HIGH, WIDE), "a.xml": many}))
    assert boxes(schema).counts == (300,)
    assert "1 picture has more than 300 boxes, of which the first are kept: “a.png”." in schema.notes
    classes = voc("a.png", *((str(number), (0, 0, 9, 9)) for number in range(201)))
    with pytest.raises(Refusal, match="201 classes"):
        upload(packed({"a.png": picture(HIGH, WIDE), "a.xml": classes}))


def test_one_broken_file_among_many_is_left_out(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{number}.png": picture(16, 16, seed=number) for number in range(30)}
    files |= {f"{number}.txt": b"0 0.5 0.5 0.5 0.5" for number in range(30)}
    files["7.txt"] = b"\x00\xff\x00"
    schema = upload(packed(files))
    assert schema.samples == 29
    assert any("“7.txt”: It is no text." in note for note in schema.notes)


def test_boxes_of_one_size_are_described_and_judged(upload: Upload, packed: Packed, picture: Picture) -> None:
    draw = np.random.default_rng(0)
    files = {f"{number}.png": picture(24, 24, seed=number) for number in range(24)}
    for number in range(24):
        x, y = draw.integers(4, 20, 2) / 24
        files[f"{number}.txt"] = f"0 {x} {y} {1 / 3} {1 / 3}".encode()
    schema = upload(packed(files))
    assert (boxes(schema).min, boxes(schema).max) == (8.0, 8.0)
    data = Data(source="mine", targets=("boxes",))
    assert judge(apply(schema, data), data) == ()
    assert not boxes(schema).is_constant()


def test_folders_of_classes_with_other_files_are_no_boxes(upload: Upload, packed: Packed, picture: Picture) -> None:
    files = {f"{name}/{number}.png": picture(seed=number) for name in ("cat", "dog") for number in range(3)}
    files |= {"LICENSE.txt": b"Take them.", "about.json": b'{"by": "me"}', "about.xml": b"<about/>"}
    assert upload(packed(files)).target == "class"


def test_lines_without_end_take_no_time() -> None:
    names = b"names:\n- cat" + b" " * 200_000 + b"x\n- dog\n"
    assert class_names(PurePosixPath("data.yaml"), names) == {0: "cat", 1: "dog"}
    assert not is_yolo(b"9" * 5000 + b" 0.5 0.5 0.5 0.5")
    with pytest.raises(Damaged, match="Line 1"):
        yolo(b"9" * 5000 + b" 0.5 0.5 0.5 0.5", PurePosixPath("a.txt"), {})
