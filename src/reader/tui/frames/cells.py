"""A screen as cells: what stands in each, and the pen it is drawn with.

A wide glyph stands in its first cell and leaves the second one empty (`""`). The two are never parted: drawing over one
half makes a blank of the other.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, split_graphemes

BLANK, REST = " ", ""

_ASCII = "\x20-\x7e"
_PERHAPS_AMBIGUOUS = "\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2500-\u25fc\u2800-\u28ff"
_WIDE = (
    "\u1100-\u115f\u2e80-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u3163\u3165-\u3247\u3250-\u4dbf\u4e00-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_IS_WIDE = cell_len("\u2026") == 2  # Rich was told that ambiguous characters are wide here
_NARROW = _ASCII if _IS_WIDE else _ASCII + _PERHAPS_AMBIGUOUS
narrow = re.compile(f"[{_NARROW}]*").fullmatch
"""Matches text in which every character takes one cell everywhere; Rich measures the same."""
steady = re.compile(f"[{_ASCII}{_PERHAPS_AMBIGUOUS}{_WIDE}]*").fullmatch
"""Matches text that takes as many cells on the terminal as here; emoji, joined marks and many scripts may not."""


class Grid:
    """The cells of a screen, row by row: `glyphs[y][x]` and `pens[y][x]`."""

    __slots__ = ("glyphs", "height", "pens", "width")

    def __init__(self, width: int, height: int, pen: int = 0) -> None:
        self.width, self.height = width, height
        self.glyphs = [[BLANK] * width for _ in range(height)]
        self.pens = [[pen] * width for _ in range(height)]

    def copy(self) -> Grid:
        """A grid with the same rows: a row is replaced in it, never changed."""
        twin = Grid(0, 0)
        twin.width, twin.height = self.width, self.height
        twin.glyphs, twin.pens = list(self.glyphs), list(self.pens)
        return twin

    def take_row(self, y: int, other: Grid) -> None:
        """Make row `y` what it is in another grid."""
        self.glyphs[y] = list(other.glyphs[y])
        self.pens[y] = list(other.pens[y])

    def row_equals(self, y: int, other: Grid) -> bool:
        """Whether row `y` is drawn the same in another grid."""
        return self.glyphs[y] == other.glyphs[y] and self.pens[y] == other.pens[y]

    def put(self, x: int, y: int, text: str, pen: int, blank_pen: int, begin: int = 0) -> int:
        """Draw text in a row from column `x` on; gives the column after it. Blanks take `blank_pen`.

        A mark that takes no cell joins the glyph before it, if that is at column `begin` or later.
        """
        if narrow(text):
            return self._put_narrow(x, y, text, pen, blank_pen)
        for start, end, width in split_graphemes(text)[0]:
            if width:
                x = self._put_glyph(x, y, text[start:end], width, pen, blank_pen)
            else:
                self._join(x, y, text[start:end], begin)
        return x

    def _put_narrow(self, x: int, y: int, text: str, pen: int, blank_pen: int) -> int:
        end = min(x + len(text), self.width)
        if x >= end:
            return x
        glyphs, pens = self.glyphs[y], self.pens[y]
        self._mend(y, x, end)
        glyphs[x:end] = text[: end - x]
        if blank_pen == pen or BLANK not in text:
            pens[x:end] = [pen] * (end - x)
        else:
            pens[x:end] = [blank_pen if glyph == BLANK else pen for glyph in text[: end - x]]
        return end

    def _put_glyph(self, x: int, y: int, glyph: str, width: int, pen: int, blank_pen: int) -> int:
        glyphs, pens = self.glyphs[y], self.pens[y]
        if x + width > self.width:
            return x
        self._mend(y, x, x + width)
        glyphs[x] = glyph
        pens[x] = blank_pen if glyph == BLANK else pen
        if width == 2:
            glyphs[x + 1] = REST
            pens[x + 1] = pen
        return x + width

    def _join(self, x: int, y: int, mark: str, begin: int) -> None:
        glyphs = self.glyphs[y]
        place = x - 2 if begin < x <= self.width and glyphs[x - 1] == REST else x - 1
        if begin <= place < self.width:
            glyphs[place] += mark

    def _mend(self, y: int, start: int, end: int) -> None:
        """Make blanks of the halves of wide glyphs that drawing from `start` to `end` leaves alone."""
        glyphs = self.glyphs[y]
        if start < self.width and glyphs[start] == REST and start:
            glyphs[start - 1] = BLANK
        if end < self.width and glyphs[end] == REST:
            glyphs[end] = BLANK
