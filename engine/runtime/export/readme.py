"""The README of an exported model: how to load it, and a sample request that runs as it stands."""

import json
from collections.abc import Mapping

import keras
import tensorflow as tf

from engine.runtime.data.raw import Array

_SAVED_MODEL = """import json
import tensorflow as tf

model = tf.saved_model.load("saved_model")
request = json.load(open("request.json"))
inputs = {name: tf.constant(values, types[name]) for name, values in request.items()}
answers = model.signatures["serving_default"](**inputs)
for name, values in answers.items():
    print(name, values.numpy())
"""
_FILES = """
By the signature `from_files` these inputs are the bytes of files, decoded inside; the others stay as they are:

{inputs}

`model.signatures["from_files"]({first}=tf.constant([open("a file", "rb").read()]), …)`
"""
_KERAS = """import json
import keras
import tensorflow as tf

model = keras.saving.load_model("model.keras", compile=False)
request = json.load(open("request.json"))
answers = model({name: tf.constant(values, types[name]) for name, values in request.items()})
"""


def saved_model_readme(signature: Mapping[str, tf.TensorSpec], files: Mapping[str, str]) -> str:
    """Return the README of a SavedModel; `files` says for its signature `from_files` which files an input takes."""
    return (
        _readme("SavedModel", _SAVED_MODEL, signature)
        + _by_files(files)
        + (
            "\nTensorFlow Serving takes the folder as it is; the body of a `:predict` request is "
            '`{"inputs": …}` with what `request.json` holds.\n'
        )
    )


def keras_readme(signature: Mapping[str, tf.TensorSpec]) -> str:
    """Return the README of a `.keras` file."""
    return _readme(".keras file", _KERAS, signature)


def sample_request(raw: Mapping[str, Array]) -> str:
    """Return one raw sample as the JSON of a request: each input as a batch of one."""
    return json.dumps({name: values[:1].tolist() for name, values in raw.items()}, ensure_ascii=False, indent=1)


def _by_files(files: Mapping[str, str]) -> str:
    inputs = "\n".join(f"- `{name}`: {words}." for name, words in files.items())
    return _FILES.format(inputs=inputs, first=next(iter(files))) if files else ""


def _readme(what: str, example: str, signature: Mapping[str, tf.TensorSpec]) -> str:
    rows = "\n".join(f"| `{name}` | {spec.dtype.name} | {_shape(spec)} |" for name, spec in signature.items())
    types = ", ".join(f'"{name}": "{spec.dtype.name}"' for name, spec in signature.items())
    code = example.replace("\n\nmodel =", f"\n\ntypes = {{{types}}}\nmodel =")
    return (
        f"# A network as a {what}\n\nIt takes raw values and prepares them itself. `card.md` says what they mean.\n\n"
        f"| input | type | shape |\n|---|---|---|\n{rows}\n\n"
        f"Made with TensorFlow {tf.__version__} and Keras {keras.__version__}:\n\n```python\n{code}```\n"
    )


def _shape(spec: tf.TensorSpec) -> str:
    return " × ".join("any" if size is None else str(size) for size in spec.shape)
