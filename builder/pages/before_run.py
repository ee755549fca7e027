"""What a run will be, before it is started: the network, the samples, what is measured, and how long it may take."""

from typing import Any

import streamlit as st

from builder.pages.language import _
from builder.pages.thumbnail import network_picture
from builder.pages.visit import Visit
from builder.pages.words import counted, duration, figure, metric, plain
from engine.catalog import catalog
from engine.data.parts import shares
from engine.data.schema import Schema
from engine.document.dump import to_json
from engine.document.graph import order
from engine.document.model import Document, Node
from engine.runs.estimate import estimate
from engine.words import Json, JsonObject

_SHOWN = 40
_PICTURE = 520
_TABLE_PX = 423
_AXES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 132">'
    '<path d="M14 8V118H410M14 82H410M14 45H410M14 8H410" fill="none" stroke="#98a2b3" stroke-opacity=".35"/></svg>'
)


def show(visit: Visit, report: JsonObject, schema: Schema) -> None:
    """Show where the curves will be drawn and, beneath, what goes in and what is asked of it."""
    st.subheader(_("Ready to train"), anchor=False)
    st.markdown(_("Press **Train**, above on the right. What it learns is drawn here while it learns."))
    _plots(visit.document)
    _figures(visit.document, report, schema)
    _network(visit.document, report)


def _plots(document: Document) -> None:
    names = [_("loss"), *dict.fromkeys(_measures(document))][:2]
    for column, name in zip(st.columns(len(names)), names, strict=True):
        with column.container(border=True, key=f"card_plot_{name}"):
            st.markdown(f"**{plain(name[:1].upper() + name[1:])}**")
            st.image(_AXES, width="stretch", alt="")
            st.caption(_("on training and on validation samples, epoch by epoch"))


def _figures(document: Document, report: JsonObject, schema: Schema) -> None:
    totals: Any = report["totals"]
    split = document.data.split
    learning, judging, _kept = (share * schema.samples for share in shares(schema, split))
    seconds = estimate(to_json(document), {"samples": schema.samples}, report)
    figures = (
        (
            _("Learns from"),
            figure(f"{learning:,.0f}"),
            _(
                "of {samples} of {data}",
                samples=counted(schema.samples, "{count} sample", "{count} samples"),
                data=schema.title,
            ),
        ),
        (
            _("Judged by"),
            figure(f"{judging:,.0f}"),
            _("validation samples, after every epoch"),
        ),
        (_("Learns"), figure(f"{totals['parameters']:,}"), _("numbers: the parameters of the network")),
        (
            _("Takes about"),
            duration(seconds),
            counted(
                document.training.epochs,
                "for {count} epoch, alone on this machine",
                "for {count} epochs, alone on this machine",
            ),
        ),
    )
    with st.container(border=True, key="card_figures"):
        for column, (title, value, words) in zip(st.columns(len(figures)), figures, strict=True):
            column.metric(title, value)
            column.caption(plain(words))


def _network(document: Document, report: JsonObject) -> None:
    known: Any = report["nodes"]
    ids = [key for key in order(document.nodes)[0] if document.nodes[key].block is None]
    rows = [_row(document, document.nodes[key], known.get(key, {})) for key in ids[:_SHOWN]]
    with st.container(border=True, key="card_network"):
        picture, table = st.columns([1, 3], gap="medium")
        picture.markdown(_("**The network**"))
        picture.image(network_picture(document, _PICTURE), width="stretch", alt="")
        table.dataframe(rows, hide_index=True, width="stretch", height=min(35 * (len(rows) + 1) + 3, _TABLE_PX))
        if len(ids) > _SHOWN:
            table.caption(_("The first {shown} of {all} layers.", shown=_SHOWN, all=len(ids)))


def _row(document: Document, node: Node, known: Any) -> dict[str, object]:  # noqa: ANN401
    outputs = known.get("outputs") or []
    count = known.get("trainable", 0) + known.get("frozen", 0)
    kind = _title(document, node)
    return {
        _("layer"): f"{node.name} ({kind})" if node.name else kind,
        _("gives"): _shape(outputs[0]["shape"]) if outputs else "",
        _("parameters"): figure(f"{count:,}") if count else "",
    }


def _title(document: Document, node: Node) -> str:
    block = document.blocks.get(node.uses or "")
    entry = catalog().layers.get(node.kind)
    return (block.name if block else "") or (entry.title if entry else node.kind)


def _shape(shape: list[Json]) -> str:
    return " × ".join(_("any") if length is None else str(length) for length in shape[1:]) or _("one number")


def _measures(document: Document) -> list[str]:
    """Return what is measured beside the loss, in the words of the plots."""
    params: list[Any] = [node.params for node in document.nodes.values()]
    chosen = [each for given in params for each in given.get("metrics") or ()]
    kinds = [each["kind"] if isinstance(each, dict) else str(each) for each in chosen]
    entries = [catalog().find("metrics", kind) for kind in kinds]
    return [metric(entry.title.lower().replace(" ", "_")) for entry in entries if entry]
