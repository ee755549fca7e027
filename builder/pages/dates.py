"""Dates on pages: as people write them, and the fields in which one is chosen."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from engine.data.schema import Feature

_ROOM = timedelta(days=3660)
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


def moment(seconds: float) -> datetime:
    """Return the moment, in UTC, of seconds since 1970."""
    # `fromtimestamp` refuses what lies before 1970 on some systems.
    return _BEGIN + timedelta(seconds=float(seconds))


def text(feature: Feature, seconds: float) -> str:
    """Return a date as `2024-01-31`, with its time where hours tell rows apart."""
    return moment(seconds).strftime("%Y-%m-%d %H:%M" if "hour" in feature.parts else "%Y-%m-%d")


def field(label: str, feature: Feature, key: str) -> str:
    """Let a date be chosen, up to ten years beyond those that are there; returns it as ISO 8601 writes it."""
    low, high, middle = (
        moment(value or 0.0).replace(tzinfo=None) for value in (feature.min, feature.max, feature.median)
    )
    if "hour" in feature.parts:
        return st.datetime_input(label, middle, min_value=low - _ROOM, max_value=high + _ROOM, key=key).isoformat()
    return st.date_input(label, middle.date(), min_value=low - _ROOM, max_value=high + _ROOM, key=key).isoformat()
