"""What a search gives."""

from __future__ import annotations

from pathlib import Path

from reader.core.value import Value


class Hit(Value):
    """One place that was found. `in_` is `briefing`, `entity` or `note`; what does not apply is empty, or 0.

    `hits` are where in `snippet` the words stand (code points, end exclusive); `path` is the file of a briefing.
    `score` grows with how well it fits.
    """

    in_: str
    title: str
    snippet: str
    hits: tuple[tuple[int, int], ...]
    score: float
    briefing: str = ""
    section: str = ""
    paragraph: int = 0
    entity: str = ""
    note: str = ""
    path: Path | None = None
    date: str = ""


class Found(Value):
    """How many places there are in all, and the best of them, best first."""

    total: int
    hits: tuple[Hit, ...]
