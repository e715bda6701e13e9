"""How much a text may hold and still be read as it is meant: far more than any author writes.

Files come from outside, and a parser takes ten microseconds for each mark and as many for each line. So there is no
file that keeps a reader waiting: what is past a ceiling is shown as it was typed, every character of it, on the screen
and in every other place alike; `check` tells where.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from reader.core.late import late_pattern

MARKS = 4_000
"""Characters of mark-up and line breaks in one paragraph, heading or row of cells. A page of citations holds fifty."""
LENGTH = 100_000
"""Code points of one paragraph, or of one line in a list, quote or table: thirty printed pages. What is longer is shown
in parts of that length."""
LINES = 2_000
"""Lines that are read in one piece, where no paragraph or heading parts them: a list or a quote of forty pages."""
CELLS = 10_000
"""Cells of one table, and `TABLE_MARKS` characters of mark-up in it: two hundred rows of fifty columns."""
TABLE_MARKS = 4 * CELLS
NESTING = 20
"""Quotes, and lists, inside one another: deeper than that no line on a terminal has room for words."""
DEFINITIONS = 10_000
"""Lines of the paragraphs in which addresses are defined (`[name]: https://...`), to be read before all others."""
NAME = 200
"""Code points of an entity's name that stands for a bare `[[id]]`; for a longer one, the id stands there itself."""


class Ceiling(Enum):
    """What there is too much of; the value says what becomes of it, as a message of `check`."""

    MARKS = f"more than {MARKS:,} marks and line breaks in one paragraph: it is shown as it was typed"
    LENGTH = f"more than {LENGTH:,} characters in one paragraph: it is shown in parts, as it was typed"
    LINES = f"more than {LINES:,} lines that no paragraph or heading parts: they are read in parts"
    CELLS = f"a table of more than {CELLS:,} cells or {TABLE_MARKS:,} marks: it is shown as it was typed"
    NESTING = f"more than {NESTING} lists or quotes inside one another: deeper ones are shown as they were typed"
    DEFINITIONS = (
        f"more than {DEFINITIONS:,} lines among which addresses are defined: they are shown as they were typed"
    )


Notice = Callable[[int, Ceiling], None]
"""Told where in a text (code points) there is too much of something."""


def unnoticed(_offset: int, _ceiling: Ceiling) -> None:
    """For those who only read."""


_MARKS = "\\`*_[]!<&\n"
_DEEP = late_pattern(rf"^(?:[ \t>+*-]|\d{{1,9}}[.)]){{{NESTING + 1}}}", re.MULTILINE)


def _marks_in(text: str) -> int:
    """How many characters of a text may be mark-up, or break a line."""
    return sum(text.count(mark) for mark in _MARKS)


def has_too_many_marks(text: str, most: int = MARKS) -> bool:
    """Whether a text has more than `most` marks."""
    return len(text) > most and _marks_in(text) > most


def has_too_many_cells(delimiters: str, rows: int) -> bool:
    """Whether a table has too many cells, by the line below its heading (`|---|---|`) and the number of its rows."""
    return (delimiters.strip(" \t|").count("|") + 1) * rows > CELLS


def may_be_past_one(body: str) -> bool:
    """Whether a body may hold too much of anything: seen in no time, and true of hardly any that is honest."""
    return (
        len(body) > LENGTH
        or has_too_many_marks(body)
        or body.count("\n") > LINES
        or body.count("|") > CELLS
        or _DEEP.search(body) is not None
    )
