"""Weights of ImageNet: where Keras has them, how they come, what is said when they do not, and that runs start so."""

import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest

from engine.catalog import catalog
from engine.document.edits import apply
from engine.plan import plan
from engine.runtime.build import assembled, build
from engine.runtime.catalogue import imagenet
from engine.runtime.catalogue.pretrained import offered
from engine.runtime.catalogue.weights import fetch_weights
from engine.runtime.check import Memory, check
from engine.words import Json, Refusal
from tests.networks import document, loss, node

KINDS = sorted(kind for kind, entry in catalog().layers.items() if entry.pretrained)
FEW = ("MobileNetV2", "MobileNetV3Small", "EfficientNetB0", "VGG16")
SMALL = "MobileNetV3Small"


def drawn(kind: str = SMALL, **params: Json):
    nodes = {
        "x": node("Input", shape=[64, 64, 3]),
        "base": node(kind, "x", **{"include_top": False, "pooling": "avg", "weights": "imagenet", **params}),
        "one": node("Dense", "base", units=1),
        "out": node("Output", "one", loss=loss("MeanSquaredError")),
    }
    return document(nodes, None)


def legacy(path: Path, network: keras.Model) -> bytes:
    """Write a network's weights in the form in which Keras publishes those of ImageNet."""
    from keras.src.legacy.saving import legacy_h5_format

    with h5py.File(path, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, network)
    return path.read_bytes()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[keras.Model, bytes]:
    """Return a network with weights of its own, and the file that stands in for the published one."""
    keras.utils.set_random_seed(3)
    network = getattr(keras.applications, SMALL)(weights=None, include_top=False, pooling="avg")
    return network, legacy(tmp_path_factory.mktemp("weights") / "published.h5", network)


class Answers(BaseHTTPRequestHandler):
    """Answers with the content of its server; `short` leaves out the end."""

    def do_GET(self) -> None:
        """Send what there is."""
        content: bytes = self.server.content
        self.server.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.server.short else content)

    def log_message(self, *_said: object) -> None:
        """Keep silent."""


@pytest.fixture
def served(published: tuple[keras.Model, bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    server.content, server.short, server.asked = published[1], False, 0
    where = imagenet.Origin(
        name="small_notop.h5",
        address=f"http://127.0.0.1:{server.server_port}/w.h5",
        checksum=hashlib.sha256(published[1]).hexdigest(),
    )
    monkeypatch.setattr(imagenet, "origin", lambda _kind, *, classifier: where)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def files(home: Path) -> list[str]:
    folder = home / "weights"
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


@pytest.mark.parametrize(
    "kind", [*FEW, *(pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS if kind not in FEW)]
)
@pytest.mark.parametrize("classifier", [False, True], ids=["features", "classifier"])
def test_keras_itself_says_where_its_weights_are(kind: str, classifier: bool) -> None:
    origin = imagenet.origin(kind, classifier=classifier)
    assert re.fullmatch(r"https://storage\.googleapis\.com/[\w./-]+\.h5", origin.address)
    assert origin.checksum is None or re.fullmatch(r"[0-9a-f]{32}|[0-9a-f]{64}", origin.checksum)
    assert (origin.checksum is None) == (kind in {"MobileNet", "MobileNetV2"})


def test_asking_leaves_keras_as_it_was() -> None:
    import keras.src.utils.file_utils as files_of_keras

    before = files_of_keras.get_file
    imagenet.origin(SMALL, classifier=False)
    assert files_of_keras.get_file is before


def test_weights_come_once_with_progress_and_the_network_starts_with_them(
    home: Path, served: HTTPServer, published: tuple[keras.Model, bytes]
) -> None:
    told: list[tuple[float, str]] = []
    for _ in range(2):
        result = fetch_weights({"kind": SMALL}, lambda share, sentence: told.append((share, sentence)))
    assert served.asked == 1
    assert result == {"kind": SMALL, "bytes": len(published[1])}
    assert files(home) == [f"{SMALL}.h5", "models/small_notop.h5"]
    assert [share for share, _ in told] == [*sorted(share for share, _ in told[:-1]), 1.0]
    assert any("MB" in sentence for _, sentence in told)
    planned = plan(drawn(), catalog())
    model = assembled(planned)
    imagenet.give(model, planned)
    for ours, theirs in zip(model.get_layer("base").layers[-1].weights, published[0].weights, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_file_that_is_not_the_published_one_is_refused(home: Path, served: HTTPServer) -> None:
    served.content = b"something else"
    with pytest.raises(Refusal, match="not those that Keras publishes"):
        fetch_weights({"kind": SMALL}, lambda _share, _sentence: None)
    assert files(home) == []


def test_a_download_that_breaks_off_is_said(home: Path, served: HTTPServer) -> None:
    served.short = True
    with pytest.raises(Refusal, match=r"broke off|needs a network"):
        fetch_weights({"kind": SMALL}, lambda _share, _sentence: None)
    assert files(home) == []


def test_without_a_network_a_sentence_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = imagenet.Origin(name="w.h5", address="http://127.0.0.1:9/w.h5", checksum=None)
    monkeypatch.setattr(imagenet, "origin", lambda _kind, *, classifier: nowhere)
    with pytest.raises(Refusal, match="needs a network, and none answers here"):
        fetch_weights({"kind": SMALL}, lambda _share, _sentence: None)
    assert files(home) == []


@pytest.mark.parametrize("kind", ["Dense", "../../etc/passwd", "", "https://example.org"])
def test_only_networks_of_the_catalogue_have_weights(kind: str, home: Path) -> None:
    with pytest.raises(Refusal, match="no such pre-trained network"):
        fetch_weights({"kind": kind}, lambda _share, _sentence: None)


def test_missing_weights_are_a_finding_with_a_fix_and_keep_nothing_from_being_built(home: Path) -> None:
    planned = plan(drawn(), catalog())
    found = check(planned, memory=Memory())["findings"]
    missing = next(each for each in found if each["code"] == "weights-missing")
    assert (missing["node"], missing["severity"]) == ("base", "problem")
    assert missing["sentence"].startswith(f"The weights of ImageNet for {SMALL} are not here yet: download them once")
    mended = check(plan(apply(drawn(), missing["fixes"][0]["edits"]), catalog()), memory=Memory())["findings"]
    assert not [each for each in mended if each["node"] == "base"]
    model = build(planned)
    with pytest.raises(Refusal, match="not here yet"):
        imagenet.give(model, planned)


def test_a_file_that_does_not_fit_is_refused(home: Path, published: tuple[keras.Model, bytes]) -> None:
    path = imagenet.kept("MobileNetV2", classifier=False)
    path.parent.mkdir()
    path.write_bytes(published[1])
    planned = plan(drawn("MobileNetV2"), catalog())
    with pytest.raises(Refusal, match="do not fit it"):
        imagenet.give(assembled(planned), planned)


def test_training_never_asks_the_network(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("urllib.request.urlopen", lambda *given, **_rest: asked.append(given))
    monkeypatch.setattr("keras.src.utils.file_utils.get_file", lambda *given, **_rest: asked.append(given))
    planned = plan(drawn(), catalog())
    model = build(planned)
    with pytest.raises(Refusal):
        imagenet.give(model, planned)
    assert asked == []
    assert len(offered()) >= 38
