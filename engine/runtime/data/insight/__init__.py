"""Measures what columns say together: repeated rows, outliers, relations, what gives what away."""

from engine.runtime.data.insight.measure import measure

__all__ = ["measure"]
