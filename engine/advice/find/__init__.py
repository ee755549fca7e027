"""Finds what rules speak of."""
