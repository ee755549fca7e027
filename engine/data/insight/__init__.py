"""What was measured of a data set beyond its columns one by one, and the rules that make findings of it."""

from engine.data.insight.judge import judge
from engine.data.insight.measured import Insight, Outliers
from engine.data.insight.rule import Rule
from engine.data.insight.table import RULES

__all__ = ["RULES", "Insight", "Outliers", "Rule", "judge"]
