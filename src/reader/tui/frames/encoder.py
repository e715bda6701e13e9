"""What is written to a terminal, by the shortest sequences; keeps its pen, cursor and scroll region as they will be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from reader.tui.frames.pen import Pens
from reader.tui.frames.terminal import Terminal

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Left:
    """What a frame leaves behind in a terminal besides its cells.

    `cursor` is column and row, None where it is not known; `region` the rows that scroll, end exclusive, None where all
    of them do.
    """

    pen: int = 0
    cursor: Place | None = None
    region: Place | None = None


class Encoder:
    """Writes one frame; `size` is how many bytes of it go down the line.

    `absolute`: moves as frames have them, so that what is written can be read as a frame.
    """

    def __init__(self, terminal: Terminal, pens: Pens, before: Left | None = None, *, absolute: bool = False) -> None:
        self.terminal, self.pens = terminal, pens
        self._absolute = absolute
        before = before or Left()
        self.pen, self.cursor, self.region = before.pen, before.cursor, before.region
        self.size = 0
        self._out: list[str] = []

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._out)

    @property
    def left(self) -> Left:
        """How the terminal is left."""
        return Left(self.pen, self.cursor, self.region)

    def write(self, text: str) -> None:
        """Write what neither moves the cursor nor changes the pen, or of which the caller says so."""
        self._out.append(text)
        self.size += self._bytes(text)

    def _bytes(self, text: str) -> int:
        size = len(text) if text.isascii() else len(text.encode(errors="replace"))
        return size + text.count("\n") if self.terminal.returns else size

    def use(self, pen: int) -> None:
        """Have a pen in hand."""
        if pen != self.pen:
            self.write(self.pens.change(self.pen, pen))
            self.pen = pen

    def use_ground(self, blank: int) -> None:
        """Have a pen in hand that erases as `blank` does: what it draws glyphs with is of no account."""
        if self.pens.blank(self.pen) != blank:
            self.use(self.pens.coloured(blank, self.pen))  # the next glyphs may well be of the same colour

    def move(self, x: int, y: int, between: str | None = None, before: str | None = None) -> None:
        """Have the cursor at a cell, by the shortest of the ways there.

        `between` is what may be written over the cells from the cursor to there, `before` over those from the start of
        the row, None where they must be stepped over.
        """
        if self.cursor != (x, y):
            way = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
            if self.cursor is not None and not self._absolute:
                way = min((*self._ways_near(*self.cursor, x, y, between, before), way), key=self._bytes)
            self.write(way)
            self.cursor = (x, y)

    def _ways_near(
        self, column: int, row: int, x: int, y: int, between: str | None, before: str | None
    ) -> Iterator[str]:
        """The ways along the row, or to another one: down with the column kept, or by line feeds from its start."""
        along = self._shorter(before, _right(x)) if x else ""
        if y == row:
            yield self._shorter(between, _right(x - column)) if x > column else _left(column - x)
            yield f"\r{along}"
            return
        first, last = self.region or (0, inf)
        if y > row and not row < last <= y:  # there a line feed would scroll
            feeds = "\n" * (y - row)
            yield f"{feeds}{along}" if self.terminal.returns else f"\r{feeds}{along}"
        if first <= row < last and first <= y < last:  # beyond the region terminals differ in where a cursor stops
            yield (_rows(y - row, "B") if y > row else _rows(row - y, "A")) + _columns(x - column)

    def _shorter(self, text: str | None, other: str) -> str:
        return other if text is None or self._bytes(text) > len(other) else text

    def bound(self, region: Place | None) -> None:
        """Have these rows scroll and no others; the region stands until another is asked for."""
        if region != self.region:
            self.write(f"\x1b[{region[0] + 1};{region[1]}r" if region else "\x1b[r")
            self.region, self.cursor = region, None  # which sends the cursor home

    def scroll(self, rows: int, left: int, height: int) -> None:
        """Scroll what stands in the region, from column `left` on, up by `rows`, or down where that is negative."""
        top, bottom = self.region or (0, height)
        count, edge = abs(rows), bottom - 1 if rows > 0 else top
        at_once = f"\x1b[{count if count > 1 else ''}{'S' if rows > 0 else 'T'}"
        feeds = ("" if self.terminal.returns else "\r") + "\n" * count if rows > 0 else "\x1bM" * count
        is_there = self.cursor is not None and self.cursor[1] == edge
        if self.terminal.scrolls and not (is_there and self._bytes(feeds) <= len(at_once)):
            self.write(at_once)
            return
        if not is_there:
            self.move(left, edge)
        self.write(feeds)
        if rows > 0:
            self.cursor = (left, edge)


def _right(columns: int) -> str:
    return f"\x1b[{columns}C" if columns > 1 else "\x1b[C"


def _left(columns: int) -> str:
    return "\b" * columns if columns < 4 else f"\x1b[{columns}D"


def _columns(by: int) -> str:
    return _right(by) if by > 0 else _left(-by)


def _rows(count: int, final: str) -> str:
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"
