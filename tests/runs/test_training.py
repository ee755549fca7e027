"""Training as the document says: best epoch, early end, divergence, seeds, surfaces, a full disk."""

import base64
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.runs import events, stopping
from engine.runs.folder import BEST, LAST, RESERVE, RESULTS, folder_of, read_json
from engine.runs.lock import is_held
from engine.runs.status import Status, status
from engine.runtime.data.part import Part, Streamed
from engine.runtime.opened import open_trained
from engine.runtime.train import best as best_module
from engine.runtime.train import steps as steps_module
from engine.runtime.train.run import train
from engine.runtime.train.steps import Batches, shuffled
from engine.runtime.worker import work
from tests.runs import networks

_DENSE = ("Dense", {"units": 16, "activation": "relu"})


def trained(content: dict[str, Any]) -> tuple[Path, Status]:
    folder = folder_of(networks.made(content))
    train(folder, threads=0)
    return folder, status(folder)


def happened(folder: Path, event: str) -> list[events.Event]:
    return [one for one in events.read_all(folder) if one["event"] == event]


def test_the_best_epoch_is_kept_and_named(home: Path) -> None:
    folder, found = trained(networks.iris(epochs=25, optimizer={"kind": "Adam", "params": {"learning_rate": 0.3}}))
    epochs = happened(folder, "epoch")
    losses = [epoch["values"]["val_loss"] for epoch in epochs]
    assert found.best_epoch == int(np.argmin(losses)) + 1
    assert found.best_values["val_loss"] == min(losses)
    kept = open_trained(folder)
    output = read_json(folder, RESULTS)["outputs"][networks.schema("iris")["target"]]
    assert output["score"] == pytest.approx(epochs[found.best_epoch - 1]["values"]["val_sparse_categorical_accuracy"])
    assert kept.model.count_params() == happened(folder, "started")[0]["parameters"]
    assert (folder / BEST).read_bytes() != (folder / LAST).read_bytes()


def test_the_same_seed_trains_the_same(home: Path) -> None:
    content = networks.document("iris", [_DENSE, ("Dropout", {"rate": 0.3})], epochs=3)
    first, second = (trained(content)[1].values for _ in range(2))
    assert first == second
    other = trained({**content, "training": {**content["training"], "seed": 7}})[1].values
    assert other != first


def test_every_epoch_has_every_sample_once_in_an_order_of_its_own() -> None:
    rows = np.arange(10)
    batches = Batches(Part(x={"input": rows.astype(np.float32)}, y={"answer": rows}, rows=rows), 4)
    assert batches.steps == 3
    first, second = shuffled(batches, 1, 1), shuffled(batches, 1, 2)
    assert sorted(first) == sorted(second) == list(range(10))
    assert list(first) != list(second)


@pytest.mark.parametrize("size", [1, 3, 4, 10, 100])
def test_what_is_read_from_the_disk_comes_in_the_same_batches(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(steps_module, "_PIECE", size)

    def read(rows: np.ndarray) -> Part:
        return Part(x={"input": rows.astype(np.float32)}, y={"answer": rows}, rows=rows)

    rows = np.arange(100, 123)
    whole, streamed = Batches(read(rows), 4), Batches(Streamed(rows=rows, read=read, size=1), 4)
    order = shuffled(whole, 1, 1)
    assert _batches(streamed, order) == _batches(whole, order)
    assert sum(piece.steps for piece in streamed.pieces(order)) == streamed.steps == 6


def _batches(batches: Batches, order: np.ndarray) -> list[list[int]]:
    found = []
    for piece in batches.pieces(order):
        values = piece.values[1]["answer"].numpy()[piece.order.numpy()]
        found += [values[step * 4 : step * 4 + 4].tolist() for step in range(piece.steps)]
    return found


STREAMED = {
    "numbers": lambda: networks.document("iris", [_DENSE, ("Dropout", {"rate": 0.3})], epochs=3),
    "pictures": lambda: networks.document("digits", [("Flatten", {}), _DENSE], epochs=2),
}


@pytest.mark.parametrize("made", STREAMED.values(), ids=STREAMED)
def test_data_larger_than_the_memory_train_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[], dict[str, Any]]
) -> None:
    content = made()
    whole, found = trained(content)
    monkeypatch.setenv("LAYERLOOM_DATA_IN_MEMORY", "1")
    monkeypatch.setattr(steps_module, "_PIECE", 10_000)
    streamed, again = trained(content)
    assert again.values == pytest.approx(found.values, rel=1e-5)
    assert read_json(streamed, RESULTS)["outputs"] == read_json(whole, RESULTS)["outputs"]


