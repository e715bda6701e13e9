"""Dates and times as people write them in lists, and how old they are."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.core.format.briefing import Moment


def show_moment(moment: Moment | None) -> str:
    """A date, or a date and time to the minute: `2017-07-03 14:30`; empty for none."""
    if isinstance(moment, datetime):
        return moment.isoformat(" ", "minutes")
    return moment.isoformat() if moment else ""


def show_iso(moment: str) -> str:
    """The same of a moment that was kept as ISO 8601: a day stays as it is."""
    return show_moment(datetime.fromisoformat(moment)) if "T" in moment else moment


_STEPS = ((730, 365, "years"), (60, 30, "months"), (21, 7, "weeks"), (2, 1, "days"))


def show_age(moment: Moment, today: date) -> str:
    """The age of a day: `3 weeks old`; `1 day old`, `today`, and empty for a day to come."""
    day = moment.date() if isinstance(moment, datetime) else moment
    days = (today - day).days
    for least, length, name in _STEPS:
        if days >= least:
            return f"{days // length} {name} old"
    return {0: "today", 1: "1 day old"}.get(days, "")
