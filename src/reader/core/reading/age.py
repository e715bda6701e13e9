"""How old something is, in the words in which people say it."""

from __future__ import annotations

from datetime import date, datetime

from reader.core.format.briefing import Moment

_STEPS = ((730, 365, "years"), (60, 30, "months"), (21, 7, "weeks"), (2, 1, "days"))


def show_age(moment: Moment, today: date) -> str:
    """The age of a day: `3 weeks old`; `1 day old`, `today`, and empty for a day to come."""
    day = moment.date() if isinstance(moment, datetime) else moment
    days = (today - day).days
    for least, length, name in _STEPS:
        if days >= least:
            return f"{days // length} {name} old"
    return {0: "today", 1: "1 day old"}.get(days, "")
