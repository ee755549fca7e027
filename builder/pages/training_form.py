"""The settings of a run: epochs, batch size, optimizer and its parameters, early stopping, seed."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from builder.pages.asking import ask
from builder.pages.following import follow
from builder.pages.language import _
from builder.pages.visit import Visit, newest
from builder.pages.words import plain
from engine.catalog import catalog
from engine.catalog.entries import Entry, Param
from engine.catalog.validate import check
from engine.catalog.value import is_value
from engine.document.edits import set_part
from engine.document.model import Document, Node, Training
from engine.plan.again import input_of, itself
from engine.plan.losses import BOXES
from engine.said import say
from engine.words import Json

_RATE = "learning_rate"
_LARGEST = 2**31 - 1


def show(visit: Visit) -> None:
    """Show the settings; each change is one edit of the document."""
    st.subheader(_("Settings"), anchor=False)
    training = visit.document.training
    optimizer = _optimizer(training)
    if not visit.editable:
        st.caption(
            _(
                "{epochs} epochs in batches of {batch_size}, {kind}.",
                epochs=training.epochs,
                batch_size=training.batch_size,
                kind=plain(optimizer["kind"]),
            )
        )
        return
    _whole(_("Epochs"), "epochs", training.epochs, _("How many times it goes through all training samples."))
    _whole(
        _("Batch size"), "batch_size", training.batch_size, _("How many samples it looks at before each small step.")
    )
    kinds = list(catalog().families["optimizers"])
    kind = optimizer["kind"]
    hint = _("The rule by which it takes its steps.")
    st.selectbox(_("Optimizer"), kinds, index=kinds.index(kind), help=hint, **follow("optimizer", kind, _set_optimizer))
    entry = catalog().families["optimizers"][optimizer["kind"]]
    _rate(entry, optimizer)
    # Rarely opened, and a dozen fields: half of what a browser has to make for this page.
    more = st.expander(_("More"), key="more_settings", on_change="rerun")
    if more.open:
        with more:
            _more(training, entry, optimizer)
    _goals(visit)


def _more(training: Training, entry: Entry, optimizer: Any) -> None:  # noqa: ANN401
    _whole(_("Stop after epochs without gain"), "patience", training.patience, _("0: never stops early."), least=0)
    _whole(_("Seed"), "seed", training.seed, _("The same seed gives the same start and the same order."), least=0)
    for param in entry.params:
        if param.name != _RATE and param.type in _FIELDS:
            _field(param, optimizer)


def _optimizer(training: Training) -> dict[str, Any]:
    """Return the optimizer as the form shows it: a usual one where the document names none that there is."""
    chosen: Any = training.optimizer
    if _kind(chosen) not in catalog().families["optimizers"]:
        return {"kind": "Adam", "params": {}}
    return {"kind": chosen["kind"], "params": dict(chosen.get("params") or {})}


def _value(param: Param, optimizer: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Return the value of a parameter, its default where the document has one that cannot be."""
    written, sentence = check(param, optimizer["params"].get(param.name, param.default))
    return param.default if sentence else written


def _whole(label: str, field: str, value: int, hint: str, *, least: int = 1) -> None:
    value = min(max(least, value), _LARGEST)
    st.number_input(
        label, least, _LARGEST, value=value, step=1, help=hint, **follow(f"training_{field}", value, _set, field)
    )


def _set(value: int, field: str) -> None:
    ask([set_part("training", field, int(value))])


def _set_optimizer(kind: str) -> None:
    entry = catalog().families["optimizers"][kind]
    rate = next((param for param in entry.params if param.name == _RATE), None)
    params = {_RATE: rate.default} if rate is not None and rate.default is not None else {}
    ask([set_part("training", "optimizer", {"kind": entry.kind, "params": params})])


