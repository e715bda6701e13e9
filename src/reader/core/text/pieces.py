"""A Markdown body cut into pieces that mean the same read one by one: only what may be more than a paragraph is parsed.

No pattern here may go over the same text again and again: a file of blanks or brackets must not stop the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.core.late import late_pattern
from reader.core.text.ceilings import LENGTH, LINES, NAME, Ceiling, Notice, has_too_many_cells

# A run is what stands between blank lines. Only a line that starts with one of these can be anything but a paragraph.
_RUN = late_pattern(r"^(?=[ \t]*[^ \t\n])[^\n]*(?:\n(?=[ \t]*[^ \t\n])[^\n]*)*", re.MULTILINE)
_BLOCK_MARK = late_pattern(
    r"^(?:[ \t]|[-+>#=~|:]|\*(?:[ \t]|$)|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|`{3}|\d{1,9}[.)])", re.MULTILINE
)
_MAY_BEGIN_BLOCK = late_pattern(r"\n[ \t\-+>#=~|:*_`\d]")
"""Every line of which `_BLOCK_MARK` may be true, but the first: found at the speed of memory."""
_GOES_ON = late_pattern(r"[ \t]|[-+*]|\d")
"""How a run begins that may belong to the list before it, or to the code."""
_LONGEST_LABEL = 999  # code points; CommonMark's own limit
_DEFINITION = late_pattern(
    rf"^[ >\t\d.)*+-]*\[(?![\[^])(?:[^\[\]\\]|\\.){{1,{_LONGEST_LABEL}}}\]:", re.MULTILINE | re.DOTALL
)
_FENCE = late_pattern(r"^(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$|^[ \t>*+\-\d.)]+(?:`{3,}|~{3,})", re.MULTILINE)
_DELIMITERS = late_pattern(r"[ \t]*[|:-][|: \t-]*")
STRETCH = 30_000
"""Code points of paragraphs that are taken together: to look through them takes less time than to draw a line."""
_LONG_LINE = late_pattern(rf"^[^\n]{{{LENGTH + 1}}}", re.MULTILINE)


class Piece(NamedTuple):
    """A stretch of a body: `start` is the offset at which `text` stands in it.

    `is_paragraph`: it is one, whatever its lines begin with. `is_typed`: it is shown as it was typed, line by line.
    `is_row`: it is nothing but paragraphs, parted by empty lines, each of which is one block.
    """

    start: int
    text: str
    is_paragraph: bool = False
    is_typed: bool = False
    is_row: bool = False


def defines(text: str) -> bool:
    """Whether a text may define the address of a link, which then serves the whole body."""
    return "[" in text and "]:" in text and _DEFINITION.search(text) is not None


def pieces(body: str, note: Notice) -> Iterator[Piece]:
    """The pieces of a body in order, cut as they are asked for."""
    cutter = _Cutter(body, note)
    at = 0
    while at < len(body):
        end = body.find("\n\n", at + STRETCH)
        end = len(body) if end < 0 else end
        if not cutter.is_in_fence and is_row(body, at, end):
            yield from cutter.flush(at)
            yield Piece(at, body[at:end], is_row=True)
        else:
            for found in _RUN.finditer(body, at, end):
                yield from cutter.take(found.start(), found[0])
        at = end
    yield from cutter.flush(len(body))


def runs(text: str) -> Iterator[tuple[int, str]]:
    """What stands between the blank lines of a text: where each begins, and what it says."""
    return ((found.start(), found[0]) for found in _RUN.finditer(text))


def is_row(body: str, start: int, end: int) -> bool:
    """Whether there is nothing but paragraphs from `start`, where a line begins or ends, to an empty line at `end`.

    None of them may become longer than one block may be, whatever names it holds.
    """
    if end - start + NAME * body.count("[[", start, end) > LENGTH:
        return False
    may_be_more = start == 0 or _MAY_BEGIN_BLOCK.search(body, start, end)
    return not (may_be_more and _BLOCK_MARK.search(body, start, end)) and not defines(body[start:end])


_UNSURE = "?"
"""A fence inside a list or quote: where it ends is the parser's to say, so all that follows is read with it."""


