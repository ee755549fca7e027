"""What the columns of a table are taken for, and what is said about them."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.data.apply import apply
from engine.data.schema import Schema
from engine.document.model import Data
from engine.runtime.data.columns import columns, write_npz

Upload = Callable[..., Schema]


def _types(schema: Schema) -> dict[str, str]:
    return {feature.name: feature.type for feature in schema.features}


def _said(schema: Schema, *words: str) -> bool:
    return any(all(word in note for word in words) for note in schema.notes)


def _table(**named: list[object]) -> bytes:
    rows = zip(*named.values(), strict=True)
    lines = [",".join(named), *(",".join("" if cell is None else str(cell) for cell in row) for row in rows)]
    return "\n".join(lines).encode()


def test_types(upload: Upload) -> None:
    count = 60
    schema = upload(
        _table(
            number=[n * 0.5 for n in range(count)],
            colour=[["red", "blue"][n % 2] for n in range(count)],
            flag=[n % 2 for n in range(count)],
            name=[f"person {n}" for n in range(count)],
            row=list(range(count)),
            same=[7] * count,
            empty=[None] * count,
            label=[n % 3 for n in range(count)],
        )
    )
    assert _types(schema) == {
        "number": "number",
        "colour": "category",
        "flag": "category",
        "name": "ignore",
        "row": "ignore",
        "same": "ignore",
        "empty": "ignore",
        "label": "category",
    }
    assert schema.target == "label"
    assert schema.samples == count
    assert _said(schema, "same", "same value in every row")
    assert _said(schema, "row", "numbers the rows")
    assert _said(schema, "empty", "is empty")
    assert _said(schema, "name", "60 different texts")


def test_figures(upload: Upload) -> None:
    schema = upload(b"x,c\n1,a\n2,b\n,a\n4,\n5,a\n")
    number, category = schema.features
    assert (number.missing, number.distinct, number.min, number.max) == (1, 4, 1, 5)
    assert (number.mean, number.median, number.std) == (3, 3, pytest.approx(np.std([1, 2, 4, 5]), rel=1e-6))
    assert number.histogram is not None
    assert sum(number.histogram.counts) == 4
    assert (category.classes, category.counts, category.missing) == (("a", "b"), (3, 1), 1)


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b'a;b\n1,5;x\n"2.000,25";y\n-3;z\n', [1.5, 2000.25, -3]),
        (b'a,b\n"1,500",x\n"12,000.5",y\n3e2,z\n', [1500, 12000.5, 300]),
        (b"a,b\n1,x\nNA,y\n?,z\n2,z\n", [1, None, None, 2]),
        (b"a,b\n 1 ,x\ninf,y\n2,z\n", [1, None, 2]),
    ],
)
def test_numbers_as_people_write_them(upload: Upload, content: bytes, values: list[float | None]) -> None:
    schema = upload(content)
    assert schema.features[0].type == "number"
    assert [sample["a"] for sample in schema.preview] == values


def test_a_few_words_among_numbers_are_missing(upload: Upload) -> None:
    cells = [*range(10, 60), "unknown", *range(60, 100)]
    schema = upload(_table(x=cells, y=[n % 2 for n in range(len(cells))]))
    assert schema.features[0].type == "number"
    assert schema.features[0].missing == 1
    assert _said(schema, "unknown", "missing")


def test_words_far_below_make_a_text_column(upload: Upload) -> None:
    """A column that holds numbers for longer than is read at once, then words, is read again as texts, all of it."""
    cells = ["01"] * 21_000 + ["x", "y", "z", "w"] * 3000
    schema = upload(_table(code=cells, y=[n % 2 for n in range(len(cells))]))
    assert schema.features[0].classes == ("01", "w", "x", "y", "z")
    assert schema.features[0].counts == (21_000, 3000, 3000, 3000, 3000)


def test_uneven_lines(upload: Upload) -> None:
    rows = [f"{n},{n % 2}" for n in range(300)]
    rows[100] = "1,2,3"
    schema = upload(("a,b\n" + "\n".join(rows)).encode())
    assert schema.samples == 299
    assert _said(schema, "1 line", "line 102")


def test_a_class_of_one_is_said(upload: Upload) -> None:
    schema = upload(_table(x=[1.5, 2.5, 3.5, 4.5, 5.1], label=["a", "a", "b", "b", "c"]))
    assert _said(schema, "Only one row", "c")


@pytest.mark.parametrize(
    ("header", "title", "target"),
    [
        ("a,target,b", "mine", "target"),
        ("a,Price,b", "mine", "Price"),
        ("size,b,c", "size", "size"),
        ("a,b,c", "mine", "c"),
    ],
)
def test_the_target_is_guessed(upload: Upload, header: str, title: str, target: str) -> None:
    rows = [f"{n * 1.5},{n * 2.5},{n * 0.3}" for n in range(30)]
    assert upload("\n".join([header, *rows]).encode(), title=title).target == target


def test_without_a_header_the_last_column_is_the_target(upload: Upload) -> None:
    schema = upload(b"1,2.5,0\n3,4.5,1\n5,6.5,0\n")
    assert [feature.name for feature in schema.features] == ["column 1", "column 2", "column 3"]
    assert schema.target == "column 3"
    assert _said(schema, "columns are numbered")


def test_points_of_a_plane_are_shown_from_all_over(upload: Upload) -> None:
    count = 1000
    schema = upload(_table(x=[n * 0.5 for n in range(count)], y=[n * 0.7 for n in range(count)], c=sorted("ab" * 500)))
    assert schema.is_plane()
    assert len(schema.preview) == 150
    assert {sample["c"] for sample in schema.preview} == {"a", "b"}
    assert schema.preview[-1] == {"x": 499.5, "y": pytest.approx(699.3), "c": "b"}


def test_names_are_made_distinct(upload: Upload) -> None:
    schema = upload(b"a,a,,<b>x</b>\n1,2,3,4\n5,6,7,8\n", read={"header": True})
    assert [feature.name for feature in schema.features] == ["a", "a (2)", "column 3", "<b>x</b>"]


def test_a_column_that_says_the_same_as_the_target_is_left_out(upload: Upload) -> None:
    rows = 40
    schema = upload(
        _table(
            survived=[n % 2 for n in range(rows)],
            alive=["yes" if n % 2 else "no" for n in range(rows)],
            age=[random.Random(n).random() for n in range(rows)],
        )
    )
    assert schema.features[0].twins == ("alive",)
    used = apply(schema, Data(targets=("survived",)))
    assert [feature.name for feature in used.inputs()] == ["age"]
    assert _said(used, "alive", "says the same")
    other = apply(schema, Data(targets=("alive",)))
    assert [feature.name for feature in other.inputs()] == ["age"]
    kept = apply(schema, Data(targets=("survived",), columns={"alive": "category"}))
    assert [feature.name for feature in kept.inputs()] == ["alive", "age"]


def test_types_can_be_overridden(upload: Upload) -> None:
    schema = upload(_table(quality=[3, 4, 5] * 10, word=["a", "b"] * 15, x=[n * 0.7 for n in range(30)]))
    used = apply(schema, Data(targets=("quality",), columns={"quality": "category", "x": "ignore"}))
    assert used.targets()[0].classes == ("3", "4", "5")
    assert [feature.name for feature in used.inputs()] == ["word"]
    assert columns(used)["quality"][:3].tolist() == ["3", "4", "5"]
    refused = apply(schema, Data(targets=("word",), columns={"word": "number"}))
    assert refused.targets()[0].type == "category"
    assert _said(refused, "word", "cannot be read as a number")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    targets=st.lists(st.sampled_from(["a", "b", "c", "d", "nothing"]), max_size=3),
    overrides=st.dictionaries(
        st.sampled_from(["a", "b", "c", "d", "nothing"]), st.sampled_from(["number", "category", "text", "ignore"])
    ),
)
def test_applying_twice_changes_nothing(upload: Upload, targets: list[str], overrides: dict[str, str]) -> None:
    schema = upload(
        _table(a=[1, 2] * 10, b=["x", "y"] * 10, c=[n * 0.1 for n in range(20)], d=["u", "v", "w", "z"] * 5)
    )
    data = Data(targets=tuple(targets), columns=overrides)
    used = apply(schema, data)
    assert apply(used, data) == used
    assert {feature.role for feature in used.features} <= {"feature", "target"}
    assert not set(used.inputs()) & set(used.targets())


def test_an_exported_table_needs_numpy_only(upload: Upload, tmp_path: Path) -> None:
    schema = upload(b"x,c\n1,a\n,b\n3,\n")
    write_npz(apply(schema, Data(targets=("c",))), tmp_path / "data.npz")
    with np.load(tmp_path / "data.npz", allow_pickle=False) as arrays:
        np.testing.assert_array_equal(arrays["x"], [1, np.nan, 3])
        assert arrays["c"].tolist() == ["a", "b", ""]


@pytest.mark.slow
def test_a_hundred_megabytes_are_read_in_little_memory(upload: Upload) -> None:
    import resource

    line = b"0.123456,7.5,some text,1,-2.25,2024-01-01\n"
    content = b"a,b,c,d,e,f\n" + line * (100_000_000 // len(line))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    schema = upload(content)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert schema.samples > 2_000_000
    assert (after - before) * 1024 < 1_000_000_000


@pytest.mark.realdata
def test_real_tables(upload: Upload, real_data: Path) -> None:
    def read(name: str) -> Schema:
        return upload((real_data / f"{name}.csv").read_bytes(), title=name)

    titanic = read("titanic")
    assert titanic.target == "survived"
    assert _types(titanic)["age"] == "number"
    assert titanic.feature("survived").twins == ("alive",)  # type: ignore[union-attr]
    penguins = read("penguins")
    assert (penguins.target, penguins.feature("sex").missing) == ("species", 11)  # type: ignore[union-attr]
    mpg = read("mpg")
    assert (mpg.target, _types(mpg)["name"]) == ("mpg", "ignore")
    wine = read("winequality-red")
    assert (wine.target, wine.read["header"], wine.samples) == ("column 12", False, 1599)


_NUMBERS_ROWS = dict.fromkeys(("id", "PassengerId", "customer_no.", "row index", "ID"), True)
_OTHER_NUMBERS = dict.fromkeys(("humid", "paid", "piano", "index of prices", "Techno"), False)


@pytest.mark.parametrize(("name", "left_out"), (_NUMBERS_ROWS | _OTHER_NUMBERS).items())
def test_a_column_that_numbers_the_rows_is_left_out(upload: Upload, name: str, left_out: bool) -> None:
    """Its numbers may come in any order, and are told by its name: other numbers may well be all different too."""
    rows = [f"{n * 37 % 101 + 500},{'ab'[n % 2]}" for n in range(60)]
    schema = upload("\n".join([f"{name},label", *rows]).encode())
    assert (_types(schema)[name] == "ignore") == left_out
    assert _said(schema, name, "numbers the rows") == left_out


def test_an_id_that_comes_twice_is_a_number_as_others(upload: Upload) -> None:
    rows = [f"{n // 2},{n % 7 * 1.5},{'ab'[n % 2]}" for n in range(60)]
    assert _types(upload("\n".join(["id,size,label", *rows]).encode()))["id"] == "number"
