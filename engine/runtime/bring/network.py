"""The configuration of a model, as JSON of any version of Keras, read as a network in the catalogue's words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from engine.catalog import Catalog
from engine.runtime.bring import calls, legacy, operations
from engine.runtime.bring.known import NETWORKS, found, is_network, is_of_applications, is_operation, title
from engine.runtime.bring.parts import Call, Layer, Network, Tensor
from engine.runtime.bring.settings import settings
from engine.said import say
from engine.words import Json, JsonObject, Refusal

MOST_LAYERS = 10_000
DEEPEST = 12

_DTYPES = {"float32": "float32", "int32": "int32", "string": "string"}

Tell = Callable[[str, str], None]
"""Takes a layer's name and a sentence about what of it was left out."""


def network(model: Json, tell: Tell, catalog: Catalog) -> Network:
    """Return the network that a model's JSON says. Raises `Refusal` where it is none that layers are wired in."""
    if not isinstance(model, Mapping) or not isinstance(model.get("class_name"), str):
        raise Refusal(
            say("This is no model of Keras: it does not say which class it has. Save it with model.save again.")
        )
    if not is_network(model):
        made = title(model, catalog)
        raise Refusal(
            say(
                "This model is of the class “{made}”, which is defined in Python code; only Functional and "
                "Sequential models say their layers, so only those can be opened.",
                made=made,
            )
        )
    return _Reader(tell, catalog).network(model, 0)


class _Reader:
    def __init__(self, tell: Tell, catalog: Catalog) -> None:
        self._tell, self._catalog = tell, catalog
        self._count = 0

    def network(self, model: JsonObject, depth: int) -> Network:
        config = model.get("config")
        # Keras 1 wrote a Sequential model as a bare list of its layers.
        whole: JsonObject = config if isinstance(config, Mapping) else {"layers": config}
        layers = whole.get("layers")
        if not isinstance(layers, Sequence) or isinstance(layers, str):
            raise Refusal(say("This model says no layers; save it with model.save again."))
        self._count += len(layers)
        if self._count > MOST_LAYERS:
            raise Refusal(
                say(
                    "This model has more than {most_layers} layers; a project holds at most that many.",
                    most_layers=MOST_LAYERS,
                )
            )
        if depth > DEEPEST:
            raise Refusal(
                say(
                    "In this model, models are nested more than {deepest} deep; that cannot be opened.", deepest=DEEPEST
                )
            )
        specs = [each for each in layers if isinstance(each, Mapping)]
        if model.get("class_name") == "Sequential":
            return self._sequential(whole, specs, depth)
        return self._functional(whole, specs, depth)

    def _functional(self, whole: JsonObject, specs: list[JsonObject], depth: int) -> Network:
        layers = tuple(self._layer(spec, _given(spec), depth) for spec in specs)
        return Network(
            name=_name(whole),
            layers=layers,
            inputs=tuple(each for _, each in _ends(whole.get("input_layers"))),
            outputs=_ends(whole.get("output_layers")),
        )

    def _sequential(self, whole: JsonObject, specs: list[JsonObject], depth: int) -> Network:
        first = _config(specs[0]) if specs else {}
        shape = first.get("batch_shape", first.get("batch_input_shape", whole.get("build_input_shape")))
        layers: list[Layer] = []
        if not specs or not self._is_input(specs[0]):
            given = {"batch_shape": shape, "dtype": first.get("dtype") if "batch_input_shape" in first else None}
            layers.append(self._input(_unused("input", specs), given))
        for place, spec in enumerate(specs):
            if place == 0 and self._is_input(spec):
                layers.append(self._layer(spec, [], depth))
                continue
            last: Tensor = (layers[-1].name, 0, 0)
            layers.append(self._layer({**spec, "name": _layer_name(spec)}, [([list(last)], {})], depth))
        end: Tensor = (layers[-1].name, 0, 0)
        return Network(name=_name(whole), layers=tuple(layers), inputs=((layers[0].name, 0, 0),), outputs=(("", end),))

    def _is_input(self, spec: JsonObject) -> bool:
        return spec.get("class_name") == "InputLayer"

    def _layer(self, spec: JsonObject, given: list[calls.Arguments], depth: int) -> Layer:
        name, config = _layer_name(spec), _config(spec)
        made = str(spec.get("class_name"))[:100]
        if self._is_input(spec):
            return self._input(name, config)
        if made in NETWORKS and is_network(spec):
            inside = self.network(spec, depth + 1)
            names = [each[0] for each in inside.inputs]
            used = tuple(calls.nested(each, names) for each in given)
            return Layer(
                name=name, made=made, kind="Block", calls=used, inside=inside, frozen=config.get("trainable") is False
            )
        said = self._operation(spec, config, given)
        if said is not None:
            return replace(said, name=name, made=made)
        return self._plain(spec, config, given)

    def _plain(self, spec: JsonObject, config: JsonObject, given: list[calls.Arguments]) -> Layer:
        name, made = _layer_name(spec), str(spec.get("class_name"))[:100]
        entry = found("layers", {**spec, "class_name": legacy.class_of(spec)}, self._catalog)
        registered = spec.get("registered_name")
        entry = entry if registered in (None, made) and (entry is None or entry.layer) else None
        if entry is None:
            return Layer(name=name, made=made, kind=title(spec, self._catalog), calls=tuple(map(calls.opaque, given)))

        def say(sentence: str) -> None:
            self._tell(name, sentence)

        params = settings(entry, legacy.layer(made, config, entry), say, self._catalog)
        used = tuple(calls.call(entry, each, say) for each in given)
        policy = config.get("dtype")
        if _precision(policy) not in (None, "float32", "int32", "int64", "string"):
            say(f"Its precision is {_precision(policy)}; here the precision is set for a whole training.")
        return Layer(
            name=name,
            made=made,
            kind=entry.kind,
            params=params,
            calls=used,
            frozen=config.get("trainable") is False,
        )

    def _operation(self, spec: JsonObject, config: JsonObject, given: list[calls.Arguments]) -> Layer | None:
        made = str(spec.get("class_name"))
        if is_operation(spec):
            said = [operations.operation(made, config, each) for each in given]
        elif made == "TFOpLambda" and spec.get("module") in (None, "keras.layers", "keras.src.layers"):
            said = [operations.old_operation(config, each) for each in given]
        elif is_of_applications(spec):
            said = [operations.of_applications(made, config, each) for each in given]
        else:
            return None
        if len(said) != 1 or said[0] is None or self._catalog.entry(said[0].kind) is None:
            return None
        only = said[0]
        weighty = not is_operation(spec)
        return Layer(name="", made=made, kind=only.kind, params=only.params, calls=(only.call,), weighty=weighty)

    def _input(self, name: str, config: JsonObject) -> Layer:
        batch = config.get("batch_shape", config.get("batch_input_shape"))
        shape = batch[1:] if isinstance(batch, list | tuple) else None
        params: dict[str, Json] = {}
        if shape is None:
            self._tell(name, say("The model does not say what shape comes in; set it at the Input."))
        else:
            params["shape"] = list(shape)
        dtype = _precision(config.get("dtype")) or "float32"
        taken = _DTYPES.get(dtype, "int32" if dtype.startswith(("int", "uint", "bool")) else "float32")
        if taken != dtype:
            self._tell(name, say("It takes {dtype}; the Input takes {taken}.", dtype=dtype[:20], taken=taken))
        if taken != "float32":
            params["dtype"] = taken
        return Layer(name=name, made="InputLayer", kind="Input", params=params, calls=(Call(),))


