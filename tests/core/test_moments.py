"""How old something is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from reader.core.reading.moments import show_age

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, ""),
        (0, "today"),
        (1, "1 day old"),
        (20, "20 days old"),
        (21, "3 weeks old"),
        (60, "2 months old"),
        (729, "24 months old"),
        (730, "2 years old"),
        (3431, "9 years old"),
    ],
)
def test_the_age_of_a_day(days: int, said: str) -> None:
    day = TODAY - timedelta(days=days)
    assert show_age(day, TODAY) == said
    assert show_age(datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC), TODAY) == said
