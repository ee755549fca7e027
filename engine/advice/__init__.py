"""Advice: named rules on what is unwise in a network, each with its reason, its source and an example."""

from engine.advice.advise import advise
from engine.advice.network import Measured
from engine.advice.rule import GROUPS, Rule
from engine.advice.table import RULES, rule

__all__ = ["GROUPS", "RULES", "Measured", "Rule", "advise", "rule"]
