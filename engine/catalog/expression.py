"""The type of a setting that is a formula over a node's inputs."""
# ruff: noqa: D102 — what the methods do is said once, at `engine.catalog.params.Plain`

from dataclasses import dataclass

from engine.catalog.entries import Param
from engine.catalog.formula import text
from engine.catalog.formula_reader import DEEPEST, LONGEST, MOST_OPERATIONS, ExpressionError, read
from engine.catalog.shown import shown
from engine.said import say
from engine.words import Json


@dataclass(frozen=True)
class Expression:
    """A formula over the inputs a, b, c …; its written form has even spaces and the brackets it needs."""

    def fault(self, value: Json, param: Param) -> str | None:
        """What is wrong, in one sentence."""
        if not isinstance(value, str):
            return say(
                "{label} must be {english}, not {value}.",
                label=param.label,
                english=self.english(param),
                value=shown(value),
            )
        try:
            read(value)
        except ExpressionError as error:
            return str(error)
        return None

    def normal(self, value: Json, param: Param) -> Json:
        return text(read(value)) if isinstance(value, str) and self.fault(value, param) is None else value

    def fits(self, value: Json, param: Param) -> bool:
        return self.fault(value, param) is None

    def english(self, _param: Param) -> str:
        return say("a formula of the inputs, such as a + 2 * b")

    def good(self, _param: Param) -> tuple[Json, ...]:
        return (
            "a",
            "a + 0.5 * b",
            "-(a - b) ** 2 / 3",
            "where(a > 0, a, 0.1 * b)",
            "clip(exp(a) - 1, -1, 1)",
            "mean(a, axis=-1, keepdims=True) * (a == b)",
        )

    def bad(self, _param: Param) -> tuple[Json, ...]:
        deep = "(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)
        many = " + ".join("a" * (MOST_OPERATIONS + 2))
        names = ("a.shape", "__import__('os')", "a if b else a", "lambda a: a", "a[0]", "open(a)", "x1", "A", "“a”")
        wrong = ("", "2", "a +", "(a", "a)", "a b", "a ^ 2", "mean(a)", "mean(a, axis=0)", "exp(2) * a", "a / (1 - 1)")
        return (7, True, {}, [], ["a"], *names, *wrong, deep, many, "a" * (LONGEST + 1), "9 ** 9 ** 9 * a")
