"""A network that was opened from blocks, put into blocks again: by the names of its layers and by its wires alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.catalog import Catalog
from engine.document.model import Block, BlockParam, Node, Reference
from engine.runtime.bring.draw import Drawn
from engine.runtime.bring.levels import Level, UngroupedError, Used, Where, alike, levels
from engine.runtime.bring.parts import Call, Network, Tensor
from engine.runtime.bring.ports import At, Instance, Place, Ports, Slot, wired
from engine.runtime.bring.varied import Varied
from engine.words import Json

_OUTPUT = "output"


def grouped(network: Network, catalog: Catalog) -> Drawn:
    """Return the network drawn with blocks. Raises `UngroupedError` where its names do not say them unambiguously."""
    return _Grouping(network, catalog).drawn()


@dataclass(kw_only=True)
class _Block:
    """A block on its way: `key` is `None` for the top level, which stands in one place."""

    key: str | None
    ports: Ports
    varied: Varied = field(default_factory=Varied)
    inputs: dict[int, str] = field(default_factory=dict)

    def places(self, *, owners: bool = False) -> Iterator[tuple[Place, Level]]:
        """Yield each place in which something of it stands; `owners`: without those that share the layers of others."""
        for number, instance in enumerate(self.ports.instances):
            if not (owners and instance.use):
                for repetition, level in enumerate(instance.repetitions):
                    if level is not None:
                        yield (number, repetition), level


class _Grouping:
    def __init__(self, network: Network, catalog: Catalog) -> None:
        self._network, self._catalog = network, catalog
        self._top = levels(network)
        self._layers = {layer.name: layer for layer in network.layers}
        self._where: dict[Used, tuple[Where, str, int]] = {}
        self._instances: dict[tuple[Where, str, int], tuple[_Block, int]] = {}
        self._nodes: dict[str, Node] = {}
        self._ids = alike(self._top)
        self._taken = set(self._top.ids()).union(*self._ids.values())
        self._names: dict[tuple[str, int], str] = {}
        self._blocks = {block.key: block for block in self._found()}

    def drawn(self) -> Drawn:
        """Return nodes and blocks."""
        for block in self._blocks.values():
            block.ports.wire(self._slots(block))
        ends = [(name, self._find(self._top, tensor)) for name, tensor in self._network.outputs]
        for block in self._blocks.values():
            self._put(block)
        for name, at in ends:
            key = self._free(name or _OUTPUT)
            self._nodes[key] = Node(kind="Output", name=name if name != key else "", inputs=self._wires([at]))
        blocks = {block.key: self._defined(block) for block in self._blocks.values() if block.key}
        places = {name: (name,) for name in self._layers}
        return Drawn(nodes=self._nodes, blocks=blocks, places=places, ids={name: name for name in self._top.layers})

    def _found(self) -> Iterator[_Block]:
        """Yield the blocks, each after those that stand in it, and the top level last."""
        of: dict[frozenset[str], list[Instance]] = {}
        self._look(self._top, of)
        ordered: list[frozenset[str]] = []
        for ids in of:
            self._order(ids, ordered, ())
        for ids in ordered:
            key = self._block_key(of[ids][0].key)
            block = _Block(key=key, ports=Ports(instances=of[ids], find=self._find))
            for number, instance in enumerate(of[ids]):
                self._instances[instance.level.where, instance.key, instance.use] = block, number
            yield block
        whole = Instance(level=self._top, key="", use=0, repetitions=[self._top])
        yield _Block(key=None, ports=Ports(instances=[whole], find=self._find))

    def _look(self, level: Level, of: dict[frozenset[str], list[Instance]]) -> None:
        for key, calls in level.layers.items():
            self._where |= {used: (level.where, key, number) for number, used in enumerate(calls)}
        for key, uses in level.instances.items():
            for use, repetitions in enumerate(uses):
                made = Instance(level=level, key=key, use=use, repetitions=repetitions)
                of.setdefault(self._ids[key], []).append(made)
                for inside in repetitions:
                    if inside is not None:
                        self._look(inside, of)

    def _order(self, ids: frozenset[str], ordered: list[frozenset[str]], way: tuple[frozenset[str], ...]) -> None:
        if ids in way:
            raise UngroupedError
        for key in sorted(ids & self._ids.keys()):
            self._order(self._ids[key], ordered, (*way, ids))
        if ids not in ordered:
            ordered.append(ids)

    def _block_key(self, instance: str) -> str:
        return self._free(f"{instance[:50]}_block")

    def _find(self, level: Level, tensor: Tensor) -> At | None:
        name, call, output = tensor
        if (name, call) not in self._where:
            raise UngroupedError
        where, key, number = self._where[name, call]
        depth = len(level.where)
        if where[:depth] != level.where:
            return None
        if len(where) == depth:
            return key, number, output
        inner, use, _ = where[depth]
        block, instance = self._instances[level.where, inner, use]
        return inner, use, block.ports.output(instance, tensor)

    def _slots(self, block: _Block) -> dict[Slot, dict[Place, Tensor]]:
        slots: dict[Slot, dict[Place, Tensor]] = {}
        for place, level in block.places():
            for slot, tensor in (wired(level, self._call) | self._into(level)).items():
                slots.setdefault(slot, {})[place] = tensor
        return slots

    def _call(self, used: Used) -> Call:
        name, number = used
        calls = self._layers[name].calls
        return calls[number] if calls else Call()

    def _into(self, level: Level) -> dict[Slot, Tensor]:
        """Return what comes into the instances of a level: into the first repetition of each."""
        found: dict[Slot, Tensor] = {}
        for key, uses in level.instances.items():
            for use in range(len(uses)):
                block, number = self._instances[level.where, key, use]
                for port in range(len(block.ports.fed)):
                    tensor = block.ports.entering(port, number)
                    if tensor is not None:
                        found[key, use, str(port), 0] = tensor
        return found

    def _put(self, block: _Block) -> None:
        """Put the nodes of a block."""
        ports = block.ports
        for number in range(len(ports.fed)):
            key = block.inputs[number] = self._free(f"{block.key}_in")
            self._nodes[key] = Node(kind="BlockInput", params={"number": number}, block=block.key)
        whole = {number: self._is_frozen(each) for number, each in enumerate(ports.instances)}
        items = {key: None for _, level in block.places() for key in (*level.layers, *level.instances)}
        for key in items:
            if any(key in level.instances for _, level in block.places()):
                self._put_instance(block, key, whole)
            else:
                self._put_layer(block, key, whole)
        for number, source in sorted(ports.outputs.items()):
            inputs = self._wires([(block.inputs[source], 0, 0) if isinstance(source, int) else source])
            params: Mapping[str, Json] = {"number": number}
            key = self._free(f"{block.key}_out")
            self._nodes[key] = Node(kind="BlockOutput", params=params, inputs=inputs, block=block.key)

    def _put_layer(self, block: _Block, key: str, whole: Mapping[int, bool]) -> None:
        found = {place: level.layers[key] for place, level in block.places() if key in level.layers}
        layers = {place: self._layers[used[0][0]] for place, used in found.items()}
        kinds = {layer.kind for layer in layers.values()}
        if len(kinds) > 1:
            raise UngroupedError
        kind = kinds.pop()
        kept = _frozen({place: layer.frozen for place, layer in layers.items()}, whole)
        for number in range(max(map(len, found.values()))):
            called = {place: self._call(used[number]).params for place, used in found.items() if number < len(used)}
            if not number:
                called = {place: {**layers[place].params, **params} for place, params in called.items()}
            self._nodes[self._named(key, number)] = Node(
                kind=kind,
                params=self._params(block, kind, called),
                inputs=self._inputs(block, key, number, {}),
                block=block.key,
                shares=key if number else None,
                frozen=kept,
            )

    def _params(self, block: _Block, kind: str, found: Mapping[Place, Mapping[str, Json]]) -> dict[str, Json]:
        entry = self._catalog.entry(kind)
        params: dict[str, Json] = {}
        for name in dict.fromkeys(name for each in found.values() for name in each):
            param = entry.param(name) if entry else None
            default = param.default if param else None
            params[name] = block.varied.said(name, {place: each.get(name, default) for place, each in found.items()})
        return params

    def _put_instance(self, block: _Block, key: str, whole: Mapping[int, bool]) -> None:
        found = {place: level for place, level in block.places() if key in level.instances}
        inner = self._instances[next(iter(found.values())).where, key, 0][0]
        owners = {place: self._instances[level.where, key, 0][1] for place, level in found.items()}
        params: dict[str, Json] = {}
        for name, values in inner.varied.params.items():
            default = _default(values)
            said = block.varied.said(name, {place: values.get(owner, default) for place, owner in owners.items()})
            params |= {name: said} if said != default else {}
        times = {place: len(level.instances[key][0]) for place, level in found.items()}
        repeat = block.varied.said("times", times)
        kept = _frozen({place: self._is_frozen(inner.ports.instances[each]) for place, each in owners.items()}, whole)
        uses = max(len(level.instances[key]) for level in found.values())
        for number in range(uses):
            self._nodes[self._named(key, number)] = Node(
                kind="Block",
                params={} if number else params,
                inputs=self._inputs(block, key, number, inner.inputs),
                block=block.key,
                shares=key if number else None,
                uses=inner.key,
                repeat=1 if number else repeat,
                frozen=kept and not number,
            )

    def _inputs(
        self, block: _Block, key: str, number: int, named: Mapping[int, str]
    ) -> dict[str, tuple[Reference, ...]]:
        """Return the wires of one node; `named` are the inputs of its block, where it is an instance."""
        found: dict[str, list[tuple[int, Reference]]] = {}
        ports = block.ports
        sources = {**ports.inner, **{slot: (block.inputs[each], 0, 0) for slot, each in ports.outer.items()}}
        for (node, call, port, place), at in sources.items():
            if (node, call) == (key, number):
                name = named[int(port)] if named else port
                found.setdefault(name, []).append((place, self._reference(at)))
        return {port: tuple(each for _, each in sorted(wires, key=_first)) for port, wires in found.items()}

    def _wires(self, sources: Iterable[At | None]) -> dict[str, tuple[Reference, ...]]:
        return {"inputs": tuple(self._reference(at) for at in sources if at is not None)}

    def _reference(self, at: At) -> Reference:
        key, number, output = at
        return Reference(self._named(key, number), output)

    def _named(self, key: str, number: int) -> str:
        """Return the id of a node: the one in the file, and another one for each further use of its layers."""
        if not number:
            return key
        if (key, number) not in self._names:
            self._names[key, number] = self._free(key)
        return self._names[key, number]

    def _free(self, wanted: str) -> str:
        free = next(
            name for number in range(1, len(self._taken) + 2)
            if (name := wanted[:56] + (f"_{number}" if number > 1 else "")) not in self._taken
        )  # fmt: skip
        self._taken.add(free)
        return free

    def _is_frozen(self, instance: Instance) -> bool:
        layers = [self._layers[used[0]] for each in instance.repetitions if each for used in _used(each)]
        return all(layer.frozen for layer in layers)

    def _defined(self, block: _Block) -> Block:
        params = {name: BlockParam(default=_default(values)) for name, values in block.varied.params.items()}
        return Block(name=str(block.key).removesuffix("_block"), params=params)


def _default(values: Mapping[int, Json]) -> Json:
    return values[min(values)]


def _first(wire: tuple[int, Reference]) -> int:
    return wire[0]


def _used(level: Level) -> Iterator[Used]:
    for calls in level.layers.values():
        yield calls[0]
    for uses in level.instances.values():
        for inside in uses[0]:
            if inside is not None:
                yield from _used(inside)


def _frozen(found: Mapping[Place, bool], whole: Mapping[int, bool]) -> bool:
    """Return whether a node is frozen itself: in a place where not all is. Raises where it is in some of them only."""
    own = {each for (instance, _), each in found.items() if not whole[instance]}
    if len(own) > 1:
        raise UngroupedError
    return own == {True}
