"""From the cells that a terminal shows to the cells that are wanted, in as few bytes as are found.

As curses, tmux and mosh do: only runs of cells that changed; of the ways to move the cursor the shortest; blanks erased
where that is shorter; the pen changed only where it differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.tui.frames.cells import BLANK, REST, Grid
from reader.tui.frames.pen import Pens
from reader.tui.frames.terminal import Terminal

NEAR = 4
"""Unchanged cells between two changed runs that are drawn again rather than stepped over."""
FEW_BLANKS = 8
"""Runs of blanks up to this long are drawn, not erased."""


class Encoder:
    """Writes the changes of one frame, and keeps the terminal's pen and cursor as they will be."""

    def __init__(
        self,
        terminal: Terminal,
        pens: Pens,
        pen: int = 0,
        cursor: tuple[int, int] | None = None,
        *,
        absolute: bool = False,
    ) -> None:
        self.terminal, self.pens = terminal, pens
        self._absolute = absolute  # moves as frames have them, so that what is written can be read as a frame
        self.pen = pen
        self.cursor = cursor
        self._out: list[str] = []

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._out)

    def write(self, sequence: str) -> None:
        """Write a sequence that neither moves the cursor nor changes the pen."""
        self._out.append(sequence)

    def use(self, pen: int) -> None:
        """Have a pen in hand."""
        if pen != self.pen:
            self._out.append(self.pens.change(self.pen, pen))
            self.pen = pen

    def use_ground(self, blank: int) -> None:
        """Have a pen in hand that erases as `blank` does: what it draws glyphs with is of no account."""
        if self.pens.blank(self.pen) != blank:
            self.use(blank)

    def move(self, x: int, y: int) -> None:
        """Have the cursor at a cell, by the shortest of the ways there."""
        if self.cursor != (x, y):
            self._out.append(min(self._ways(x, y), key=len))
            self.cursor = (x, y)

    def _ways(self, x: int, y: int) -> Iterator[str]:
        yield f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
        if self.cursor is None or self._absolute:
            return
        column, row = self.cursor
        if y == row + 1 and x == 0:
            yield "\r\n"
        if y != row:
            return
        if x == 0:
            yield "\r"
        if x > column:
            yield f"\x1b[{x - column}C" if x - column > 1 else "\x1b[C"
        elif x < column:
            yield "\b" * (column - x) if column - x < 4 else f"\x1b[{column - x}D"

    def rows(self, shown: Grid, wanted: Grid, rows: Iterable[int]) -> None:
        """Bring rows from what is shown to what is wanted."""
        for y in rows:
            if not shown.row_equals(y, wanted):
                self._row(shown, wanted, y)

    def _row(self, shown: Grid, wanted: Grid, y: int) -> None:
        tail = self._tail(wanted, y)
        for start, end in _runs(shown, wanted, y):
            if start >= tail:
                self._erase_tail(wanted, y, start)
                return
            if end > tail and end - tail > NEAR:
                self._draw(wanted, y, start, tail)
                self._erase_tail(wanted, y, tail)
                return
            self._draw(wanted, y, start, end)

    def _tail(self, wanted: Grid, y: int) -> int:
        """The column from which a row is blank to its end and can be erased at once."""
        glyphs, pens = wanted.glyphs[y], wanted.pens[y]
        x, pen = wanted.width, pens[-1]
        if not self._can_erase(pen):
            return x
        while x and glyphs[x - 1] == BLANK and pens[x - 1] == pen:
            x -= 1
        return x

    def _can_erase(self, pen: int) -> bool:
        return self.pens.is_plain_blank(pen) and (self.terminal.bce or not self.pens[pen].bg)

    def _erase_tail(self, wanted: Grid, y: int, x: int) -> None:
        self.move(x, y)
        self.use_ground(wanted.pens[y][-1])
        self._out.append("\x1b[K")

    def _draw(self, wanted: Grid, y: int, start: int, end: int) -> None:
        glyphs, pens = wanted.glyphs[y], wanted.pens[y]
        blank = self.pens.blank
        x = start
        while x < end:
            pen = pens[x]
            if glyphs[x] == BLANK:
                pen = self._pen_of_blanks(glyphs, pens, x, end)
            stop = x + 1
            while stop < end and (pens[stop] == pen or (glyphs[stop] == BLANK and pens[stop] == blank(pen))):
                stop += 1
            self._draw_stretch(glyphs, pen, y, x, stop)
            x = stop

    def _pen_of_blanks(self, glyphs: list[str], pens: list[int], x: int, end: int) -> int:
        """The pen to draw blanks with: the one in hand, or the next glyph's, where a blank looks the same with it."""
        pen, blank = pens[x], self.pens.blank
        if blank(self.pen) == pen:
            return self.pen
        while x < end and glyphs[x] == BLANK and pens[x] == pen:
            x += 1
        return pens[x] if x < end and blank(pens[x]) == pen else pen

    def _draw_stretch(self, glyphs: list[str], pen: int, y: int, x: int, stop: int) -> None:
        """Draw cells of one pen; erase the blanks at their end where they are many and the row goes on elsewhere."""
        last = stop
        while last > x and glyphs[last - 1] == BLANK:
            last -= 1
        blanks = stop - last
        erases = blanks > FEW_BLANKS and self.terminal.ech and self._can_erase(self.pens.blank(pen))
        self._put(glyphs, pen, y, x, last if erases else stop)
        if erases:
            self.move(last, y)
            self.use_ground(self.pens.blank(pen))
            self._out.append(f"\x1b[{blanks}X")

    def _put(self, glyphs: list[str], pen: int, y: int, x: int, stop: int) -> None:
        """Draw glyphs; after one whose width terminals disagree about, say again where the next one stands."""
        start = x
        for place in range(x, stop):
            if len(glyphs[place]) > 1 and place + 1 < stop:
                following = place + 2 if glyphs[place + 1] == REST else place + 1
                self._put_plain(glyphs, pen, y, start, following)
                self.cursor = None
                start = following
        self._put_plain(glyphs, pen, y, start, stop)
        if start < stop and any(len(glyph) > 1 for glyph in glyphs[start:stop]):
            self.cursor = None

    def _put_plain(self, glyphs: list[str], pen: int, y: int, x: int, stop: int) -> None:
        if x >= stop:
            return
        self.move(x, y)
        self.use(pen)
        self._out.append("".join(glyphs[x:stop]))
        # At the right edge terminals differ in where the cursor is said to stand.
        self.cursor = (stop, y) if stop < len(glyphs) else None


