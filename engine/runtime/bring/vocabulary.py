"""What layers learned to know: words that Keras keeps in text files beside the weights, put into their settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.catalog import Catalog
from engine.catalog.validate import check
from engine.runtime.bring import paths
from engine.runtime.bring.draw import Way
from engine.runtime.bring.network import Tell
from engine.runtime.bring.package import LARGEST_VOCABULARY, Package
from engine.runtime.bring.parts import Layer, Network
from engine.said import say
from engine.words import Json, Refusal

MOST_WORDS = 50_000

_KINDS = frozenset({"TextVectorization", "StringLookup", "IntegerLookup"})
_WHOLE = "IntegerLookup"


def with_vocabularies(network: Network, found: Package, tell: Tell, catalog: Catalog) -> Network:
    """Return the network with what its layers know set; `tell` is told of each vocabulary that was left out."""
    if found.weights is None or not found.vocabularies:
        return network
    groups = dict(paths.groups(network, found.weights, "", ()))
    return _Reader(found=found, groups=groups, tell=tell, catalog=catalog).network(network, ())


@dataclass(frozen=True, kw_only=True)
class _Reader:
    found: Package
    groups: Mapping[Way, str]
    tell: Tell
    catalog: Catalog

    def network(self, network: Network, way: Way) -> Network:
        return replace(network, layers=tuple(self._layer(layer, (*way, layer.name)) for layer in network.layers))

    def _layer(self, layer: Layer, way: Way) -> Layer:
        if layer.inside is not None:
            return replace(layer, inside=self.network(layer.inside, way))
        group = self.groups.get(way, "")
        if layer.kind not in _KINDS or layer.params.get("vocabulary") or group not in self.found.vocabularies:
            return layer
        try:
            return replace(layer, params={**layer.params, **self._known(layer, group)})
        except Refusal as refusal:
            self.tell(layer.name, say("Its vocabulary was left out: {refusal}.", refusal=str(refusal)))
            return layer

    def _known(self, layer: Layer, group: str) -> dict[str, Json]:
        words = _words(self.found.vocabularies[group])
        values = _numbers(words) if layer.kind == _WHOLE else words
        special = self._special(layer)
        first = next((place for place, value in enumerate(values) if value not in special), len(values))
        known: dict[str, Json] = {"vocabulary": list(values[first:])}
        if layer.params.get("output_mode") == "tf_idf":
            known["idf_weights"] = self._weights(group, first, len(values))
        for name, value in known.items():
            param = self.catalog.layers[layer.kind].param(name)
            wrong = say("it has no such setting") if param is None else check(param, value, self.catalog)[1]
            if wrong:
                raise Refusal(wrong.rstrip("."))
        return known

    def _special(self, layer: Layer) -> set[Json]:
        """What stands before the words: the unknown, and what is passed over."""
        if layer.kind == "TextVectorization":
            return {"", "[UNK]"}
        params = {param.name: param.default for param in self.catalog.layers[layer.kind].params} | dict(layer.params)
        return {value for name in ("oov_token", "mask_token") if isinstance(value := params.get(name), str | int)}

    def _weights(self, group: str, first: int, last: int) -> list[Json]:
        tree, path = self.found.weights, f"{group}/vars/idf_weights"
        leaf = tree.leaves.get(path) if tree is not None else None
        if tree is None or leaf is None or len(leaf.shape) != 1 or not last <= leaf.shape[0] <= 2 * MOST_WORDS:
            raise Refusal(say("the file does not say how much each word counts"))
        return [float(value) for value in np.concatenate(list(tree.blocks(path)))[first:last]]


def _words(content: bytes) -> list[str]:
    if len(content) > LARGEST_VOCABULARY:
        raise Refusal(
            say(
                "it has more than {largest_vocabulary} MB, which is more than a project holds",
                largest_vocabulary=round(LARGEST_VOCABULARY / 1e6),
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refusal(say("it is no text")) from fault
    words = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(words) > MOST_WORDS:
        raise Refusal(
            say(
                "it has {words} words, and a project holds at most {most_words}",
                words=len(words),
                most_words=MOST_WORDS,
            )
        )
    return words


def _numbers(words: Sequence[str]) -> list[int]:
    try:
        return [int(word) for word in words]
    except ValueError as fault:
        raise Refusal(say("it holds other things than whole numbers")) from fault
