"""Which run comes next: turns go round the owners, short runs go first, and nobody waits for ever. Pure functions."""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

PATIENCE_SECONDS = 600.0
"""After so long a run counts as one turn nearer, and goes before younger ones of the same turn."""


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """A run that waits or runs. Times are seconds since the epoch, `estimate` is in seconds."""

    run: str
    owner: str
    estimate: float
    submitted: float


@dataclass(frozen=True, kw_only=True)
class Started:
    """A run that was started at `at`; it is kept after its end for as long as it counts as a turn of its owner."""

    ticket: Ticket
    at: float
    running: bool
    left: float | None = None
    """Seconds that it still needs, where known."""


def order(waiting: Sequence[Ticket], started: Sequence[Started], now: float) -> list[Ticket]:
    """Return `waiting` in the order in which the runs will start.

    An owner's first run has turn 0, the next turn 1, and so on, counted from the turns that the owner has had since
    the oldest of their waiting runs came. Lower turns go first; within a turn those that lost patience, oldest first,
    then short ones.
    """
    turns = _turns(waiting, started, now)

    def rank(ticket: Ticket) -> tuple[int, bool, float, str]:
        waited = now - ticket.submitted
        turn = max(0, turns[ticket.run] - int(waited // PATIENCE_SECONDS))
        patient = waited < PATIENCE_SECONDS
        return turn, patient, ticket.estimate if patient else ticket.submitted, ticket.run

    return sorted(waiting, key=rank)


def waits(ordered: Sequence[Ticket], started: Sequence[Started], slots: int, now: float) -> dict[str, float]:
    """Return, for each waiting run, in how many seconds it is expected to start."""
    free = [_left(one, now) for one in started if one.running][:slots]
    free += [0.0] * (slots - len(free))
    heapq.heapify(free)
    expected = {}
    for ticket in ordered:
        begin = heapq.heappop(free)
        expected[ticket.run] = begin
        heapq.heappush(free, begin + ticket.estimate)
    return expected


def still_counts(one: Started, waiting: Sequence[Ticket]) -> bool:
    """Say whether a start must be remembered: it runs, or its owner has waited since before it."""
    return one.running or any(ticket.owner == one.ticket.owner and ticket.submitted <= one.at for ticket in waiting)


def _turns(waiting: Sequence[Ticket], started: Sequence[Started], now: float) -> dict[str, int]:
    own: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in waiting:
        own[ticket.owner].append(ticket)
    turns = {}
    for owner, tickets in own.items():
        since = min(ticket.submitted for ticket in tickets)
        had = sum(one.ticket.owner == owner and (one.running or one.at >= since) for one in started)
        for place, ticket in enumerate(sorted(tickets, key=lambda one: _within_owner(one, now))):
            turns[ticket.run] = had + place
    return turns


def _within_owner(ticket: Ticket, now: float) -> tuple[bool, float, str]:
    patient = now - ticket.submitted < PATIENCE_SECONDS
    return patient, ticket.estimate if patient else ticket.submitted, ticket.run


def _left(one: Started, now: float) -> float:
    if one.left is not None:
        return one.left
    return max(1.0, one.ticket.estimate - (now - one.at))
