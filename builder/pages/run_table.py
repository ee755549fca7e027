"""All runs of a project in one table, with their settings and results; ticked ones are laid over the shown one."""

from typing import Any

import streamlit as st

from builder.pages.language import _
from builder.pages.visit import Run, Visit
from builder.pages.words import ago, duration, figure, metric, plain
from builder.store import runs as store
from engine.runs.folder import DOCUMENT, read_json
from engine.runs.folds import fold_of
from engine.runs.status import Status
from engine.said import say
from engine.words import JsonObject

_KEY, _DELETED = "runs", "deleted_runs"
_UNSAID = {"run", "state", "when"}
_HEADS = {
    "run": say("run"),
    "state": say("state"),
    "best epoch": say("best epoch"),
    "epochs": say("epochs"),
    "layers": say("layers"),
    "optimizer": say("optimizer"),
    "learning rate": say("learning rate"),
    "batch": say("batch"),
    "seed": say("seed"),
    "fold": say("fold"),
    "took": say("took"),
    "when": say("when"),
}
_STATES = {
    "queued": say("waiting"),
    "running": say("training"),
    "finished": say("done"),
    "stopped": say("stopped"),
    "failed": say("failed"),
    "lost": say("lost"),
}


def ticked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs that are ticked in the table, newest first."""
    rows: Any = st.session_state.get(_KEY, {})
    chosen = rows.get("selection", {}).get("rows", []) if rows else []
    return tuple(runs[row] for row in sorted(chosen) if row < len(runs))


def show(visit: Visit, runs: tuple[Run, ...]) -> None:
    """Show the table, and what can be done with the ticked runs; a run that is alone is no table, only a sentence."""
    alone = len(runs) == 1
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Runs"), anchor=False)
        st.space("stretch")
        if visit.editable and _ended(runs):
            st.button(_("Delete") if alone else _("Delete ticked"), on_click=_delete, args=(visit, runs))
        undo(visit)
    if alone:
        st.caption(plain(_sentence(_row(runs[0]))))
    else:
        _table(runs)


def _ended(runs: tuple[Run, ...]) -> list[str]:
    """Return what can be deleted: of the runs that are ticked, or the one that is alone, those that are over."""
    return [run.id for run in (runs if len(runs) == 1 else ticked(runs)) if run.status.over]


def undo(visit: Visit) -> None:
    """Offer to bring back the runs that were deleted last."""
    if st.session_state.get(_DELETED):
        st.button(_("Undo delete"), on_click=_restore, args=(visit,))


def _table(runs: tuple[Run, ...]) -> None:
    st.dataframe(
        [_row(run) for run in runs],
        key=_KEY,
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        width="stretch",
        column_config={name: st.column_config.Column(_(head)) for name, head in _HEADS.items()},
    )
    st.caption(_("Tick runs to lay their curves over one another."))


def _sentence(row: dict[str, object]) -> str:
    """Return a row in words: a grid is more work for a browser than all the rest of the page."""
    said = [
        f"{_(_HEADS.get(name, name))} {value}"
        for name, value in row.items()
        if name not in _UNSAID and value not in {"", None}
    ]
    return " · ".join([_("Run {number}: {state}", number=str(row["run"]), state=str(row["state"])), *said])


def _row(run: Run) -> dict[str, object]:
    document: Any = read_json(run.folder, DOCUMENT)
    training = document["training"]
    status = run.status
    return {
        "run": run.number,
        "state": state(status),
        **_results(run),
        "best epoch": str(status.best_epoch or ""),
        "epochs": f"{status.epoch} / {training['epochs']}",
        "layers": sum(node["kind"] not in ("Input", "Output") for node in document["nodes"].values()),
        "optimizer": training["optimizer"]["kind"],
        "learning rate": _rate(training["optimizer"].get("params", {}).get("learning_rate")),
        "batch": training["batch_size"],
        "seed": training["seed"],
        **_fold(document),
        "took": duration(status.ended - status.began) if status.ended and status.began else "",
        "when": ago(status.began) if status.began else "",
    }


def _fold(document: JsonObject) -> dict[str, object]:
    fold = fold_of(document)
    return {"fold": f"{fold[0] + 1} / {fold[1]}"} if fold else {}


def state(status: Status) -> str:
    """Return what became of a run in a word or two."""
    return _("stopped early") if status.reason == "early-stopping" else _(_STATES[status.state])


def _results(run: Run) -> dict[str, object]:
    """Return the figures of the best epoch on validation samples, the measures before the loss."""
    values = {name: value for name, value in run.status.best_values.items() if name.startswith("val_")}
    ordered = sorted(values, key=lambda name: name.endswith("loss"))[:3]
    return {_("val. {measure}", measure=metric(name.removeprefix("val_"))): _rounded(values[name]) for name in ordered}


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def _rate(value: object) -> str:
    return figure(f"{value:g}") if isinstance(value, int | float) else _("schedule") if value else ""


def _delete(visit: Visit, runs: tuple[Run, ...]) -> None:
    # What is ticked is read at the press: no run of the script may have seen the last tick yet.
    st.session_state[_DELETED] = [run for run in _ended(runs) if store.remove(visit.person, run)]


def _restore(visit: Visit) -> None:
    for run in st.session_state.pop(_DELETED, []):
        store.restore(visit.person, run)
