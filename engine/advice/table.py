"""The table of rules: each is one entry, and nothing else knows it by its name."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.advice.rule import Rule
from engine.advice.rules import activations, data, outputs, pictures, regular, sequences, training, weights

RULES: tuple[Rule, ...] = (
    *activations.RULES,
    *regular.RULES,
    *pictures.RULES,
    *sequences.RULES,
    *weights.RULES,
    *outputs.RULES,
    *data.RULES,
    *training.RULES,
)

_BY_CODE: Mapping[str, Rule] = MappingProxyType({each.code: each for each in RULES})


def rule(code: str) -> Rule | None:
    """Return the rule of that code, or nothing."""
    return _BY_CODE.get(code)
