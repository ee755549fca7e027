"""The order of the queue, as a pure function: short first, fair between people, and nobody waits for ever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.host.queue import PATIENCE_SECONDS, Started, Ticket, order, still_counts, waits

_TICKETS = st.lists(
    st.builds(
        lambda owner, estimate, submitted: (owner, estimate, submitted),
        st.sampled_from("abcd"),
        st.floats(0.1, 10_000),
        st.floats(0, 2000),
    ),
    max_size=12,
).map(
    lambda rows: [
        Ticket(run=f"run{number}", owner=owner, estimate=estimate, submitted=submitted)
        for number, (owner, estimate, submitted) in enumerate(rows)
    ]
)


def ticket(run: str, owner: str, estimate: float = 10, submitted: float = 0) -> Ticket:
    return Ticket(run=run, owner=owner, estimate=estimate, submitted=submitted)


@given(waiting=_TICKETS, now=st.floats(2000, 5000))
def test_everybody_is_in_the_order_once(waiting: list[Ticket], now: float) -> None:
    ordered = order(waiting, [], now)
    assert sorted(ordered, key=lambda one: one.run) == sorted(waiting, key=lambda one: one.run)
    assert order(list(reversed(waiting)), [], now) == ordered


@given(estimates=st.lists(st.floats(0.1, 1000), min_size=2, max_size=8))
def test_short_runs_of_different_people_go_first(estimates: list[float]) -> None:
    waiting = [ticket(f"run{number}", f"owner{number}", estimate) for number, estimate in enumerate(estimates)]
    assert [one.estimate for one in order(waiting, [], 1.0)] == sorted(estimates)


@given(waiting=_TICKETS)
def test_nobody_waits_for_a_second_run_of_somebody_else(waiting: list[Ticket]) -> None:
    ordered = order(waiting, [], max([one.submitted for one in waiting], default=0) + 1)
    first_of = [one.owner for one in ordered]
    count = len(set(first_of))
    if max((one.submitted for one in waiting), default=0) - min((one.submitted for one in waiting), default=0) < 500:
        assert len(set(first_of[:count])) == count


def test_one_person_with_fifty_runs_does_not_hold_up_another() -> None:
    many = [ticket(f"many{number:02}", "greedy", estimate=1) for number in range(50)]
    running = Started(ticket=many[0], at=1, running=True)
    late = ticket("late", "modest", estimate=500, submitted=30)
    assert order([*many[1:], late], [running], 40)[0] == late


def test_turns_go_round_between_two_people() -> None:
    waiting = [ticket(f"a{n}", "a", 1) for n in range(4)] + [ticket(f"b{n}", "b", 100) for n in range(4)]
    started: list[Started] = []
    owners = []
    for now in range(1, 9):
        chosen = order(waiting, started, now)[0]
        waiting.remove(chosen)
        started = [Started(ticket=one.ticket, at=one.at, running=False) for one in started]
        started = [
            one for one in [*started, Started(ticket=chosen, at=now, running=True)] if still_counts(one, waiting)
        ]
        owners.append(chosen.owner)
    assert owners in (list("abababab"), list("abababba"), list("ababbaab"), list("abbaabab"), list("abbaabba"))


@settings(max_examples=10)
@given(long=st.floats(1000, 100_000), arrivals=st.integers(1, 3))
def test_a_long_run_is_not_passed_over_for_ever(long: float, arrivals: int) -> None:
    """New people with short runs keep coming, as many as are served or more; the long one has its turn all the same."""
    waiting = [ticket("long", "patient", long)]
    now, step = 0.0, 20.0
    for number in range(200):
        now += step
        waiting += [ticket(f"new{number}-{n}", f"guest{number}-{n}", 1, submitted=now) for n in range(arrivals)]
        chosen = order(waiting, [], now)[0]
        waiting.remove(chosen)
        if chosen.run == "long":
            break
    assert now <= PATIENCE_SECONDS + step


@given(waiting=_TICKETS, slots=st.integers(1, 4), left=st.lists(st.floats(0, 100), max_size=4))
def test_expected_waits_grow_along_the_order(waiting: list[Ticket], slots: int, left: list[float]) -> None:
    started = [Started(ticket=ticket(f"r{n}", "z"), at=0, running=True, left=seconds) for n, seconds in enumerate(left)]
    ordered = order(waiting, started, 2001)
    expected = waits(ordered, started[:slots], slots, 2001)
    assert [expected[one.run] for one in ordered] == sorted(expected.values())
    if ordered and len(left) < slots:
        assert expected[ordered[0].run] == 0


def test_a_start_counts_while_its_owner_has_waited_since_before_it() -> None:
    done = Started(ticket=ticket("x", "a"), at=10, running=False)
    assert still_counts(done, [ticket("y", "a", submitted=5)])
    assert not still_counts(done, [ticket("y", "a", submitted=15)])
    assert not still_counts(done, [ticket("y", "b", submitted=5)])
