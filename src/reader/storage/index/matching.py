"""Words to look for, in the language of FTS5."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.search.terms import Needle


def expression(needles: Iterable[Needle], without: Iterable[Needle] = ()) -> str:
    """What matches a row that has every needle, and none of those in `without`."""
    wanted = " AND ".join(map(_phrase, needles))
    unwanted = " OR ".join(map(_phrase, without))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def any_of(needles: Iterable[Needle]) -> str:
    """What matches a row that has one of the needles."""
    return " OR ".join(map(_phrase, needles))


def _phrase(needle: Needle) -> str:
    words = needle.text.replace('"', " ").replace("\0", " ")
    return f'"{words}" *' if needle.is_prefix else f'"{words}"'
