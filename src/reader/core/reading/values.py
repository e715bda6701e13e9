"""Figures and facts as people read them."""

from __future__ import annotations

from datetime import date

from reader.core.reading.moments import show_moment


def show_value(value: float | str) -> str:
    """A figure as people read it: a number with its thousands parted, or the text in its place."""
    return value if isinstance(value, str) else f"{value:,}"


def show_fact(value: object) -> str:
    """A fact's value as text; a whole number may be a year, so its thousands are not parted."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return show_moment(value)
    return f"{value:,}" if isinstance(value, float) else str(value)
