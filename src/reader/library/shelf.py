"""What the library holds, file by file: the briefings, and the files that could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader.core.format.problem import Problem
from reader.core.value import Value


class ShelfEntry(NamedTuple):
    """One briefing of the library; a tuple, for there may be ten thousand.

    `file` is its path, `date` is ISO 8601; `unread` and `notes` are counts of sections and notes.
    """

    file: str
    id: str
    title: str
    date: str
    edition: int
    marking: str
    tags: tuple[str, ...]
    sections: tuple[tuple[str, str], ...]
    unread: int = 0
    notes: int = 0

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.file)


class Shelf(Value):
    """All briefings, newest first, and what is wrong with the files that are none."""

    entries: tuple[ShelfEntry, ...]
    problems: tuple[Problem, ...] = ()
