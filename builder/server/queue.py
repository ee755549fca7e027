"""Which runs go on and wait, as the host says."""

from collections.abc import Callable, Mapping
from typing import Any

from anyio import to_thread

from builder.server.engine import Engine
from builder.store import runs
from engine.words import Json, Refusal


class Queue:
    """The queue, by project."""

    def __init__(self, engine: Engine, told: Callable[[set[str]], None]) -> None:
        self._engine, self._told = engine, told
        self._rows: dict[str, list[Json]] = {}

    def of(self, project: str) -> list[Json]:
        """Return the project's runs that go on or wait: run, place, wait in seconds, state."""
        return self._rows.get(project, [])

    async def look(self) -> None:
        """Ask the host, and tell which projects' rows changed."""
        if self._engine.state != "ready":
            return
        try:
            view: Any = (await self._engine.client.runs())["runs"]
        except Refusal:
            return
        homes = await to_thread.run_sync(runs.projects_of, [one["run"] for one in view])
        rows: dict[str, list[Json]] = {}
        for one in view:
            if one["run"] in homes:
                rows.setdefault(homes[one["run"]], []).append(_row(one))
        changed = {project for project in rows | self._rows if rows.get(project) != self._rows.get(project)}
        self._rows = rows
        if changed:
            self._told(changed)


def _row(one: Mapping[str, Any]) -> Json:
    state = "queued" if one["place"] else "running"
    return {"run": one["run"], "place": one["place"], "wait": _coarse(one["wait"]), "state": state}


def _coarse(seconds: float) -> int:
    # A guess, and told to everybody who waits each time that it changes: the further off, the rougher.
    step = next((step for most, step in ((10, 1), (60, 5), (600, 15)) if seconds < most), 60)
    return step * round(seconds / step)
