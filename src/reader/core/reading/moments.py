"""Dates and times as people write them in lists."""

from __future__ import annotations

from datetime import datetime
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
