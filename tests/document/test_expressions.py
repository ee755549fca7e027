"""Expressions: what they come to is what Python says, and what cannot be read or worked out is one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document.expressions import (
    DEEPEST,
    LARGEST,
    ExpressionError,
    evaluate,
    has_expression,
    parse,
    worked_out,
)

SCOPE = {"filters": 32, "k": 3, "rate": 0.5, "act": "relu", "sizes": [3, 3], "yes": True, "nothing": None, "i": 2}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(
            ("7", 7),
            ("0.25", 0.25),
            ("filters", 32),
            ("2 * filters", 64),
            ("32 * (i + 1)", 96),
            ("filters // 3 * 3", 30),
        ),
        *(("-k", -3), ("--k", 3), ("2 - -k", 5), ("-7 // 2", -4), ("7 - 2 - 1", 4), ("rate * filters", 16.0)),
        *(
            ("7.5 // 2", 3.0),
            (" 1\t+\n2 ", 3),
            ("act", "relu"),
            ("(((act)))", "relu"),
            ("sizes", [3, 3]),
            ("yes", True),
        ),
        *(("nothing", None), ("007", 7), ("_a1", 5), ("1000000000000", LARGEST)),
    ],
)
def test_what_an_expression_comes_to(text, value):
    found = evaluate(parse(text), {**SCOPE, "_a1": 5})
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *(
            ("", "breaks off"),
            ("2 *", "breaks off"),
            ("(1", "not closed"),
            ("1 2", "sign such as +"),
            (")", "number or a"),
        ),
        *(("1 / 2", "“/” cannot stand"), ("2 ** 3", "“*” stands where"), ("a.b", "“.” cannot"), ("f(1)", "“(” stands")),
        *(
            ("'x'", "“'” cannot"),
            ("[1]", "“[” cannot"),
            ("1e5", "sign such as +"),
            ("²", "“²” cannot"),
            ("+1", "“+” stands"),
        ),
        *(("k // 0", "divides by zero"), ("k // (i - 2)", "divides by zero"), ("k // 0.0", "divides by zero")),
        *(
            ("missing + 1", "“missing” is not known here; there is act"),
            ("act + 1", "no number"),
            ("sizes * 2", "no number"),
        ),
        *(
            ("yes + 1", "no number"),
            ("nothing * 1", "no number"),
            ("9" * 200, "more than"),
            ("1000000 * 1000001", "more than"),
        ),
        *(("1" + " * 999999" * 20, "more than"), ("x" * 201, "201 characters"), ("(" * 33 + "1" + ")" * 33, "nested")),
        *(("-" * 33 + "1", "nested"), ("__import__(os)", "“(” stands"), ("lambda: 1", "“:” cannot")),
    ],
)
def test_what_cannot_be_is_one_sentence(text, words):
    with pytest.raises(ExpressionError) as refused:
        evaluate(parse(text), SCOPE)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 250


def test_at_the_top_level_there_are_no_names():
    with pytest.raises(ExpressionError, match="at the top level"):
        evaluate(parse("filters"), {})


@pytest.mark.parametrize(
    "text", ["9" * 10_000_000, "(" * 10_000_000, "-" * 10_000_000, "a+" * 5_000_000, " " * 10_000_000]
)
def test_ten_megabytes_are_refused_before_they_are_read(text):
    with pytest.raises(ExpressionError, match="10,000,000 characters"):
        parse(text)


def test_the_deepest_and_the_longest_that_may_be_are_worked_out():
    assert evaluate(parse("(" * DEEPEST + "1" + ")" * DEEPEST), {}) == 1
    assert evaluate(parse("+".join("1" * 100)), {}) == 100


def test_expressions_are_worked_out_wherever_they_stand():
    value = {"size": [{"expr": "k"}, 5], "cell": {"kind": "L2", "params": {"l2": {"expr": "rate * 2"}}}, "plain": "k"}
    assert has_expression(value)
    assert worked_out(value, SCOPE) == {"size": [3, 5], "cell": {"kind": "L2", "params": {"l2": 1.0}}, "plain": "k"}


@pytest.mark.parametrize("value", [{"expr": 5}, {"expr": "k", "more": 1}, {"expr": ["k"]}, "k", ["k"], None, 1])
def test_what_is_no_expression_stays(value):
    assert not has_expression(value)
    assert worked_out(value, SCOPE) == value


trees = st.recursive(
    st.integers(0, 9).map(str) | st.sampled_from(["k", "filters", "i", "2.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "//"]), inner).map(lambda each: f"({' '.join(each)})"),
        inner.map(lambda each: f"-{each}"),
    ),
    max_leaves=12,
)


@given(trees)
def test_an_expression_comes_to_what_python_says(text):
    found, sentence = outcome(text)
    try:
        wanted = eval(text, {"__builtins__": {}}, dict(SCOPE))
    except ZeroDivisionError:
        assert "divides by zero" in sentence
    else:
        assert found == wanted or "more than" in sentence


@given(st.text(max_size=40) | st.text(alphabet="0123456789.+-*/() ki", max_size=60))
def test_any_text_gives_a_value_or_a_sentence(text):
    _, sentence = outcome(text)
    assert sentence == "" or sentence.endswith(".")


def outcome(text):
    try:
        return evaluate(parse(text), SCOPE), ""
    except ExpressionError as error:
        return None, str(error)
