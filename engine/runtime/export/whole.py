"""The whole model: raw values in, probabilities and labels or numbers out."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from engine.runtime.answers import Answer, answers
from engine.runtime.bring.carried import NETWORK
from engine.runtime.data.preparation import Preparation
from engine.runtime.export import from_wav
from engine.runtime.opened import Trained


class Whole:
    """A trained network joined with its preparation. `names` gives each output's name in the export by its target."""

    def __init__(self, trained: Trained) -> None:
        self.read: tuple[Answer, ...] = answers(trained.opened.plan, trained.preparation)
        self.preparation: Preparation = trained.preparation
        self.sounds = from_wav.sounds(trained.preparation)
        self.model: keras.Model = joined(trained.preparation, trained.model, self.read)

    def answer_name(self, one: Answer) -> str:
        """Return the name of what an Output says, for exports: probabilities of classes, or a value."""
        return f"{one.node}_{one.form}"

    def signature(self) -> dict[str, tf.TensorSpec]:
        """Return shape and type of each raw input by name; the batch is open."""
        return {
            name: tf.TensorSpec((None, *tensor.shape[1:]), tensor.dtype, name=name)
            for name, tensor in self.model.input.items()
        }

    def file_signature(self) -> dict[str, tf.TensorSpec]:
        """Return the signature by which sounds are the bytes of WAV files."""
        return {
            name: tf.TensorSpec((None,), tf.string, name=name) if name in self.sounds else spec
            for name, spec in self.signature().items()
        }

    def write_saved_model(self, folder: Path) -> None:
        """Write a SavedModel whose signature takes raw values and returns probabilities with labels, or values.

        Where there are sounds, a second one takes them as the bytes of WAV files.
        """
        archive = keras.export.ExportArchive()
        # Weights are found by what computes with them, tables of lookups are not; what is found and tracked is written
        # twice.
        for layer in _leaves(self.model):
            if not layer.variables:
                archive.track(layer)
        archive.add_endpoint("serve", self._serve, input_signature=[self.signature()])
        if self.sounds:
            archive.add_endpoint(from_wav.SIGNATURE, self._serve_files, input_signature=[self.file_signature()])
        archive.write_out(folder, verbose=False)

    def _serve_files(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        return self._serve(from_wav.decoded(raw, self.sounds))

    def _serve(self, raw: Mapping[str, Any]) -> dict[str, Any]:
        fields = {field.key: field for field in self.preparation.fields.values()}
        found = self.model({name: fields[name].taken(value) for name, value in raw.items()}, training=False)
        said = {}
        for one in self.read:
            said[self.answer_name(one)] = found[one.node]
            if (label := one.label(found[one.node])) is not None:
                said[f"{one.node}_label"] = label
            said |= {f"{one.node}_{name}": value for name, value in one.more(found[one.node]).items()}
        return said


def _leaves(model: keras.Model) -> Iterator[keras.Layer]:
    for layer in model.layers:
        yield from _leaves(layer) if isinstance(layer, keras.Model) else (layer,)


def joined(preparation: Preparation, network: keras.Model, read: Sequence[Answer]) -> keras.Model:
    """Return the model from raw values, by input name, to what each Output says, by node."""
    prepare = preparation.model()
    # No input can have a name of ours, since none ends in `_`, however a column is called.
    inner = keras.Model(network.input, network.output, name=NETWORK)
    found = inner(prepare.output)
    return keras.Model(prepare.input, {one.node: one.finished(found[one.node]) for one in read}, name="model")
