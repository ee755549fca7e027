"""Pairs of texts from upload to export: the network that is proposed translates, and every export as it does."""

import random
import zipfile
from pathlib import Path

import pytest
import tensorflow as tf

from engine.data.apply import apply
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

NOUNS = {"house": "das haus", "tree": "der baum", "door": "die tür", "cat": "die katze", "dog": "der hund"}
LIKE = {"red": "rote", "old": "alte", "small": "kleine", "green": "grüne", "quick": "schnelle"}
DOES = {"is here": "ist hier", "sleeps today": "schläft heute", "comes soon": "kommt bald", "was there": "war da"}
ASKED = ("The red house and the old cat: who sleeps today?", "Nothing of this is known.", "", "red " * 300)


def sentences(count: int) -> list[tuple[str, str]]:
    """English and German of a small grammar; the verb comes first in one and last in the other."""
    draw, found = random.Random(2), {}
    while len(found) < count:
        (one, eins), (two, zwei) = draw.choice([*NOUNS.items()]), draw.choice([*NOUNS.items()])
        (like, so), (as_, wie), (does, tut) = (draw.choice([*each.items()]) for each in (LIKE, LIKE, DOES))
        german = " und ".join(f"{each.split()[0]} {how} {each.split()[1]}" for each, how in ((eins, so), (zwei, wie)))
        found[f"The {like} {one} and the {as_} {two}: who {does}?"] = f"Wer {tut}: {german}?"
    return list(found.items())


def digits(count: int) -> list[tuple[str, str]]:
    """Codes in words, and the letters and figures for them in the other order."""
    draw, spelt = random.Random(3), ["nil", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    codes = {"".join(draw.choices("0123456789", k=draw.randint(2, 5))) for _ in range(count)}
    return [(" ".join(spelt[int(each)] for each in code), f"{code[::-1]}x") for code in sorted(codes, key=_mixed)]


def _mixed(code: str) -> str:
    return code[::-1]


def trained(pairs: list[tuple[str, str]], epochs: int) -> str:
    """Upload pairs, take the network that is proposed, train it, and return the run."""
    folder = home() / "datasets" / "pairs"
    folder.mkdir(parents=True)
    lines = [("given", "wanted"), *pairs]
    (folder / "raw").write_text("\n".join("\t".join(pair) for pair in lines), "utf-8")
    schema = load(inspect({"folder": str(folder), "id": "pairs", "title": "pairs"}, lambda *_: None))
    data = Data(source="pairs", targets=("wanted",))
    content = to_json(propose(apply(schema, data), data))
    content["training"]["epochs"] = epochs
    request = Request(document=content, schema=dump(schema), program="", project="p", owner="o", number=1, estimate=1)
    run = create(request)
    train(folder_of(run), threads=0)
    return run


def test_sentences_are_translated_the_same_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path / "home"))
    run = trained(sentences(800), epochs=28)
    found = read_json(folder_of(run), RESULTS)["outputs"]["wanted"]
    assert found["score"] > 0.95
    assert found["baseline"] < 0.6
    assert found["whole"] > 0.8
    assert found["bleu"] > 0.8
    for form in WRITERS:
        assert export_run({"run": run, "format": form}, lambda *_: None)["difference"] <= 1e-5
    with zipfile.ZipFile(export_path(folder_of(run), "savedmodel")) as archive:
        archive.extractall(tmp_path)
    serve = tf.saved_model.load(tmp_path / "saved_model").signatures["serving_default"]
    assert set(serve.structured_input_signature[1]) == {"given"}
    said = [text.decode() for text in serve(given=tf.constant([[text] for text in ASKED]))["output_text"].numpy()]
    predictor = Predictor()
    asked = [predictor.predict({"run": run, "inputs": {"given": text}})["outputs"]["wanted"] for text in ASKED]
    assert said == [answer["text"] for answer in asked]
    assert said[0] == "Wer schläft heute: das rote haus und die alte katze?"


def test_letters_are_written_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path / "home"))
    run = trained(digits(1500), epochs=16)
    found = read_json(folder_of(run), RESULTS)["outputs"]["wanted"]
    assert found["score"] > found["baseline"] + 0.3
    assert found["whole"] > 0.5
    assert export_run({"run": run, "format": "savedmodel"}, lambda *_: None)["difference"] <= 1e-5
