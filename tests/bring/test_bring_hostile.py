"""Files made to harm: nothing of them is executed, read elsewhere, fetched or allocated; each gets a sentence."""

import base64
import io
import json
import marshal
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

CHILD = Path(__file__).with_name("hostile_child.py")
ROOT = Path(__file__).parents[2]
MEGABYTES = 1_000_000
_TENSOR = {
    "class_name": "__keras_tensor__",
    "config": {"shape": [None, 4], "dtype": "float32", "keras_history": ["x", 0, 0]},
}
_INPUT = {
    "module": "keras.layers",
    "class_name": "InputLayer",
    "config": {"batch_shape": [None, 4], "dtype": "float32", "name": "x"},
    "name": "x",
    "inbound_nodes": [],
}


def model(*layers: dict[str, Any]) -> dict[str, Any]:
    """A Functional model in which each layer takes the input."""
    made = [
        {"name": f"evil{number}", "inbound_nodes": [{"args": [_TENSOR], "kwargs": {}}], **layer}
        for number, layer in enumerate(layers)
    ]
    config = {
        "name": "m",
        "layers": [_INPUT, *made],
        "input_layers": [["x", 0, 0]],
        "output_layers": [[each["name"], 0, 0] for each in made],
    }
    return {
        "module": "keras.src.models.functional",
        "class_name": "Functional",
        "registered_name": "Functional",
        "config": config,
    }


def layer(made: str, module: str = "keras.layers", registered: str | None = None, **config: Any) -> dict[str, Any]:
    return {"module": module, "class_name": made, "registered_name": registered, "config": {"name": "evil", **config}}


def calls(module: str, function: str, kind: str = "function", **arguments: Any) -> dict[str, Any]:
    named = {"module": module, "class_name": kind, "config": function, "registered_name": function}
    return layer("Lambda", function=named, arguments=arguments)


def bytecode() -> dict[str, Any]:
    code = compile("__import__('os').system('touch secret_marker')", "evil", "exec")
    packed = base64.b64encode(marshal.dumps(code)).decode()
    return layer(
        "Lambda", function={"class_name": "__lambda__", "config": {"code": packed, "defaults": None, "closure": None}}
    )


