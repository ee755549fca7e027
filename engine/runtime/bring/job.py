"""A model of Keras brought in: the job that makes a document of a file, and keeps its weights."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

from engine.catalog import catalog
from engine.document.dump import to_json
from engine.document.model import Document, Node, Note, Training
from engine.plan import plan
from engine.runtime.bring import kept, package, paths, training
from engine.runtime.bring.draw import Drawn, draw
from engine.runtime.bring.layout import layout
from engine.runtime.bring.network import network
from engine.runtime.bring.package import Package
from engine.runtime.bring.parts import Network
from engine.runtime.bring.weights import keep
from engine.words import JsonObject

Report: TypeAlias = Callable[[float, str], None]

_MOST_SAID = 12
_NOTE_X = -340.0


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What came of a file: the document, and a sentence for everything that was left out."""

    document: Document
    sentences: tuple[str, ...]


def bring_model(request: Mapping[str, Any], report: Report) -> JsonObject:
    """Return the `document` of the model in the file at `path`, called `name`, and the `sentences` about it.

    The file is removed: it was uploaded for this alone.
    """
    path = Path(request["path"])
    try:
        brought = bring(path, str(request.get("name", "")), report)
    finally:
        path.unlink(missing_ok=True)
    return {"document": to_json(brought.document), "sentences": list(brought.sentences)}


def bring(path: Path, name: str, report: Report) -> Brought:
    """Read the file at `path` as a document whose weights are kept in the home folder.

    Raises `Refusal` with one sentence where it is no model, or holds what no model of Keras holds.
    """
    report(0.05, "Reading the network")
    with kept.making() as (model, folder), package.opened(path, folder) as found:
        reading = _Reading(found=found)
        document = reading.document(name)
        if found.weights is not None:
            report(0.3, "Keeping the weights")
            document = reading.with_weights(document, model, folder)
    sentences = tuple(dict.fromkeys(reading.told))
    return Brought(document=_noted(document, sentences), sentences=sentences)


@dataclass(kw_only=True)
class _Reading:
    """One file while it is read, and what there is to say about it."""

    found: Package
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._network: Network = network(self.found.model, self._of_layer, catalog())
        self._drawn: Drawn = draw(self._network)

    def document(self, name: str) -> Document:
        """Return what the file's network, and the way it was compiled, are as a document."""
        optimizer = training.optimizer(self.found.compiled, self.told.append, catalog())
        nodes = self._learning(self._drawn.nodes)
        return Document(
            name=name or self._network.name or "Imported",
            training=Training(optimizer=optimizer) if optimizer is not None else Training(),
            blocks=self._drawn.blocks,
            nodes=nodes,
            layout=layout(nodes),
        )

    def with_weights(self, document: Document, model: str, folder: Path) -> Document:
        """Return the document with the file's weights kept in `folder`, under the id `model`."""
        tree = self.found.weights
        assert tree is not None  # noqa: S101 - asked for only then
        places = self._drawn.places
        find = paths.legacy(places, tree) if self.found.legacy else paths.modern(self._network, places, tree)
        about = {"name": document.name, "keras": self.found.version}
        with kept.storing(folder, about) as store:
            for missed in keep(plan(document, catalog()), tree, find, store):
                self._of_layer(places[missed.key][-1], f"its weights were not taken: {missed.why}.")
        return replace(document, weights=model) if store.names else document

    def _learning(self, nodes: Mapping[str, Node]) -> dict[str, Node]:
        ends = {key: node for key, node in nodes.items() if node.kind == "Output"}
        # A model's answers are called by the layers that give them.
        names = [node.name or self._giver(node) for node in ends.values()]
        params = training.learning(self.found.compiled, names, self.told.append, catalog())
        learned = {key: replace(node, params=given) for (key, node), given in zip(ends.items(), params, strict=True)}
        return {**nodes, **learned}

    def _giver(self, node: Node) -> str:
        source = next(iter(node.sources()), None)
        return next((name for name, key in self._drawn.ids.items() if source and key == source.node), "")

    def _of_layer(self, name: str, sentence: str) -> None:
        self.told.append(f"“{name[:60]}”: {sentence}")


def _noted(document: Document, sentences: Sequence[str]) -> Document:
    """Return the document with a note beside its first node about what did not come along."""
    if not sentences:
        return document
    rest = len(sentences) - _MOST_SAID
    text = "\n".join(["Did not come along:", *sentences[:_MOST_SAID], *([f"and {rest} more"] if rest > 0 else [])])
    left = min((place.x for key, place in document.layout.items() if document.nodes[key].block is None), default=0.0)
    note = Note(text=text, x=left + _NOTE_X, y=0, width=300, height=40.0 + 44 * min(len(sentences), _MOST_SAID))
    return replace(document, notes={"brought": note})