def test_training_ends_early_without_improvement(home: Path) -> None:
    _, found = trained(
        networks.iris(epochs=500, patience=2, optimizer={"kind": "Adam", "params": {"learning_rate": 0.5}})
    )
    assert found.reason == "early-stopping"
    assert found.best_epoch is not None
    assert found.epoch == found.best_epoch + 2


def test_divergence_is_said_plainly(home: Path) -> None:
    folder, found = trained(
        networks.document(
            "diabetes", [_DENSE], epochs=50, optimizer={"kind": "SGD", "params": {"learning_rate": 100.0}}
        )
    )
    assert (found.state, found.reason) == ("finished", "diverged")
    assert "learning rate" in found.sentence
    assert "NaN" not in (folder / "events.jsonl").read_text()
    assert found.epoch < 50


def test_a_run_that_takes_too_long_keeps_its_best_epoch(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of(networks.made(networks.iris(epochs=500)))
    append = events.append

    def ask_after_two(at: Path, event: str, **fields: Any) -> None:
        append(at, event, **fields)
        if event == "epoch" and fields["epoch"] == 2:
            stopping.ask(at, "time-limit")

    monkeypatch.setattr(events, "append", ask_after_two)
    train(folder, threads=0)
    end = events.read_all(folder)[-1]
    assert (end["event"], end["reason"]) == ("finished", "time-limit")
    assert end["sentence"].startswith("Stopped after 2 whole epochs: it trained for as long as a run may here.")
    assert (folder / BEST).exists()


def test_stop_before_the_first_epoch_is_done(home: Path) -> None:
    folder = folder_of(networks.made(networks.iris(epochs=100)))
    stopping.ask(folder)
    train(folder, threads=0)
    found = status(folder)
    assert (found.state, found.best_epoch) == ("stopped", None)
    assert "No whole epoch" in found.sentence


def test_numbers_have_errors_and_a_baseline(home: Path) -> None:
    folder, _ = trained(networks.document("diabetes", [_DENSE], epochs=2))
    output = read_json(folder, RESULTS)["outputs"][networks.schema("diabetes")["target"]]
    errors = np.abs(np.asarray(output["truth"]) - np.asarray(output["answers"]))
    assert output["score"] == pytest.approx(errors.mean())
    assert output["interval"][0] < output["score"] < output["interval"][1]
    assert output["baseline"] > 0


def test_a_plane_of_two_features_is_drawn(home: Path) -> None:
    folder, _ = trained(networks.document("moons", [_DENSE], epochs=2))
    surface = happened(folder, "surface")[0]
    assert len(base64.b64decode(surface["values"])) == surface["size"] ** 2
    assert len(surface["classes"]) == 2
    assert surface["x"][0] < surface["x"][1]
    assert not happened(trained(networks.iris(epochs=1))[0], "surface")


def test_batches_are_told_with_rate_and_time_left(home: Path) -> None:
    folder, found = trained(networks.document("digits", [("Flatten", {}), _DENSE], epochs=20))
    batches = happened(folder, "batch")
    assert batches[0]["step"] == 1
    assert [batch["step"] for batch in batches] == sorted(batch["step"] for batch in batches)
    assert all(batch["left"] >= 0 and batch["rate"] > 0 for batch in batches[1:])
    assert found.step == found.steps == happened(folder, "started")[0]["steps"]


def test_a_disk_that_fills_up_ends_the_run_in_words(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The weights do not fit any more; the last word and the older weights are whole."""
    folder = folder_of(networks.made(networks.iris(epochs=3)))
    save = best_module.save_weights

    def full(model: Any, path: Path) -> None:
        if path.name == LAST:
            assert (folder / RESERVE).exists()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        save(model, path)

    monkeypatch.setattr(best_module, "save_weights", full)
    monkeypatch.setattr("engine.runtime.worker._log_to", lambda path: None)
    work(str(folder), threads=0)
    found = status(folder)
    assert (found.state, found.sentence) == ("failed", "The disk is full; make room on it, then try again.")
    assert open_trained(folder).model.count_params()
    assert not (folder / RESERVE).exists()
    assert not is_held(folder / "lock")
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_weights_appear_whole_or_not_at_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, _ = trained(networks.iris(epochs=1))
    model, before = open_trained(folder).model, (folder / BEST).read_bytes()

    def torn(path: Path) -> None:
        Path(path).write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(model, "save_weights", torn)
    with pytest.raises(OSError, match="space"):
        best_module.save_weights(model, folder / BEST)
    assert (folder / BEST).read_bytes() == before
    assert len(list(folder.glob(".*.h5"))) == 0
