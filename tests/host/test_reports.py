"""A report asked for again: what travels is what changed, and what is read is the whole."""

from hypothesis import given
from hypothesis import strategies as st

from engine.host import reports
from engine.host.reports import GONE, MARK, Answered, whole
from engine.remembered import Remembered

NODES = st.dictionaries(st.sampled_from("abcde"), st.builds(lambda size: {"outputs": [size]}, st.integers(0, 2)))


@given(st.lists(st.tuples(NODES, st.booleans()), min_size=1, max_size=8))
def test_whoever_asks_since_a_mark_has_the_whole_report(asked):
    answered, mark, known = Answered(), "", None
    for nodes, forgotten in asked:
        if forgotten:
            answered = Answered()
        report = {"nodes": nodes, "findings": [], "digest": "d"}
        answer = answered.since(mark, report)
        if known is not None and GONE in answer:
            assert all(known["nodes"].get(key) != node for key, node in answer["nodes"].items())
        known, mark = whole(known, answer), answer[MARK]
        assert known == report


def test_what_did_not_change_does_not_travel_and_old_marks_get_all(monkeypatch):
    monkeypatch.setattr(reports, "_MOST_KEPT", 2)
    answered, report = Answered(), {"nodes": {"a": {"outputs": []}, "b": {"outputs": []}}}
    first = answered.since("", report)
    again = answered.since(first[MARK], {"nodes": {"a": {"outputs": []}}})
    assert (again["nodes"], again[GONE]) == ({}, ["b"])
    assert GONE not in answered.since(first[MARK], report)
    for _ in range(2):
        answered.since("", report)
    assert GONE not in answered.since(again[MARK], report)


def test_what_is_remembered_is_bounded_and_what_is_asked_for_again_stays():
    made = []

    def work(said, value):
        made.append((said, value))
        return [said, value]

    remembered, kept, others = Remembered(work, most=10), "kept", [[number] for number in range(40)]
    first = remembered.of(1, kept)
    assert remembered.of(2, kept) is not first
    for other in others:
        assert remembered.of(1, other) == [1, other]
        assert remembered.of(1, kept) is first
    assert remembered.of(1, list(others[0])) is not remembered.of(1, others[0])
    assert made.count((1, kept)) == 1
    assert len(remembered._young) + len(remembered._old) <= 10
