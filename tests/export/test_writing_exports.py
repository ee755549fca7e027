"""A text that goes on, from upload to export: every form says what the app says, of texts as people write them."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf

from engine.data.apply import apply
from engine.data.letters import PIECES
from engine.data.schema_json import dump, load
from engine.document.dump import to_json
from engine.document.model import Data
from engine.home import home
from engine.propose import propose
from engine.runs.exports import export_path
from engine.runs.folder import RESULTS, Request, create, folder_of, read_json
from engine.runtime.data.jobs import inspect
from engine.runtime.export.job import WRITERS, export_run
from engine.runtime.predict import Predictor
from engine.runtime.train.run import train

pytestmark = pytest.mark.slow

BEGINNINGS = (
    "The tired farmer doesn't run;\nhe waits - and waits. “Well,” says the baker: the",
    "Ärger",
    "",
    "日本 " * 50,
)


def story(lines: int = 700) -> str:
    """Sentences of a small grammar: who is named first is named again."""
    draw = random.Random(1)
    told = []
    for _ in range(lines):
        who, when = draw.choice(["sailor", "baker", "farmer"]), draw.choice([",", " today,", ", happily,"])
        where = draw.choice(["harbour", "market", "river"])
        told.append(f"The {who} walks to the {where}{when} and the {who} doesn't wait.\n")
    return "".join(told)


def trained(pieces: str) -> str:
    """Upload a text to be learnt so, take the network that is proposed, train it for an epoch, and return the run."""
    folder = home() / "datasets" / "story"
    folder.mkdir(parents=True)
    (folder / "raw").write_text(story(), "utf-8")
    asked = {"folder": str(folder), "id": "story", "title": "story", "read": {"by": pieces}}
    schema = load(inspect(asked, lambda *_: None))
    data = Data(source="story", targets=("next",))
    content = to_json(propose(apply(schema, data), data))
    content["training"]["epochs"] = 2
    request = Request(document=content, schema=dump(schema), program="", project="p", owner="o", number=1, estimate=1)
    run = create(request)
    train(folder_of(run), threads=0)
    return run


@pytest.mark.parametrize("pieces", PIECES)
def test_what_comes_next_is_the_same_everywhere(pieces: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path / "home"))
    run = trained(pieces)
    found = read_json(folder_of(run), RESULTS)["outputs"]["next"]
    assert found["score"] < found["baseline"] / 3
    assert found["right"] > found["usual_right"] + 0.2
    for form in WRITERS:
        assert export_run({"run": run, "format": form}, lambda *_: None)["difference"] <= 1e-5
    with zipfile.ZipFile(export_path(folder_of(run), "savedmodel")) as archive:
        archive.extractall(tmp_path)
    model = tf.saved_model.load(tmp_path / "saved_model")
    said = model.signatures["serving_default"](text=tf.constant([[text] for text in BEGINNINGS]))
    tokens = [token.decode() for token in said["output_tokens"].numpy()]
    predictor = Predictor()
    for row, text in enumerate(BEGINNINGS):
        answer = predictor.predict({"run": run, "inputs": {"text": text}})["outputs"]["next"]
        assert said["output_label"].numpy()[row].decode() == answer["label"]
        chances = dict(zip(tokens, said["output_probabilities"].numpy()[row], strict=True))
        shown = [chances[name] for name in answer["classes"]]
        np.testing.assert_allclose(shown, answer["probabilities"], atol=1e-5)
    assert len(told_by_readme(tmp_path)) > 110


def told_by_readme(folder: Path) -> str:
    """Return what the examples of a README print last, run as they stand."""
    parts = (folder / "README.md").read_text("utf-8").split("```python\n")[1:]
    (folder / "example.py").write_text("".join(part.split("```")[0] for part in parts), "utf-8")
    done = subprocess.run([sys.executable, "example.py"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout[done.stdout.index("Once upon a time") :]