def _rate(entry: Entry, optimizer: Any) -> None:  # noqa: ANN401
    param = next((param for param in entry.params if param.name == _RATE), None)
    if param is None:
        return
    value = _value(param, optimizer)
    if isinstance(value, dict):
        st.caption(_("The learning rate follows a schedule: {kind}", kind=plain(value["kind"])))
        return
    _text(param, "optimizer_learning_rate", value, _set_number)
    _complaint("optimizer_learning_rate")


def _text(param: Param, name: str, value: Any, then: Callable[..., None]) -> None:  # noqa: ANN401
    shown = "" if value is None else f"{float(value):g}"
    st.text_input(
        _(param.label), shown, help=_(param.help), placeholder=_("none"), **follow(name, shown, then, param, name)
    )


def _set_number(text: str, param: Param, name: str) -> None:
    typed = text.strip().replace(",", ".")
    try:
        value = float(typed)
    except ValueError:
        st.session_state[f"complaint_{name}"] = _("“{typed}” is no number; 0.001 is a usual one.", typed=typed)
        return
    _put(value, param, name)


def _put(value: Json, param: Param, name: str) -> None:
    written, sentence = check(param, value)
    st.session_state[f"complaint_{name}"] = _(sentence) if sentence else ""
    if not sentence:
        optimizer = _optimizer(newest().training)
        ask([set_part("training", "optimizer", {**optimizer, "params": {**optimizer["params"], param.name: written}})])


def _complaint(name: str) -> None:
    sentence = st.session_state.get(f"complaint_{name}")
    if sentence:
        st.caption(f":red[{plain(sentence)}]")


def _field(param: Param, optimizer: Any) -> None:  # noqa: ANN401
    name = f"optimizer_{optimizer['kind']}_{param.name}"
    _FIELDS[param.type](param, name, _value(param, optimizer))
    _complaint(name)


def _number(param: Param, name: str, value: Any) -> None:  # noqa: ANN401
    _text(param, name, value, _set_optional)


def _set_optional(text: str, param: Param, name: str) -> None:
    if text.strip():
        _set_number(text, param, name)
    else:
        _put(None, param, name)


def _boolean(param: Param, name: str, value: Any) -> None:  # noqa: ANN401
    st.toggle(_(param.label), bool(value), help=_(param.help), **follow(name, bool(value), _put, param, name))


_FIELDS: dict[str, Callable[[Param, str, Any], None]] = {"number": _number, "boolean": _boolean}


def _goals(visit: Visit) -> None:
    """Show what each Output is trained for; it is changed there."""
    nodes = visit.document.nodes.values()
    outputs = [node for node in nodes if node.kind == "Output" and node.block is None and not node.disabled]
    for node in outputs:
        st.caption(_goal(visit.document, node))
    if outputs:
        st.caption(_("Loss and measures belong to the Output on the canvas."))


def _goal(document: Document, node: Node) -> str:
    if is_value(node.params.get("loss")):
        return _("{output}: its value is itself made small", output=plain(node.name or "Output"))
    metrics: Any = node.params.get("metrics") or []
    watched = ", ".join(_title("metrics", metric) for metric in metrics) or _(_unwatched(node))
    loss, again = _title("losses", node.params.get("loss")), input_of(node.params)
    name = itself(document, again) if again else str(node.params.get("target") or node.name or "Output")
    return _("{name}: loss {loss}, measured by {watched}", name=plain(name), loss=plain(loss), watched=plain(watched))


def _unwatched(node: Node) -> str:
    """Say what measures an answer that no metric does."""
    return say("average precision, once it is trained") if _kind(node.params.get("loss")) == BOXES else say("none")


def _title(family: str, chosen: Json) -> str:
    kind = _kind(chosen)
    entry = catalog().find(family, kind) if kind else None
    return _(entry.title) if entry else kind or _("as the data asks")


def _kind(chosen: Json) -> str:
    # A document may hold anything here; what is no catalogue entry is a finding on the canvas.
    return str(chosen.get("kind") or "") if isinstance(chosen, Mapping) else ""
