"""Run directories: made whole or not at all, found by their id only."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.runs import folder
from engine.runs.estimate import estimate
from engine.runs.exports import FORMS, export_path
from engine.words import Refusal

_REQUEST = folder.Request(
    document={"format": "layerloom"},
    schema={"id": "iris"},
    program="x = 1\n",
    project="p",
    owner="o",
    number=3,
    estimate=2.5,
)


def test_a_run_explains_itself(home: Path) -> None:
    run = folder.create(_REQUEST)
    place = folder.folder_of(run)
    assert place == home / "runs" / run
    assert folder.read_json(place, folder.DOCUMENT) == {"format": "layerloom"}
    job = folder.read_json(place, folder.JOB)
    assert (job["project"], job["owner"], job["number"], job["schema"], job["estimate"]) == (
        "p",
        "o",
        3,
        {"id": "iris"},
        2.5,
    )
    assert (place / folder.PROGRAM).read_text() == "x = 1\n"
    assert folder.every_run() == (place,)
    assert place.stat().st_mode & 0o077 == 0


def test_a_full_disk_leaves_no_half_a_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(folder, "write_atomic", full)
    with pytest.raises(OSError, match="No space"):
        folder.create(_REQUEST)
    assert list((home / "runs").iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=40) | st.sampled_from(["..", "../runs", "/etc", "a" * 24, "", ".", "A" * 24]))
def test_no_other_name_finds_a_folder(home: Path, name: str) -> None:
    (home / "runs" / "outside").mkdir(parents=True, exist_ok=True)
    with pytest.raises(Refusal, match="no such run"):
        folder.folder_of(name)


@pytest.mark.parametrize("which", [form.name for form in FORMS])
def test_exports_have_their_place(tmp_path: Path, which: str) -> None:
    assert export_path(tmp_path, which).parent == tmp_path / "exports"
    assert export_path(tmp_path, which).stem == which


@pytest.mark.parametrize("which", ["", "pickle", "../savedmodel", "SavedModel"])
def test_no_other_format_is_exported(tmp_path: Path, which: str) -> None:
    with pytest.raises(Refusal, match="no export format"):
        export_path(tmp_path, which)


@given(
    epochs=st.integers(1, 1000),
    samples=st.integers(0, 10**6),
    parameters=st.integers(0, 10**9),
    more=st.integers(1, 100),
)
def test_more_work_is_expected_to_take_longer(epochs: int, samples: int, parameters: int, more: int) -> None:
    def guess(epochs: int, samples: int, parameters: int) -> float:
        training = {"epochs": epochs, "batch_size": 32}
        return estimate({"training": training}, {"samples": samples}, {"totals": {"parameters": parameters}})

    least = guess(epochs, samples, parameters)
    assert least > 0
    assert guess(epochs + more, samples, parameters) > least
    assert guess(epochs, samples + more, parameters) >= least
    assert guess(epochs, samples, parameters + more) > least
