"""Finds sequences that lose their order, their padding, or are dropped or kept in the wrong place."""

from collections.abc import Iterator, Mapping
from functools import partial

from engine.advice.kinds import ATTENTION, DROPOUTS, PASSING, RECURRENT
from engine.advice.network import Network
from engine.advice.rule import Noted
from engine.advice.ways import setting
from engine.document import edits
from engine.findings import Fix
from engine.plan import InputSpec, Step
from engine.said import say

# What treats every step of a sequence alike, wherever it stands.
_ALIKE = (
    ATTENTION
    | DROPOUTS
    | {"Dense", "LayerNormalization", "RMSNormalization", "Activation", "ReLU", "Add", "Identity", "Masking"}
)
_OWN = frozenset({"Dense", "Activation", "ReLU", "LayerNormalization", "RMSNormalization"}) | DROPOUTS


def padding(network: Network) -> Iterator[Noted]:
    """Find an embedding of filled-up texts that does not say so, before a layer that reads step by step."""
    for step in network.of(("Embedding",)):
        source = network.before(step)
        if step.params.get("mask_zero") is not False or source is None or not _is_filled(network, source):
            continue
        reader = network.ahead(step, DROPOUTS)
        if reader is None or network.kind(reader) not in RECURRENT or network.param(reader, "return_sequences"):
            continue
        yield Noted(
            node=step.id,
            figures={"layer": network.name(step), "next": network.name(reader)},
            param="mask_zero",
            ways=partial(setting, network, step, say("Leave padding out"), mask_zero=True),
        )


def _is_filled(network: Network, source: Step) -> bool:
    """Whether texts of different length come in, filled up with 0 to one length."""
    if source.entry.kind == "TextVectorization":
        return source.params.get("output_mode") == "int"
    given = network.plan.inputs.get(source.id)
    return given is not None and not given.features and given.dtype.startswith("int") and len(given.shape) == 1


def unplaced(network: Network) -> Iterator[Noted]:
    """Find attention over words that were told nothing of where they stand."""
    if next(network.of(ATTENTION), None) is None:
        return
    plain: dict[str, bool] = {}
    for step in network.steps:
        if step.entry.kind == "Embedding":
            plain[step.id] = len(network.made(step)) == 3
            continue
        known = {source.node for source in step.sources()}
        alike = network.kind(step) in _ALIKE and bool(known) and all(plain.get(key, False) for key in known)
        plain[step.id] = alike
        if alike and network.kind(step) in ATTENTION:
            causal = network.param(step, "use_causal_mask") is True
            if not causal:
                yield Noted(node=step.id, figures={"layer": network.name(step)})
            return


def dropped(network: Network) -> Iterator[Noted]:
    """Find a layer that gives its last step only, which is then made a sequence again for the next one."""
    for step in network.of(RECURRENT):
        if network.param(step, "return_sequences") is not False:
            continue
        shaping = network.only_behind(step)
        reader = network.ahead(step, PASSING)
        if shaping is None or reader is None or shaping.entry.kind != "Reshape":
            continue
        if network.kind(reader) in RECURRENT | ATTENTION or network.kind(reader).startswith("Conv1D"):
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "next": network.name(reader), "shaping": network.name(shaping)},
                param="return_sequences",
                ways=partial(_kept, network, step, shaping),
            )


def _kept(network: Network, step: Step, shaping: Step) -> Iterator[Fix]:
    out = edits.remove_node(network.drawn(shaping.id))
    document, key = network.plan.document, network.drawn(shaping.id)
    wired = [
        edits.connect(node, port, index, document.nodes[key].sources()[0])
        for node, content in document.nodes.items()
        for port, wires in content.inputs.items()
        for index, source in enumerate(wires)
        if source.node == key
    ]
    for fix in setting(network, step, say("Hand on every step"), return_sequences=True):
        yield Fix(title=fix.title, edits=(*fix.edits, *wired, out))


def kept(network: Network) -> Iterator[Noted]:
    """Find a layer that hands on every step where one answer is wanted for the whole sequence."""
    for step in network.of(RECURRENT):
        if network.param(step, "return_sequences") is not True:
            continue
        end = network.ahead(step, _OWN)
        target = network.target(end) if end else None
        if end is None or end.entry.kind != "Output" or target is None or target.shape:
            continue
        if len(network.given(end)) == 3:
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "target": target.name},
                param="return_sequences",
                ways=partial(setting, network, step, say("Hand on the last step only"), return_sequences=False),
            )


def small_embedding(network: Network) -> Iterator[Noted]:
    """Find an embedding with fewer places than there are words or categories."""
    for step in network.of(("Embedding",)):
        source = network.before(step)
        count = _vocabulary(network, source) if source else None
        places = step.params.get("input_dim")
        if count and isinstance(places, int) and places < count:
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "places": places, "count": count},
                param="input_dim",
                ways=partial(setting, network, step, say("Make room for {count}", count=count), input_dim=count),
            )


def _vocabulary(network: Network, source: Step) -> int | None:
    """Return how many different numbers can come in; nothing where that is not known."""
    params: Mapping[str, object] = source.params
    match source.entry.kind:
        case "Input":
            given = network.plan.inputs.get(source.id)
            return _read(given) if given else None
        case "Hashing":
            return _whole(params.get("num_bins"))
        case "TextVectorization" if params.get("output_mode") == "int":
            words = params.get("vocabulary")
            return len(words) + 2 if isinstance(words, list) and words else _whole(params.get("max_tokens"))
        case "StringLookup" | "IntegerLookup" if params.get("output_mode") == "int":
            words, unknown = params.get("vocabulary"), _whole(params.get("num_oov_indices")) or 0
            masked = 1 if params.get("mask_token") is not None else 0
            return len(words) + unknown + masked if isinstance(words, list) and words else None
        case "Discretization" if params.get("output_mode") == "int":
            edges = params.get("bin_boundaries")
            return len(edges) + 1 if isinstance(edges, list) and edges else _whole(params.get("num_bins"))
    return None


def _read(given: InputSpec) -> int | None:
    """Return how many different numbers an Input gives that reads categories by their number, or words of a text."""
    types = {feature.type for feature in given.features}
    if types == {"text"} and given.reading.text_form != "bag":
        return given.reading.text_words
    several = types == {"category"} and given.encoding == "index"
    return max(len(each.classes) + 1 for each in given.features) if several else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def looked_up(network: Network) -> Iterator[Noted]:
    """Find an embedding that gets measurements where it looks up whole numbers."""
    for step in network.of(("Embedding",)):
        source = network.before(step)
        given = network.plan.inputs.get(source.id) if source else None
        if source is None or given is None or not given.features:
            continue
        types = {feature.type for feature in given.features}
        spread = types == {"category"} and given.encoding == "one-hot"
        if spread or types <= {"number", "sequence", "image"}:
            what = say("categories spread out as 0 and 1") if spread else say("measurements scaled around 0")
            yield Noted(
                node=step.id,
                figures={"layer": network.name(step), "input": network.name(source), "what": what},
                ways=(
                    (partial(setting, network, source, say("Give categories as numbers"), encoding="index"))
                    if spread
                    else None
                ),
            )


def unmasked(network: Network) -> Iterator[Noted]:
    """Find layers at which it is forgotten which steps are padding."""
    for key, drops in network.measured.unmasked.items():
        if step := network.plan.step(key):
            how = say("does not hand on") if drops else say("does not know")
            yield Noted(node=step.id, figures={"layer": network.name(step), "how": how})
