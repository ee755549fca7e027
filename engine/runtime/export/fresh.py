"""The fresh process: loads an export just written here and answers raw samples with nothing of ours but this file.

`python -m engine.runtime.export.fresh EXPORT ASKED.npz ANSWERED.npz [SIGNATURE FILE…]`: in another signature than the
usual one the inputs FILE are the bytes of files, asked for as base64.
"""

import sys
import zipfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf


def main(exported: Path, asked: Path, answered: Path, signature: str = "serving_default", *files: str) -> None:
    """Write the answers of the model at `exported` to the raw samples in `asked` to the file `answered`."""
    tf.config.set_visible_devices([], "GPU")
    with np.load(asked, allow_pickle=False) as file:
        raw = {
            name: tf.constant(values.tolist() if values.dtype.kind == "U" else values) for name, values in file.items()
        }
    raw |= {name: tf.io.decode_base64(raw[name]) for name in files}
    if exported.is_dir():
        # The loaded object must stay alive while its signature is used.
        loaded = tf.saved_model.load(exported)
        found = loaded.signatures[signature](**raw)
    else:
        # Safe here: our exporter wrote the file a moment ago, of catalogue layers only; it is never an upload.
        found = keras.saving.load_model(exported, compile=False)(raw, training=False)
    arrays = {name: _array(values) for name, values in found.items()}
    # By hand, since `np.savez` takes the names as arguments and stumbles over a node called “file”.
    with zipfile.ZipFile(answered, "w") as archive:
        for name, values in arrays.items():
            with archive.open(f"{name}.npy", "w") as file:
                np.lib.format.write_array(file, values, allow_pickle=False)


def _array(values: tf.Tensor) -> np.ndarray:
    array = np.asarray(values)
    return (
        np.asarray([text.decode() for text in array.ravel()]).reshape(array.shape) if array.dtype.kind == "O" else array
    )


if __name__ == "__main__":
    places = [Path(text) for text in sys.argv[1:4]]
    main(places[0], places[1], places[2], *sys.argv[4:])
