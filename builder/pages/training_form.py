"""The settings of a run: epochs, batch size, optimizer and its parameters, early stopping, seed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from builder.pages.asking import ask
from builder.pages.following import follow
from builder.pages.visit import Visit
from builder.pages.words import plain
from engine.catalog import catalog
from engine.catalog.entries import Entry, Param
from engine.catalog.validate import check
from engine.document.edits import set_part
from engine.words import Json

_RATE = "learning_rate"


def show(visit: Visit) -> None:
    """Show the settings; each change is one edit of the document."""
    training = visit.document.training
    st.subheader("Settings", anchor=False)
    _whole("Epochs", "epochs", training.epochs, help_text="How many times it goes through all training samples.")
    _whole(
        "Batch size",
        "batch_size",
        training.batch_size,
        help_text="How many samples it looks at before each small step.",
    )
    optimizer: Any = training.optimizer
    kinds = list(catalog().families["optimizers"])
    follow("optimizer", optimizer["kind"])
    st.selectbox(
        "Optimizer", kinds, key="optimizer", on_change=_set_optimizer, help="The rule by which it takes its steps."
    )
    entry = catalog().families["optimizers"][optimizer["kind"]]
    _rate(entry, optimizer)
    with st.expander("More"):
        _whole(
            "Stop after epochs without gain", "patience", training.patience, least=0, help_text="0: never stops early."
        )
        _whole(
            "Seed", "seed", training.seed, least=0, help_text="The same seed gives the same start and the same order."
        )
        for param in entry.params:
            if param.name != _RATE and param.type in _FIELDS:
                _field(param, optimizer)
    _goals(visit)


def _whole(label: str, field: str, value: int, *, least: int = 1, help_text: str = "") -> None:
    key = f"training_{field}"
    follow(key, max(least, value))
    st.number_input(label, least, 2**31 - 1, step=1, key=key, help=help_text, on_change=_set, args=(field, key))


def _set(field: str, key: str) -> None:
    ask([set_part("training", field, int(st.session_state[key]))])


def _set_optimizer() -> None:
    entry = catalog().families["optimizers"][st.session_state["optimizer"]]
    rate = next((param for param in entry.params if param.name == _RATE), None)
    params = {_RATE: rate.default} if rate is not None and rate.default is not None else {}
    ask([set_part("training", "optimizer", {"kind": entry.kind, "params": params})])


def _rate(entry: Entry, optimizer: Any) -> None:  # noqa: ANN401
    param = next((param for param in entry.params if param.name == _RATE), None)
    if param is None:
        return
    value = optimizer["params"].get(_RATE, param.default)
    if isinstance(value, dict):
        st.caption(f"The learning rate follows a schedule: {plain(value['kind'])}")
        return
    key = "optimizer_learning_rate"
    follow(key, f"{float(value):g}")
    st.text_input("Learning rate", key=key, help=param.help, on_change=_set_number, args=(param, optimizer, key))
    _complaint(key)


def _set_number(param: Param, optimizer: Any, key: str) -> None:  # noqa: ANN401
    typed = str(st.session_state[key]).strip().replace(",", ".")
    try:
        value = float(typed)
    except ValueError:
        st.session_state[f"complaint_{key}"] = f"“{typed}” is no number; 0.001 is a usual one."
        return
    _put(param, optimizer, key, value)


def _put(param: Param, optimizer: Any, key: str, value: Json) -> None:  # noqa: ANN401
    written, sentence = check(param, value)
    st.session_state[f"complaint_{key}"] = sentence or ""
    if not sentence:
        ask([set_part("training", "optimizer", {**optimizer, "params": {**optimizer["params"], param.name: written}})])


def _complaint(key: str) -> None:
    sentence = st.session_state.get(f"complaint_{key}")
    if sentence:
        st.caption(f":red[{plain(sentence)}]")


def _field(param: Param, optimizer: Any) -> None:  # noqa: ANN401
    key = f"optimizer_{optimizer['kind']}_{param.name}"
    value = optimizer["params"].get(param.name, param.default)
    _FIELDS[param.type](param, optimizer, key, value)
    _complaint(key)


def _number(param: Param, optimizer: Any, key: str, value: Any) -> None:  # noqa: ANN401
    follow(key, "" if value is None else f"{float(value):g}")
    st.text_input(
        param.label, key=key, help=param.help, placeholder="none", on_change=_set_optional, args=(param, optimizer, key)
    )


def _set_optional(param: Param, optimizer: Any, key: str) -> None:  # noqa: ANN401
    if str(st.session_state[key]).strip():
        _set_number(param, optimizer, key)
    else:
        _put(param, optimizer, key, None)


def _boolean(param: Param, optimizer: Any, key: str, value: Any) -> None:  # noqa: ANN401
    follow(key, bool(value))
    st.toggle(param.label, key=key, help=param.help, on_change=_set_boolean, args=(param, optimizer, key))


def _set_boolean(param: Param, optimizer: Any, key: str) -> None:  # noqa: ANN401
    _put(param, optimizer, key, bool(st.session_state[key]))


_FIELDS: dict[str, Callable[[Param, Any, str, Any], None]] = {"number": _number, "boolean": _boolean}


def _goals(visit: Visit) -> None:
    """Show what each Output is trained for; it is changed there."""
    outputs = [node for node in visit.document.nodes.values() if node.kind == "Output"]
    for node in outputs:
        loss: Any = node.params.get("loss") or {"kind": "chosen by the data"}
        metrics: Any = node.params.get("metrics") or []
        watched = ", ".join(str(metric["kind"]) for metric in metrics) or "none"
        name = str(node.params.get("target") or node.name or "Output")
        st.caption(f"{plain(name)}: loss {plain(loss['kind'])}, measured by {plain(watched)}")
    if outputs:
        st.caption("Loss and measures belong to the Output on the canvas.")