def _given(spec: JsonObject) -> list[calls.Arguments]:
    nodes = spec.get("inbound_nodes")
    return [calls.arguments(each) for each in nodes] if isinstance(nodes, list) else []


def _config(spec: JsonObject) -> JsonObject:
    config = spec.get("config")
    return config if isinstance(config, Mapping) else {}


def _layer_name(spec: JsonObject) -> str:
    name = spec.get("name", _config(spec).get("name"))
    return str(name)[:200] if name is not None else str(spec.get("class_name"))[:200]


def _name(whole: JsonObject) -> str:
    name = whole.get("name")
    return name[:200] if isinstance(name, str) else ""


def _unused(name: str, specs: list[JsonObject]) -> str:
    taken = {_layer_name(spec) for spec in specs}
    return next(free for number in range(len(specs) + 2) if (free := f"{name}{number or ''}") not in taken)


def _precision(value: Json) -> str | None:
    match value:
        case str(name) | {"config": {"name": str(name)}}:
            return name
    return None


def _ends(value: Json) -> tuple[tuple[str, Tensor], ...]:
    """Return the inputs or outputs of a Functional model with their names, however they are nested."""
    match value:
        case Mapping():
            return tuple((name, one) for name, each in value.items() for _, one in _ends(each))
        case [str(name), int(call), int(output)]:
            return (("", (name, call, output)),)
        case [*several]:
            return tuple(end for each in several for end in _ends(each))
    return ()
