"""Epoch time of a run against the plain Keras program written from the same document, in interleaved pairs.

`python -m tests.bench.train_bench`; `LAYERLOOM_BENCH_PAIRS` (7) and `LAYERLOOM_BENCH_EPOCHS` (20) make it shorter.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from engine.assets import asset
from engine.catalog import catalog
from engine.data.schema_json import dump, read
from engine.document.load import from_json
from engine.plan import plan
from engine.program import program
from engine.runs import events
from engine.runs.folder import Request, fill
from tests.bench.figure import report

PAIRS = int(os.environ.get("LAYERLOOM_BENCH_PAIRS", "7"))
EPOCHS = int(os.environ.get("LAYERLOOM_BENCH_EPOCHS", "20"))
_NETWORKS = {"digits MLP": "digits-mlp", "digits CNN": "digits-cnn"}
_OURS = """
import sys
from pathlib import Path
from engine.runtime.train.run import train
train(Path(sys.argv[1]), threads=2)
"""
_PLAIN = """
import json, time
import keras

class Clock(keras.callbacks.Callback):
    seconds = []
    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.monotonic()
    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.monotonic() - self.began)

fit = keras.Model.fit
def timed(self, *args, callbacks=(), **kwargs):
    return fit(self, *args, callbacks=[*callbacks, Clock()], **kwargs)
keras.Model.fit = timed
exec(compile(open("program.py").read(), "program.py", "exec"), {"__name__": "__main__"})
json.dump(Clock.seconds, open("seconds.json", "w"))
"""


def main() -> None:
    """Print the ratio of each network, and what our epochs and the plain ones take."""
    for title, template in _NETWORKS.items():
        with tempfile.TemporaryDirectory() as place:
            pairs = [_pair(Path(place), template, number) for number in range(PAIRS)]
        ratios = sorted(ours / plain for ours, plain in pairs)
        ours, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
        report(
            f"epoch time against the plain program, {title}, lower end of {PAIRS} pairs of {EPOCHS} epochs",
            round(ratios[0], 3),
            "×",
            at_most=1.0,
            note=f"median {statistics.median(ratios):.2f}×, highest {ratios[-1]:.2f}×; "
            f"{1000 * ours:.0f} ms against {1000 * plain:.0f} ms an epoch",
        )


def _pair(place: Path, template: str, number: int) -> tuple[float, float]:
    """Return seconds an epoch, ours and the plain program's; the order changes from pair to pair."""
    schema = read(asset("schemas/digits.json"))
    content: dict[str, Any] = json.loads(asset(f"templates/{template}.json").read_text("utf-8"))
    content["training"] = {**content["training"], "epochs": EPOCHS, "patience": 0}
    folder = place / str(number)
    folder.mkdir()
    text = program(plan(from_json(content), catalog(), schema)).text
    fill(
        folder,
        Request(document=content, schema=dump(schema), program=text, project="", owner="", number=number, estimate=1),
    )
    order = [_ours, _plain] if number % 2 else [_plain, _ours]
    seconds = {run: run(folder) for run in order}
    return seconds[_ours], seconds[_plain]


def _ours(folder: Path) -> float:
    _run([sys.executable, "-c", _OURS, str(folder)], Path.cwd())
    return _typical([event["seconds"] for event in events.read_all(folder) if event["event"] == "epoch"])


def _plain(folder: Path) -> float:
    schema = folder / "job.json"
    write = (
        "import json, sys; from pathlib import Path; from engine.data.schema_json import load;"
        "from engine.runtime.data.columns import write_npz;"
        "write_npz(load(json.loads(Path(sys.argv[1]).read_text())['schema']), Path(sys.argv[2]))"
    )
    _run([sys.executable, "-c", write, str(schema), str(folder / "data.npz")], Path.cwd())
    (folder / "timed.py").write_text(_PLAIN)
    _run([sys.executable, "timed.py"], folder)
    return _typical(json.loads((folder / "seconds.json").read_text()))


def _typical(seconds: list[float]) -> float:
    # The first epoch also traces the graph, in both.
    return statistics.mean(seconds[1:])


def _run(command: list[str], place: Path) -> None:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])


if __name__ == "__main__":
    main()
