"""What a run wrote about itself, read for the pages."""

from builder.pages import outcome

_WRITTEN = {
    "outputs": {
        "leaf": {
            "kind": "classes",
            "classes": ["elm", "oak"],
            "confusion": [[3, 1], [0, 4]],
            "score": 0.9,
            "baseline": 0.5,
        },
        "age": {"kind": "number", "truth": [1.0], "answers": [1.5], "score": 0.5, "baseline": 2.0},
    },
    "samples": [],
    "count": 8,
}


def test_only_targets_with_classes_have_a_confusion_matrix() -> None:
    read = outcome.of(_WRITTEN)
    assert read.count == 8
    assert list(read.matrices) == ["leaf"]
    assert read.matrices["leaf"].counts == [[3, 1], [0, 4]]


def test_a_run_without_results_has_an_empty_outcome() -> None:
    assert outcome.of({}) == outcome.Outcome()
