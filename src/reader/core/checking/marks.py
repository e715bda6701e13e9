"""The marks of the format inside a Markdown body, each with its place: `[[entity]]`, `[[briefing:id]]`, `[^source]`.

The patterns are those that the Markdown reader goes by. Places are in the body as the author wrote it, which the
reader's blocks no longer know; so `check` looks for marks here, and asks the blocks whether what it found is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from reader.core.late import late_pattern
from reader.core.text.own_marks import CITATION, LINK
from reader.core.value import Value


class MarkKind(Enum):
    """What a mark leads to."""

    ENTITY = auto()
    BRIEFING = auto()
    CITATION = auto()
    BROKEN = auto()
    """Begins like a mark and is none: shown as it was typed."""


class Mark(Value):
    """One mark: where it starts in the body (code points), what it is, and what it leads to."""

    start: int
    kind: MarkKind
    target: str


_OPENING = late_pattern(r"\[\[|\[\^")
# Code, in which nothing is a mark: fences to their end, and what stands between equal runs of backticks.
_CODE = late_pattern(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


def without_code(body: str) -> str:
    """The body with all code blanked out, every other character at its place."""
    return _CODE.sub(lambda code: "\0" * len(code[0]), body) if "`" in body or "~~~" in body else body


# What is closed to the names of entities: marks, links of Markdown with their words, and addresses.
_CLOSED = late_pattern(r"\[\[[^\[\]\n]*\]\]|!?\[[^\[\]]*\]\([^)\n]*\)|<[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*>")


def running_text(body: str) -> str:
    """The body with all blanked out in which no name links by itself, every other character at its place."""
    return _CLOSED.sub(lambda closed: "\0" * len(closed[0]), without_code(body))


def marks(body: str) -> Iterator[Mark]:
    """The marks of a body in order, with those that are broken; none in code, none after a backslash."""
    if "[[" not in body and "[^" not in body:
        return
    shown = without_code(body)
    place = 0
    while found := _OPENING.search(shown, place):
        start = found.start()
        mark = _mark(shown, start)
        place = mark[1] if mark else found.end()
        if not _is_escaped(shown, start):
            yield mark[0] if mark else Mark(start, MarkKind.BROKEN, found[0])


def _mark(body: str, start: int) -> tuple[Mark, int] | None:
    """The mark that starts here, and where it ends."""
    if link := LINK.match(body, start):
        kind = MarkKind.BRIEFING if link[1] else MarkKind.ENTITY
        return Mark(
            start, kind, link[2].rstrip().removesuffix("\\")
        ), link.end()  # in a table the bar has one before it
    if citation := CITATION.match(body, start):
        return Mark(start, MarkKind.CITATION, citation[1]), citation.end()
    return None


def _is_escaped(body: str, start: int) -> bool:
    """Whether an odd number of backslashes stands before this place."""
    first = start
    while first and body[first - 1] == "\\":
        first -= 1
    return bool((start - first) % 2)
