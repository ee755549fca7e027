"""What a file is as a document: the one that it carries, where that is its network, else what its layers say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.catalog import catalog
from engine.document.model import Document, Node, Training
from engine.plan import Plan, plan
from engine.runtime.bring import paths, training
from engine.runtime.bring.carried import Carried, carried
from engine.runtime.bring.compared import alone, configured, same
from engine.runtime.bring.draw import Drawn, Way, draw
from engine.runtime.bring.grouped import grouped
from engine.runtime.bring.kept import Store
from engine.runtime.bring.layout import layout
from engine.runtime.bring.levels import UngroupedError
from engine.runtime.bring.network import network
from engine.runtime.bring.package import Package
from engine.runtime.bring.parts import Network
from engine.runtime.bring.vocabulary import with_vocabularies
from engine.runtime.bring.weights import keep
from engine.said import say
from engine.words import Refusal


@dataclass(kw_only=True)
class Reading:
    """What was read of a file. `plan` is of its network; `places` leads to each of its layers in the file.

    `told` are sentences about what did not come along.
    """

    found: Package
    network: Network
    document: Document
    plan: Plan
    places: Mapping[str, Way]
    told: list[str] = field(default_factory=list)

    def keep_weights(self, store: Store) -> None:
        """Put the file's weights into `store`."""
        tree = self.found.weights
        assert tree is not None  # noqa: S101 - asked for only then
        find = paths.legacy(self.places, tree) if self.found.legacy else paths.modern(self.network, self.places, tree)
        for missed in keep(self.plan, tree, find, store):
            if missed.key in self.places:
                self.told.append(
                    _of_layer(self.places[missed.key][-1], say("its weights were not taken: {why}.", why=missed.why))
                )


def read(found: Package, name: str) -> Reading:
    """Read what a file holds; where it says no name of its own it is called `name`.

    Raises `Refusal` where it holds no network of layers.
    """
    told: list[str] = []
    if found.document is not None:
        try:
            return _as_carried(found, carried(found.document, found.model, catalog()))
        except Refusal as refusal:
            told.append(
                say(
                    "The Layerloom project in this file was passed over, and its layers were read instead: {refusal}.",
                    refusal=str(refusal),
                )
            )
    return _as_layers(found, name, told)


def _as_carried(found: Package, came: Carried) -> Reading:
    silent = network(found.model, lambda *_: None, catalog())
    return Reading(
        found=found,
        network=silent,
        document=came.document,
        plan=came.plan,
        places={name: (*came.way, name) for name in came.names},
        told=[fault.sentence for fault in came.document.faults],
    )


def _as_layers(found: Package, name: str, told: list[str]) -> Reading:
    def tell(layer: str, sentence: str) -> None:
        told.append(_of_layer(layer, sentence))

    said = with_vocabularies(network(found.model, tell, catalog()), found, tell, catalog())
    drawn = _drawn(said)
    optimizer = training.optimizer(found.compiled, told.append, catalog())
    nodes = _learning(found, drawn, told)
    document = Document(
        name=name or said.name or "Imported",
        training=Training(optimizer=optimizer) if optimizer is not None else Training(),
        blocks=drawn.blocks,
        nodes=nodes,
        layout=layout(nodes),
    )
    planned = plan(document, catalog())
    return Reading(found=found, network=said, document=document, plan=planned, places=drawn.places, told=told)


def _drawn(said: Network) -> Drawn:
    """Return a network in the blocks that its names say, where they build the same; else as it lies there."""
    try:
        drawn = grouped(said, catalog())
    except UngroupedError:
        return draw(said)
    model = configured(alone(Document(blocks=drawn.blocks, nodes=drawn.nodes), said, catalog()))
    is_same = model is not None and same(said, network(model, lambda *_: None, catalog()))
    return drawn if is_same else draw(said)


def _learning(found: Package, drawn: Drawn, told: list[str]) -> dict[str, Node]:
    ends = {key: node for key, node in drawn.nodes.items() if node.kind == "Output"}
    # A model's answers are called by the layers that give them.
    names = [node.name or _giver(drawn, node) for node in ends.values()]
    params = training.learning(found.compiled, names, told.append, catalog())
    learned = {key: replace(node, params=given) for (key, node), given in zip(ends.items(), params, strict=True)}
    return {**drawn.nodes, **learned}


def _giver(drawn: Drawn, node: Node) -> str:
    source = next(iter(node.sources()), None)
    return next((name for name, key in drawn.ids.items() if source and key == source.node), "")


def _of_layer(name: str, sentence: str) -> str:
    return f"“{name[:60]}”: {sentence}"
