"""How often something happened over time, as a line of small bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reader.core.value import Value

BARS = "▁▂▃▄▅▆▇█"
NONE = "·"
LONGEST = 24
"""The most bars in one line, which a narrow screen has room for; where years or months are more, several share one."""


class Period(Value):
    """A year or a month, or several years: its first and last as text, and how much fell into it."""

    first: str
    last: str
    count: int


def periods(dated: Iterable[tuple[str, int]]) -> tuple[Period, ...]:
    """Counts by month where all days lie within four years, else by year, without gaps; `dated` are ISO dates."""
    dated = [(day, count) for day, count in dated if day]
    if not dated:
        return ()
    first, last = min(dated)[0], max(dated)[0]
    by_month = int(last[:4]) - int(first[:4]) < 4
    counts: Counter[str] = Counter()
    for day, count in dated:
        counts[day[:7] if by_month else day[:4]] += count
    names = _months(first[:7], last[:7]) if by_month else _years(first, last)
    each = -(-len(names) // LONGEST)
    groups = (names[at : at + each] for at in range(0, len(names), each))
    return tuple(Period(group[0], group[-1], sum(counts[name] for name in group)) for group in groups)


def _years(first: str, last: str) -> list[str]:
    return [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def sparkline(counts: Sequence[int]) -> str:
    """A bar for each count, the tallest for the largest; a dot for nothing."""
    largest = max(counts, default=0)
    return "".join(BARS[(len(BARS) - 1) * count // largest] if count else NONE for count in counts)


def picture(found: Sequence[Period]) -> str:
    """The bars between the names of their ends; nothing where there are not two."""
    if len(found) < 2:
        return ""
    return f"{found[0].first} {sparkline([one.count for one in found])} {found[-1].last}"


def most(found: Sequence[Period]) -> str:
    """When there was most, and how much: `2019-12 (10)`; nothing where there are not two periods."""
    if len(found) < 2:
        return ""
    tallest = max(found, key=lambda one: one.count)
    when = tallest.first if tallest.first == tallest.last else f"{tallest.first} to {tallest.last}"
    return f"{when} ({tallest.count:,})"
