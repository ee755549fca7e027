"""A network as rules look at it: its layers in order, what each gets and makes, and what stands before and behind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.advice.kinds import ACTIVATIONS, PASSING, RECURRENT, WRAPPERS
from engine.catalog import Catalog
from engine.data.parts import shares
from engine.data.schema import Feature
from engine.plan import Plan, Step
from engine.remembered import Remembered
from engine.words import Json, JsonObject

Shape = tuple[int | None, ...]
_NAMED = {"ReLU": "relu", "LeakyReLU": "leaky_relu", "PReLU": "relu", "ELU": "elu", "Softmax": "softmax"}
_NO_SHAPE: Shape = ()


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What Keras said of a plan: the shapes that each step makes, the numbers in it that learn and that do not.

    Shapes have the batch first. `parameters` is the sum over the network. `unmasked` are steps that lose a mask: those
    that do not know what to do with it, and those that do not hand it on. `steady` are Outputs that nothing that learns
    leads to.
    """

    shapes: Mapping[str, tuple[Shape, ...]]
    trainable: Mapping[str, int] = field(default_factory=dict)
    frozen: Mapping[str, int] = field(default_factory=dict)
    parameters: int = 0
    unmasked: Mapping[str, bool] = field(default_factory=dict)
    steady: frozenset[str] = frozenset()


class Core(NamedTuple):
    """What a step is, or the layer that it wraps: its kind, its settings, and the activation that it ends with."""

    kind: str
    params: Mapping[str, Json]
    activation: str | None


def _core(_: None, step: Step, catalog: Catalog) -> Core:
    kind, params = step.entry.kind, step.params
    while kind in WRAPPERS and isinstance(inner := params.get("layer"), Mapping):
        kind = str(inner.get("kind"))
        entry, given = catalog.entry(kind), inner.get("params")
        usual: JsonObject = {param.name: param.default for param in entry.params} if entry else {}
        params = {**usual, **(given if isinstance(given, Mapping) else {})}
    return Core(kind, params, _activation(kind, params))


def _activation(kind: str, params: Mapping[str, Json]) -> str | None:
    if kind in _NAMED:
        return _NAMED[kind]
    if kind in RECURRENT or "activation" not in params:
        return None
    return str(params["activation"] or "linear")


_cores = Remembered(_core)


class Network:
    """The steps of a plan that take part and whose shapes are known. Blocks are open, wrappers seen through."""

    def __init__(self, plan: Plan, measured: Measured) -> None:
        self.plan, self.measured = plan, measured
        self.steps = [step for step in plan.steps if step.id in plan.part and step.id in measured.shapes]
        self._cores = {step.id: _cores.of(None, step, plan.catalog) for step in plan.steps}
        self._after: dict[str, list[Step]] = defaultdict(list)
        self._kinds: dict[str, list[Step]] = defaultdict(list)
        self._acting: dict[str | None, list[Step]] = defaultdict(list)
        for step in self.steps:
            core = self._cores[step.id]
            self._kinds[core.kind].append(step)
            self._acting[core.activation].append(step)
            for wires in step.inputs.values():
                for source in wires:
                    self._after[source.node].append(step)

    def of(self, kinds: Iterable[str]) -> Iterator[Step]:
        """Yield the steps of some kinds, kind by kind in the order of their names."""
        for kind in sorted(kinds):
            yield from self._kinds.get(kind, ())

    def acting(self, activations: Iterable[str]) -> Iterator[Step]:
        """Yield the steps that end with some activations, one after the other in the order of their names."""
        for activation in sorted(activations):
            yield from self._acting.get(activation, ())

    def core(self, step: Step) -> "Core":
        """Return the kind and the settings of a step, or of the layer that it wraps."""
        return self._cores[step.id]

    def kind(self, step: Step | None) -> str:
        """Return the kind of a step, or of the layer that it wraps; nothing for no step."""
        return self._cores[step.id].kind if step else ""

    def param(self, step: Step, name: str) -> Json:
        """Return a setting of a step, or of the layer that it wraps."""
        return self._cores[step.id].params.get(name)

    def activation(self, step: Step | None) -> str | None:
        """Return the activation that a step ends with: `linear` where it could have one, `None` where it cannot."""
        return self._cores[step.id].activation if step else None

    def is_activation(self, step: Step) -> bool:
        """Whether a step is an activation and nothing else."""
        return step.entry.kind in ACTIVATIONS

    def before(self, step: Step) -> Step | None:
        """Return the only step that feeds a step."""
        sources = step.sources()
        return self.plan.step(sources[0].node) if len(sources) == 1 else None

    def behind(self, step: Step) -> list[Step]:
        """Return the steps that a step feeds."""
        return self._after.get(step.id, [])

    def only_behind(self, step: Step) -> Step | None:
        """Return the one step that a step feeds; nothing where it feeds several, or none."""
        found = self.behind(step)
        return found[0] if len(found) == 1 else None

    def back(self, step: Step, kinds: frozenset[str] = PASSING) -> Step | None:
        """Return what made the numbers that come into a step, past layers that only hand them on."""
        source = self.before(step)
        while source is not None and self.kind(source) in kinds:
            source = self.before(source)
        return source

    def ahead(self, step: Step, kinds: frozenset[str] = PASSING) -> Step | None:
        """Return the only step that uses what a step makes, past layers that only hand it on."""
        target = self.only_behind(step)
        while target is not None and self.kind(target) in kinds:
            target = self.only_behind(target)
        return target

    def made(self, step: Step | None) -> Shape:
        """Return the shape that goes out of a step, the batch first."""
        shapes = self.measured.shapes.get(step.id) if step else None
        return shapes[0] if shapes else _NO_SHAPE

    def given(self, step: Step) -> Shape:
        """Return the shape that comes into a step first, the batch first."""
        source = next(iter(step.sources()), None)
        shapes = self.measured.shapes.get(source.node, ()) if source else ()
        return shapes[source.output] if source and source.output < len(shapes) else _NO_SHAPE

    def weights(self, step: Step) -> int:
        """Return how many numbers a step has that learn."""
        return self.measured.trainable.get(step.id, 0)

    def name(self, step: Step) -> str:
        """Return what people call a node."""
        drawn = self.drawn(step.id)
        return self.plan.names.get(drawn, drawn)

    def drawn(self, key: str) -> str:
        """Return the node that is drawn for an expanded one."""
        origin = self.plan.expanded.origin.get(key)
        return origin.node if origin else key

    def target(self, step: Step) -> Feature | None:
        """Return what an Output is to predict, where the data say it."""
        spec = self.plan.outputs.get(step.id)
        return spec.target if spec else None

    def samples(self) -> int | None:
        """Return how many samples there are to learn from; nothing where no data are bound."""
        schema, split = self.plan.schema, self.plan.document.data.split
        return int(schema.samples * shares(schema, split)[0]) if schema else None