def archive(config: Any, weights: bytes | None = None, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("metadata.json", json.dumps({"keras_version": "3.15.1"}))
        packed.writestr("config.json", config if isinstance(config, str | bytes) else json.dumps(config))
        if weights is not None:
            packed.writestr("model.weights.h5", weights)
        for name, content in more.items():
            packed.writestr(name, content)
    return out.getvalue()


def hdf5(fill: Callable[[h5py.File], None], config: Any = None) -> bytes:
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        if config is not None:
            file.attrs["model_config"] = json.dumps(config)
        fill(file)
    return out.getvalue()


DENSE = layer("Dense", units=2)
DEEP = "[" * 200_000 + "]" * 200_000


def chained(count: int) -> dict[str, Any]:
    made = [layer("Dense", units=4) | {"name": f"d{number}"} for number in range(count)]
    return {"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [_INPUT, *made]}}


def good(file: h5py.File) -> None:
    group = file.create_group("layers/dense/vars")
    group["0"], group["1"] = np.ones((4, 2), "f4"), np.ones(2, "f4")


def declares(file: h5py.File) -> None:
    file.create_group("layers/dense/vars").create_dataset("0", shape=(500_000_000,), dtype="f4", chunks=(1_000_000,))


def outside(file: h5py.File) -> None:
    file.create_group("layers/dense/vars").create_dataset(
        "0", shape=(4, 2), dtype="f4", external=[("secret.raw", 0, 32)]
    )


def virtual(file: h5py.File) -> None:
    layout = h5py.VirtualLayout(shape=(4, 2), dtype="f4")
    layout[:] = h5py.VirtualSource("secret.h5", "data", shape=(4, 2))
    file.create_group("layers/dense/vars").create_virtual_dataset("0", layout)


def external_link(file: h5py.File) -> None:
    file.create_group("layers")["dense"] = h5py.ExternalLink("secret.h5", "/")


def soft_link(file: h5py.File) -> None:
    file.create_group("layers")["dense"] = h5py.SoftLink("/layers")


def loop(file: h5py.File) -> None:
    group = file.create_group("layers")
    group["dense"] = group


def odd_packing(file: h5py.File) -> None:
    file.create_group("layers/dense/vars").create_dataset("0", data=np.ones((4, 2), "f4"), compression="lzf")


def huge_piece(file: h5py.File) -> None:
    file.create_group("layers/dense/vars").create_dataset(
        "0", shape=(20_000_000, 2), dtype="f4", chunks=(20_000_000, 2), compression="gzip"
    )


def texts(file: h5py.File) -> None:
    file.create_group("layers/dense/vars").create_dataset("0", data=np.asarray([[b"a"] * 2] * 4, "S1"))


def many(file: h5py.File) -> None:
    group = file.create_group("layers")
    for number in range(60_100):
        group.create_group(f"g{number}", track_order=False)


def nothing(file: h5py.File) -> None:
    file.create_group("layers")


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("config.json", json.dumps(model(DENSE)))
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("config.json", json.dumps(model(layer("Lambda"))))
    return out.getvalue()


def link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("metadata.json", "{}")
        entry = zipfile.ZipInfo("config.json")
        entry.external_attr = 0o120777 << 16
        packed.writestr(entry, "/etc/passwd")
    return out.getvalue()


# Section 1 of what is known to get past Keras's own safe mode: a layer each, in a file each.
OPAQUE: dict[str, dict[str, Any]] = {
    "lambda-bytecode": bytecode(),
    "lambda-os-system": calls("os", "system", command="touch secret_marker"),
    "lambda-load-model": calls("keras.models", "load_model", filepath="secret.keras"),
    "lambda-unsafe-switch": calls("keras.config", "enable_unsafe_deserialization"),
    "lambda-tfsm-class": calls("keras.layers", "TFSMLayer", kind="type", filepath="secret"),
    "lambda-dtype-policy": calls("keras.config", "set_dtype_policy", policy="mixed_float16"),
    "lambda-pad-sequences": calls("keras.utils", "pad_sequences", maxlen=25_000_000),
    "lambda-weights-path": calls("keras.applications.mobilenet", "MobileNet", weights="/secret/weights.h5"),
    "lambda-imagenet": calls("keras.applications.mobilenet", "MobileNet", weights="imagenet"),
    "lambda-dataset": calls("keras.datasets.mnist", "load_data"),
    "lambda-file-editor": calls("keras.saving", "KerasFileEditor", kind="type", filepath="secret.h5"),
    "tfsm-layer": layer("TFSMLayer", filepath="secret", call_endpoint="serve"),
    "torch-wrapper": layer("TorchModuleWrapper", module={"class_name": "__torch__"}),
    "dead-switch": layer("Switch", module="keras.src.ops.core", registered="Switch"),
    "any-module": layer("system", module="os", command="touch secret_marker"),
    "disguised": layer("Dense", module="evil.layers", units=2),
    "registered": layer("Dense", registered="evil>Dense", units=2),
    "function-as-layer": layer("get_file", module="keras.utils", origin="http://127.0.0.1:9/secret"),
    "own-block": layer("Block", module="evil"),
    "unknown": layer("NoSuchLayer"),
}  # fmt: skip

SYSTEM = {"module": "os", "class_name": "system", "config": {"command": "touch secret_marker"}, "registered_name": None}
# Layers of the catalogue with settings that must not pass: the layer comes, the setting does not.
LEFT_OUT: dict[str, dict[str, Any]] = {
    "string-lookup-path": layer("StringLookup", vocabulary="/etc/secret"),
    "integer-lookup-path": layer("IntegerLookup", vocabulary="http://127.0.0.1:9/secret"),
    "text-vectorization-path": layer("TextVectorization", vocabulary="secret.txt", standardize="lower"),
    "dense-300-million": layer("Dense", units=300_000_000),
    "initializer-elsewhere": layer("Dense", units=2, kernel_initializer=SYSTEM),
    "activation-elsewhere": layer("Dense", units=2, activation=SYSTEM | {"class_name": "function"}),
    "wrapped-lambda": layer("TimeDistributed", layer=bytecode()),
    "own-cell": layer("RNN", cell=layer("Cell", module="evil")),
    "deep-wrappers": layer("TimeDistributed", layer=None),
}  # fmt: skip
for _ in range(30):
    LEFT_OUT["deep-wrappers"] = layer("TimeDistributed", layer=LEFT_OUT["deep-wrappers"])

REFUSED: dict[str, Callable[[], bytes]] = {
    "config-of-100-mb.keras": lambda: archive(b" " * 100_000_000),
    "declares-2-gb.keras": lambda: archive(model(DENSE), hdf5(declares)),
    "deep.json": lambda: b'{"class_name": "Sequential", "config": ' + DEEP.encode() + b"}",
    "deep.keras": lambda: archive(DEEP),
    "external-storage.keras": lambda: archive(model(DENSE), hdf5(outside)),
    "virtual.keras": lambda: archive(model(DENSE), hdf5(virtual)),
    "external-link.keras": lambda: archive(model(DENSE), hdf5(external_link)),
    "soft-link.keras": lambda: archive(model(DENSE), hdf5(soft_link)),
    "loop.keras": lambda: archive(model(DENSE), hdf5(loop)),
    "odd-packing.keras": lambda: archive(model(DENSE), hdf5(odd_packing)),
    "huge-piece.keras": lambda: archive(model(DENSE), hdf5(huge_piece)),
    "many-parts.keras": lambda: archive(model(DENSE), hdf5(many)),
    "legacy-external-link.h5": lambda: hdf5(external_link, model(DENSE)),
    "legacy-weights-alone.h5": lambda: hdf5(nothing),
    "own-class.json": lambda: json.dumps({"module": "evil", "class_name": "Model", "config": {}}).encode(),
    "subclassed.json": lambda: json.dumps({"module": "mine", "class_name": "MyModel", "config": {}}).encode(),
    "no-layers.json": lambda: json.dumps({"class_name": "Model", "config": {"layers": 3}}).encode(),
    "too-many-layers.json": lambda: json.dumps(chained(10_001)).encode(),
    "same-name-twice.keras": twice,
    "link.keras": link,
    "climbs-out.keras": lambda: archive(model(DENSE), **{"../../secret": b"x"}),
    "many-members.keras": lambda: archive(model(DENSE), **{f"assets/{number}": b"" for number in range(1001)}),
    "no-network.keras": lambda: archive("[]"),
    "cut-zip.keras": lambda: archive(model(DENSE))[:-30],
    "cut-hdf5.h5": lambda: hdf5(nothing, model(DENSE))[:900],
    "cut-weights.keras": lambda: archive(model(DENSE), hdf5(texts)[:-200]),
    "cut.json": lambda: json.dumps(model(DENSE)).encode()[:-30],
    "empty.json": lambda: b"",
    "picture.json": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
}  # fmt: skip

COMES: dict[str, Callable[[], bytes]] = {
    "chained-2000.json": lambda: json.dumps(chained(2000)).encode(),
    "climbing-name.json": lambda: json.dumps(model(DENSE | {"name": "../../secret"})).encode(),
    "asset-of-100-mb.keras": lambda: archive(model(DENSE), **{"assets/vocabulary.txt": b"0" * 100_000_000}),
    "texts-for-weights.keras": lambda: archive(model(DENSE), hdf5(texts)),
    "legacy-bytecode.h5": lambda: hdf5(nothing, model(bytecode())),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    beside = tmp_path_factory.mktemp("beside")
    files = folder / "files"
    files.mkdir()
    (files / "benign.json").write_text(json.dumps(model(DENSE)))
    (files / "benign.keras").write_bytes(archive(model(DENSE), hdf5(good)))
    (files / "benign.h5").write_bytes(hdf5(nothing, model(DENSE)))
    for name, spec in {**OPAQUE, **LEFT_OUT}.items():
        (files / f"{name}.json").write_text(json.dumps(model(spec)))
        (files / f"{name}.keras").write_bytes(archive(model(spec)))
    for name, content in {**REFUSED, **COMES}.items():
        (files / name).write_bytes(content())
    for name in ("secret.h5", "secret.raw"):
        # Whoever opened one of these would wait for ever.
        os.mkfifo(beside / name)
        os.mkfifo(files.parent / name)
    done = subprocess.run(
        [sys.executable, str(CHILD), str(files)],
        cwd=beside,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LAYERLOOM_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert not list(beside.rglob("*marker*"))
    assert not list((folder / "home" / "models").glob(".*"))
    return {told["name"]: told for told in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("form", ["json", "keras"])
@pytest.mark.parametrize("name", OPAQUE)
def test_an_unsafe_layer_becomes_an_opaque_node(outcomes, name, form):
    told = outcomes[f"{name}.{form}"]
    assert "refused" not in told
    assert "Dense" not in told["kinds"]
    assert "unknown-kind" in told["codes"]


@pytest.mark.parametrize("form", ["json", "keras"])
@pytest.mark.parametrize("name", LEFT_OUT)
def test_an_unsafe_setting_is_left_out_and_said(outcomes, name, form):
    told = outcomes[f"{name}.{form}"]
    assert "refused" not in told
    assert any("left out" in sentence for sentence in told["sentences"])


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_lies_is_refused_in_one_sentence(outcomes, name):
    sentence = outcomes[name]["refused"]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error" not in sentence


@pytest.mark.parametrize("name", COMES)
def test_what_is_merely_strange_comes(outcomes, name):
    assert "kinds" in outcomes[name]
    assert outcomes[name]["weights"] is None


def test_nothing_is_done_besides(outcomes):
    assert outcomes["benign.keras"]["weights"]
    assert outcomes["benign.json"]["kinds"] == ["Dense", "Input", "Output"]
    for told in outcomes.values():
        assert told["did"] == [], told["name"]
        assert told["policy"] == "float32", told["name"]
        assert told["grown"] < 500 * MEGABYTES, told["name"]