def _runs(shown: Grid, wanted: Grid, y: int) -> Iterator[tuple[int, int]]:
    """The stretches of a row to draw: changed cells, near ones joined, wide glyphs whole."""
    old, new = shown.glyphs[y], wanted.glyphs[y]
    old_pens, new_pens = shown.pens[y], wanted.pens[y]
    start = end = -1
    for x in range(wanted.width):
        if old[x] == new[x] and old_pens[x] == new_pens[x]:
            continue
        first, last = _whole(old, new, x)
        if start >= 0 and (first <= end or _is_near(new, new_pens, end, first)):
            end = max(end, last)
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def _is_near(glyphs: list[str], pens: list[int], end: int, start: int) -> bool:
    """Whether drawing the cells between two runs again is as short as stepping over them: few, and of one pen."""
    if start - end > NEAR:
        return False
    between = [x for x in range(end, start) if glyphs[x] != BLANK]
    if not between:
        return start - end < NEAR
    return len({pens[x] for x in (end - 1, *between, start) if glyphs[x] != BLANK}) <= 1


def _whole(old: list[str], new: list[str], x: int) -> tuple[int, int]:
    """The cells that must be drawn together with cell `x`: both halves of wide glyphs, old and new."""
    first, last = x, x + 1
    while first and (new[first] == REST or old[first] == REST):
        first -= 1
    while last < len(new) and (new[last] == REST or old[last] == REST):
        last += 1
    return first, last
