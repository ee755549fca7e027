"""Expressions as they are read: what is meant, what is refused and in which words. Without Keras."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.catalog import catalog, validate
from engine.catalog.formula import Applied, Between, Formula, Given, Negated, Number, python, text, wires
from engine.catalog.formula_reader import ExpressionError, read
from engine.catalog.operations import ELEMENTWISE, OPERATIONS, claimed

LEAVES = st.integers(0, 25).map(lambda wire: Given(wire=wire)) | st.sampled_from(
    [Number(value=2), Number(value=0.5), Number(value=1e-7)]
)
ARITHMETIC = ("+", "-", "*", "/", "**")


def grown(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Larger formulas from smaller ones, each of which reads an input."""
    reading = inner.filter(wires)
    return (
        st.builds(Between, symbol=st.sampled_from(ARITHMETIC), left=inner, right=reading)
        | st.builds(Between, symbol=st.sampled_from(ARITHMETIC), left=reading, right=reading)
        | st.builds(Between, symbol=st.sampled_from(("<", ">=", "==", "!=")), left=reading, right=inner)
        | st.builds(Negated, of=reading)
        | st.builds(lambda name, value: Applied(name=name, values=(value,)), st.sampled_from(("exp", "relu")), reading)
        | st.builds(
            lambda value, axis, stays: Applied(name="mean", values=(value,), axis=axis, keepdims=stays),
            reading,
            st.sampled_from((1, -1, (1, 2))),
            st.booleans(),
        )
        | st.builds(lambda one, two: Applied(name="maximum", values=(one, two)), reading, inner)
    )


formulas = st.recursive(LEAVES, grown, max_leaves=12).filter(wires)


@given(formulas)
def test_a_formula_reads_as_it_is_written(formula: Formula) -> None:
    written = text(formula)
    assert read(written) == formula
    assert text(read(written.replace(" ", ""))) == written


@given(formulas)
def test_python_groups_a_formula_in_the_same_way(formula: Formula) -> None:
    said = python(formula, lambda wire: f"input_{wire}")
    names = {node.id for node in ast.walk(ast.parse(said, mode="eval")) if isinstance(node, ast.Name)}
    assert names - {"keras"} == {f"input_{wire}" for wire in wires(formula)}
    plain = said.replace("keras.ops.", "")
    assert ast.dump(ast.parse(plain, mode="eval")) == ast.dump(ast.parse(f"({plain})", mode="eval"))


@given(st.text(max_size=60) | st.text("ab+-*/() 0123.,=<>axisexp", max_size=60))
def test_no_text_is_anything_but_a_formula_or_a_sentence(said: str) -> None:
    try:
        written = text(read(said))
    except ExpressionError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert sentence.encode("utf-8")
        assert len(sentence) < 160
    else:
        assert text(read(written)) == written


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("", "The expression ends where a value is expected; an example is a + 2 * b."),
        ("a ^ 2", "“^” means nothing here; “**” may be meant."),
        ("a b", "An operator such as * is missing before “b”."),
        ("a.shape", "An operator such as * is missing before “.”."),
        ("(a", "A bracket is opened and not closed."),
        ("a)", "A bracket is closed that was not opened."),
        ("x1 + a", "“x1” is no input; the inputs are called a, b, c … in the order of wires."),
        ("sigmod(a)", "“sigmod” is no function here; “sigmoid” may be meant."),
        ("min(a, b)", "“min” takes one value, not 2; minimum(a, b) compares two."),
        ("mean(a)", "“mean” needs an axis, such as mean(a, axis=-1) for the last one."),
        ("mean(a, axis=0)", "“mean” must not mix samples: axis 0 is the batch; the first of a sample is 1."),
        ("exp(a, axis=1)", "“exp” has no setting “axis”; it has none."),
        ("a / 0", "The expression divides by zero."),
        ("9 ** 9 ** 9 * a", "A number in the expression becomes too large to be calculated."),
        ("a < b < a", "Put brackets around the first of two comparisons, such as (a > 0) == (b > 0)."),
        ("2 + 3", "The expression reads no input; the inputs are called a, b, c … in the order of wires."),
        ("exp(2) * a", "“exp” is applied to numbers only; write its result instead."),
        ("clip(a, b, 1)", "“clip” takes plain numbers after its first value, such as clip(a, 0, 1)."),
    ],
)
def test_what_is_wrong_is_said(said: str, sentence: str) -> None:
    assert validate(catalog().layers["Expression"], {"expression": said})[1] == [("expression", sentence)]


@pytest.mark.parametrize("said", ["(" * 200_000, "a" + "+a" * 5_000_000, "-" * 400 + "a", "a" + "**a" * 150, "9" * 400])
def test_endless_expressions_are_refused_at_once(said: str) -> None:
    with pytest.raises(ExpressionError):
        read(said)


@pytest.mark.parametrize(
    "said", ["__import__('os').system('x')", "(lambda: a)()", "open(a)", "a if a else b", "[a for a in b]", "a @ b"]
)
def test_nothing_but_the_closed_list_can_be_said(said: str) -> None:
    with pytest.raises(ExpressionError):
        read(said)


def test_names_of_nodes_that_operations_would_take_are_claimed() -> None:
    ids = ["exp", "mean_2", "mean_7", "conv1", "true_divide_3", "log_softmax", "exp_01", "relu_123456789"]
    assert claimed(ids) == {"exp": 1, "log_softmax": 1, "mean": 8, "true_divide": 4}


def test_what_lies_on_each_other_is_an_operation() -> None:
    assert OPERATIONS.keys() >= ELEMENTWISE