def _delimiters(run: str) -> str:
    """The line below the heading of a table, such as `|---|---|`; empty for what does not begin with a table."""
    heading, _, rest = run.partition("\n")
    line = rest.partition("\n")[0]
    return line if "|" in heading and _DELIMITERS.fullmatch(line) else ""


class _Cutter:
    """Gathers runs that must be read together: where they began, how many lines they have, the fence open in them."""

    def __init__(self, body: str, note: Notice) -> None:
        self._body, self._note = body, note
        self._start, self._lines, self._fence = -1, 0, ""
        self._before = ""  # the fence in which the gathered runs begin, where they were parted by force

    @property
    def is_in_fence(self) -> bool:
        """Whether what follows is code, for all that is known."""
        return bool(self._fence)

    def take(self, at: int, run: str) -> Iterator[Piece]:
        if not self._fence and not _BLOCK_MARK.search(run) and not defines(run):
            yield from self.flush(at)
            yield Piece(at, run, is_paragraph=True)
        elif not self._fence and self._is_out_of_hand(at, run):
            yield from self.flush(at)
            is_table = bool(_delimiters(run))
            yield Piece(at, run, is_paragraph=not is_table, is_typed=is_table)
        elif run.count("\n") >= LINES and (self._fence or not _delimiters(run)):
            yield from self._take_apart(at, run)
        else:
            yield from self._gather(at, run)

    def _is_out_of_hand(self, at: int, run: str) -> bool:
        """Whether no parser is to be given a run: it has a line of book length, or is a table of very many cells."""
        if len(run) > LENGTH and not _FENCE.match(run) and (long := _LONG_LINE.search(run)):
            self._note(at + long.start(), Ceiling.LENGTH)
            return True
        rows = run.count("\n")
        if rows >= LINES and (line := _delimiters(run)) and has_too_many_cells(line, rows):
            self._note(at, Ceiling.CELLS)
            return True
        return False

    def _take_apart(self, at: int, run: str) -> Iterator[Piece]:
        """Take a run of very many lines as several."""
        self._note(at, Ceiling.LINES)
        lines = run.split("\n")
        for first in range(0, len(lines), LINES):
            part = "\n".join(lines[first : first + LINES])
            if self._start >= 0:
                yield from self._part(at)
            yield from self.take(at, part)
            at += len(part) + 1

    def _gather(self, at: int, run: str) -> Iterator[Piece]:
        count = run.count("\n") + 1
        if self._start >= 0 and not self._fence and not _GOES_ON.match(run):
            yield from self.flush(at)
        elif self._start >= 0 and self._lines + count > LINES:
            self._note(at, Ceiling.LINES)
            yield from self._part(at)
        self._start = at if self._start < 0 else self._start
        self._lines += count
        self._fence = _open_fence(run, self._fence)

    def _part(self, end: int) -> Iterator[Piece]:
        """End the piece here by force. What follows in a fence goes on as code."""
        fence = "" if self._fence == _UNSURE else self._fence
        yield from self.flush(end)
        self._fence, self._before = fence, f"{fence}\n" if fence else ""

    def flush(self, end: int) -> Iterator[Piece]:
        """The runs gathered so far, up to `end`, as a piece."""
        if self._start >= 0:
            yield Piece(self._start - len(self._before), self._before + self._body[self._start : end])
        self._start, self._lines, self._fence, self._before = -1, 0, "", ""


def _open_fence(run: str, fence: str) -> str:
    """The fence that is still open after `run`, or nothing."""
    place = 0
    while fence != _UNSURE:
        found = _closing(fence).search(run, place) if fence else _FENCE.search(run, place)
        if not found:
            return fence
        fence = "" if fence else found[1] or found[2] or _UNSURE
        place = found.end()
    return fence


def _closing(fence: str) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
