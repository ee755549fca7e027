"""The whole model: raw values in, probabilities and labels or numbers out."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from engine.runtime.answers import Answer, TextAnswer, answers, outcome
from engine.runtime.bring.carried import NETWORK
from engine.runtime.data.preparation import Preparation
from engine.runtime.data.types import Field
from engine.runtime.export import from_files
from engine.runtime.opened import Trained


class Whole:
    """A trained network joined with its preparation. `names` gives each output's name in the export by its target."""

    def __init__(self, trained: Trained) -> None:
        known = outcome(trained.opened.folder)
        read = answers(trained.opened.plan, trained.preparation)
        self.read: tuple[Answer, ...] = tuple(one.limited(known) for one in read)
        self.preparation: Preparation = trained.preparation
        self.files: dict[str, Field] = from_files.fields(trained.preparation)
        self._network: keras.Model = trained.model
        self._prepare: keras.Model = trained.preparation.model()
        self.model: keras.Model = joined(self._prepare, trained.model, self.read)
        self._texts = [one for one in self.read if isinstance(one, TextAnswer)]

    def answer_name(self, one: Answer) -> str:
        """Return the name of what an Output says, for exports: probabilities of classes, or a value."""
        return f"{one.node}_{one.form}"

    def signature(self) -> dict[str, tf.TensorSpec]:
        """Return shape and type of each raw input by name; the batch is open. Texts that are answered are not asked."""
        keys = self.preparation.keys
        written = {keys[one.target] for one in self._texts}
        return {name: spec for name, spec in self.layers_signature().items() if name not in written}

    def layers_signature(self) -> dict[str, tf.TensorSpec]:
        """Return the same of the model as layers alone, which is told each text that it answers as written so far."""
        return {
            name: tf.TensorSpec((None, *tensor.shape[1:]), tensor.dtype, name=name)
            for name, tensor in self.model.input.items()
        }

    def file_signature(self) -> dict[str, tf.TensorSpec]:
        """Return the signature by which pictures and sounds are the bytes of files."""
        return {
            name: tf.TensorSpec((None,), tf.string, name=name) if name in self.files else spec
            for name, spec in self.signature().items()
        }

    def write_saved_model(self, folder: Path) -> None:
        """Write a SavedModel whose signature takes raw values and returns probabilities with labels, or values.

        Where there are pictures or sounds, a second one takes them as the bytes of files.
        """
        archive = keras.export.ExportArchive()
        of_files = from_files.of_files(self.preparation).model() if self.files else None
        by_file = joined(of_files, self._network, self.read) if of_files else None
        # Weights are found by what computes with them, tables of lookups are not; what is found and tracked is written
        # twice.
        for layer in (each for model in (self.model, by_file) if model for each in _leaves(model)):
            if not layer.variables:
                archive.track(layer)
        archive.add_endpoint(
            "serve", partial(self._serve, self.model, self._prepare), input_signature=[self.signature()]
        )
        if by_file:
            answer = partial(self._serve, by_file, of_files)
            archive.add_endpoint(from_files.SIGNATURE, answer, input_signature=[self.file_signature()])
        archive.write_out(folder, verbose=False)

    def _serve(self, model: keras.Model, prepare: keras.Model, raw: Mapping[str, Any]) -> dict[str, Any]:
        found = self._found(model, prepare, {name: self._taken(name, value) for name, value in raw.items()})
        said = {}
        for one in self.read:
            said[self.answer_name(one)] = found[one.node]
            if (label := one.label(found[one.node])) is not None:
                said[f"{one.node}_{one.named}"] = label
            said |= {f"{one.node}_{name}": value for name, value in one.more(found[one.node]).items()}
        answered = {one.node for one in self.read}
        return said | {name: value for name, value in found.items() if name not in answered}

    def _taken(self, name: str, value: Any) -> Any:  # noqa: ANN401 - a tensor
        if value.dtype == tf.string and name in self.files:
            return from_files.decoded(value, self.files[name])
        return next(field for field in self.preparation.fields.values() if field.key == name).taken(value)

    def _found(self, model: keras.Model, prepare: keras.Model, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Return what each Output says; texts are written."""
        if not self._texts:
            return dict(model(raw, training=False))
        batch = tf.shape(next(iter(raw.values())))[0]
        nothing = {self.preparation.keys[one.target]: tf.fill([batch, 1], "") for one in self._texts}
        found = model({**raw, **nothing}, training=False) if len(self._texts) < len(self.read) else {}
        given = prepare({**raw, **nothing})
        return {**found, **{one.node: one.written(self._network, given) for one in self._texts}}


def _leaves(model: keras.Model) -> Iterator[keras.Layer]:
    for layer in model.layers:
        yield from _leaves(layer) if isinstance(layer, keras.Model) else (layer,)


def joined(prepare: keras.Model, network: keras.Model, read: Sequence[Answer]) -> keras.Model:
    """Return the model from raw values, by input name, to what each Output says, by node."""
    # No input can have a name of ours, since none ends in `_`, however a column is called.
    inner = keras.Model(network.input, network.output, name=NETWORK)
    found = inner(prepare.output)
    said = {}
    for one in read:
        said[one.node] = one.finished(found[one.node])
        beside = one.beside(prepare.output, said[one.node])
        said |= {f"{one.node}_{name}": value for name, value in beside.items()}
    return keras.Model(prepare.input, said, name="model")
