"""What became of a run: a pure function of what lies in its directory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from engine.runs.events import Event, is_last, parse
from engine.runs.folder import EVENTS, LOCK
from engine.runs.lock import is_held
from engine.said import heard, say

State: TypeAlias = Literal["queued", "running", "finished", "stopped", "failed", "lost"]

LOST = say("The run ended without a word: its process was killed or the machine went down.")


@dataclass(frozen=True, kw_only=True)
class Status:
    """Where a run stands. Times are seconds since the epoch; what is not known yet is `None` or empty.

    `values` are those of the last epoch, `best_values` those of the best one. `started` is the run's `started` event
    (device, samples, …); `step`, `rate` (samples a second) and `left` (seconds) come from its last batch.
    """

    state: State
    sentence: str = ""
    reason: str = ""
    began: float | None = None
    ended: float | None = None
    epoch: int = 0
    epochs: int = 0
    step: int = 0
    steps: int = 0
    rate: float | None = None
    left: float | None = None
    best_epoch: int | None = None
    values: Mapping[str, float | None] = field(default_factory=dict)
    best_values: Mapping[str, float | None] = field(default_factory=dict)
    started: Mapping[str, Any] = field(default_factory=dict)

    @property
    def over(self) -> bool:
        """Whether nothing more will happen in this run."""
        return self.state not in ("queued", "running")


def status(folder: Path) -> Status:
    """Read the state of the run in `folder`; a killed worker is seen as lost as soon as the system freed its lock."""
    alive = is_held(folder / LOCK)
    seen = list(_telling(folder))
    if not alive and _begun(seen) and not is_last(seen[-1]):
        # The worker may have begun between the two looks; its lock says so now.
        alive = is_held(folder / LOCK)
    return _summary(seen, alive=alive)


def _telling(folder: Path) -> Iterator[Event]:
    """Yield the events that tell the state: all but the batches, of which only the last is read."""
    path = folder / EVENTS
    if not path.exists():
        return
    last_batch = b""
    with path.open("rb") as file:
        for line in file:
            if line.startswith(b'{"event": "batch"'):
                last_batch = line if line.endswith(b"\n") else last_batch
            elif line.endswith(b"\n") and not line.startswith(b'{"event": "surface"') and (event := parse(line)):
                if last_batch and is_last(event):
                    yield from _whole(last_batch)
                    last_batch = b""
                yield event
    yield from _whole(last_batch)


def _whole(line: bytes) -> Iterator[Event]:
    if event := parse(line):
        yield event


def _begun(seen: list[Event]) -> bool:
    return any(event["event"] != "queued" for event in seen)


def _summary(seen: list[Event], *, alive: bool) -> Status:
    of = {event["event"]: event for event in seen}
    started, batch, epoch = of.get("started", {}), of.get("batch", {}), of.get("epoch", {})
    best = next((event for event in reversed(seen) if event["event"] == "epoch" and event.get("best")), {})
    last = seen[-1] if seen and is_last(seen[-1]) else {}
    state = _state(seen, alive=alive)
    # Between two writes to the disk the best weights are in the worker's memory only, and are lost with it.
    saved = of.get("saved", {}).get("epoch")
    return Status(
        state=state,
        sentence=heard(last) or (_lost_sentence(seen) if state == "lost" else ""),
        reason=last.get("reason", ""),
        began=started.get("t"),
        ended=last.get("t"),
        epoch=max(batch.get("epoch", 0), epoch.get("epoch", 0)),
        epochs=started.get("epochs", 0),
        step=max(batch.get("step", 0), _steps_of(epoch.get("epoch", 0), started)),
        steps=started.get("steps", 0),
        rate=batch.get("rate"),
        left=batch.get("left") if state == "running" else None,
        best_epoch=last.get("best_epoch") or (saved if state == "lost" else best.get("epoch")),
        values=epoch.get("values", {}),
        best_values=best.get("values", {}),
        started=started,
    )


def _state(seen: list[Event], *, alive: bool) -> State:
    match seen[-1] if seen else {}:
        case {"event": "finished", "reason": "stopped"}:
            return "stopped"
        case {"event": "finished"}:
            return "finished"
        case {"event": "failed"}:
            return "failed"
    if alive:
        return "running"
    return "lost" if _begun(seen) else "queued"


def _steps_of(epochs: int, started: Event) -> int:
    return int(started["steps"] * epochs // started["epochs"]) if started else 0


def _lost_sentence(seen: list[Event]) -> str:
    said = (heard(event) for event in reversed(seen) if event["event"] == "finding" and event["code"] == "lost")
    return next(said, LOST)
