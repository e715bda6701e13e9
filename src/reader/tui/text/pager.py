"""Which lines of a document are in sight: a window that moves through items, laying out only those it passes.

No height of the whole is ever computed, so a document of a million paragraphs scrolls like one of ten, and a resize
keeps the text at the top where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.core.reading.document import Document, Item
from reader.core.value import Value
from reader.tui.text.fragment import Line
from reader.tui.text.layout import Surroundings, gap, lay_out


class Spot(NamedTuple):
    """An item of a document: its part, and its place in the part, from 0."""

    part: int
    item: int


class Row(Value):
    """One line in sight: the item it belongs to, its number among the item's lines, and what stands in it."""

    spot: Spot
    number: int
    line: Line


Around = Callable[[Spot, Item], Surroundings]
"""What the lines of an item depend on besides its text."""

_CACHED = 4000
PART_GAP = 2
"""Blank lines before a part that is not the first."""


class Pager:
    """A window of `height` lines of `width` cells over a document, beginning at line `line` of the item at `top`."""

    def __init__(self, document: Document, around: Around) -> None:
        self.document = document
        self._around = around
        self.width, self.height = 80, 24
        self.top, self.line = Spot(0, 0), 0
        self._lines: dict[Spot, tuple[Line, ...]] = {}

    def item(self, spot: Spot) -> Item | None:
        """The item at a spot, if there is one."""
        return self.document.item(*spot)

    def after(self, spot: Spot) -> Spot | None:
        """The spot that follows, over the borders of parts."""
        following = Spot(spot.part, spot.item + 1)
        while self.item(following) is None:
            if following.part + 1 >= len(self.document.parts):
                return None
            following = Spot(following.part + 1, 0)
        return following

    def before(self, spot: Spot) -> Spot | None:
        """The spot that goes before, over the borders of parts."""
        part, place = spot.part, spot.item - 1
        while place < 0:
            part -= 1
            if part < 0:
                return None
            place = self.document.parts[part].items.find_end() - 1
        return Spot(part, place)

    def lines(self, spot: Spot) -> tuple[Line, ...]:
        """The lines of an item, blank ones before it included."""
        found = self._lines.get(spot)
        if found is None:
            if len(self._lines) > _CACHED:
                self._lines.clear()
            found = self._lay_out(spot)
            self._lines[spot] = found
        return found

    def gap(self, spot: Spot) -> int:
        """How many of an item's lines are the blank ones before it."""
        item = self.item(spot)
        return len(self._gap(spot, item)) if item else 0

    def _gap(self, spot: Spot, item: Item) -> tuple[Line, ...]:
        if spot.item == 0:
            return ((),) * (PART_GAP if spot.part else 0)
        return gap(self.item(Spot(spot.part, spot.item - 1)), item)

    def _lay_out(self, spot: Spot) -> tuple[Line, ...]:
        item = self.item(spot)
        if item is None:
            return ()
        return (*self._gap(spot, item), *lay_out(item, self._around(spot, item), self.width))

    def rows(self) -> list[Row]:
        """The rows in sight, at most `height`."""
        rows: list[Row] = []
        for spot, number, line in self._forward(self.top, self.line):
            if len(rows) >= self.height:
                break
            rows.append(Row(spot, number, line))
        return rows

    def _forward(self, spot: Spot, number: int) -> Iterator[tuple[Spot, int, Line]]:
        here: Spot | None = spot
        while here is not None:
            for place, line in enumerate(self.lines(here)):
                if here > spot or place >= number:
                    yield here, place, line
            here = self.after(here)

    def resize(self, width: int, height: int) -> None:
        """Change the size; the text that stood in the first line stays in it."""
        kept = self.text_at_top()
        self.height = height
        if width != self.width:
            self.width = width
            self.forget()
            if kept is not None:
                self.line = self.line_of(self.top, kept)
        self.settle()

    def forget(self) -> None:
        """Lay everything out again when it is next wanted."""
        self._lines.clear()

    def text_at_top(self) -> int | None:
        """The offset in the text of the item at the top with which the window begins; None where that is its start."""
        return self.text_from(self.top, self.line) or None

    def text_from(self, spot: Spot, number: int) -> int | None:
        """The offset of the first text of an item on one of its lines from `number` on; None where there is none."""
        lines = self.lines(spot)[number:]
        return next((part.start for line in lines for part in line if part.start >= 0), None)

    def line_of(self, spot: Spot, offset: int) -> int:
        """The number of the line of an item that holds an offset of its text."""
        found = self.gap(spot)
        for number, line in enumerate(self.lines(spot)):
            if any(0 <= part.start <= offset for part in line):
                found = number
        return found

    def scroll(self, count: int) -> int:
        """Move by `count` lines, as far as there is text; gives how far it went (negative: up)."""
        moved = self._scroll_down(count) if count > 0 else -self._scroll_up(-count)
        return moved - self.settle() if count > 0 else moved

    def _scroll_down(self, count: int) -> int:
        moved = 0
        while moved < count:
            left = len(self.lines(self.top)) - self.line
            if count - moved < left:
                self.line += count - moved
                return count
            following = self.after(self.top)
            if following is None:  # as far as there are lines; what is too far `settle` takes back
                self.line += left - 1
                return moved + left - 1
            moved += left
            self.top, self.line = following, 0
        return moved

    def _scroll_up(self, count: int) -> int:
        moved = 0
        while moved < count:
            if self.line >= count - moved:
                self.line -= count - moved
                return count
            earlier = self.before(self.top)
            if earlier is None:
                moved += self.line
                self.line = 0
                break
            moved += self.line
            self.top, self.line = earlier, len(self.lines(earlier))
        return moved

    def settle(self) -> int:
        """Move up where the text would end before the window does; gives by how many lines."""
        missing = self.height
        for _ in self._forward(self.top, self.line):
            missing -= 1
            if missing <= 0:
                return 0
        return self._scroll_up(missing)

    def go_to(self, spot: Spot, line: int | None = None) -> None:
        """Begin the window at an item (below the blank lines before it), or at one of its lines."""
        self.top, self.line = spot, self.gap(spot) if line is None else line
        self.settle()

    def go_to_end(self) -> None:
        """Show the last line in the last row."""
        last = Spot(len(self.document.parts), 0)
        self.top, self.line = self.before(last) or Spot(0, 0), 0
        self.line = max(0, len(self.lines(self.top)) - 1)
        self.settle()

    def reveal(self, spot: Spot, offset: int | None = None, margin: int = 0) -> int:
        """Move as little as needed to have an item, or the line of an offset in it, in sight; gives how far (lines)."""
        lines = self.lines(spot)
        first = self.gap(spot) if offset is None else self.line_of(spot, offset)
        last = len(lines) - 1 if offset is None else first
        if (spot, first) < (self.top, self.line + margin):
            return self._reveal_above(spot, first, margin)
        below = self._distance(spot, last)
        if below is None or below - self.height > self.height:
            self.go_to(spot, max(0, first - margin))
            return 2 * self.height
        hidden = min(below + 1 + margin - self.height, below - (last - first))
        return self.scroll(hidden) if hidden > 0 else 0

    def reveal_end(self, spot: Spot, most: int) -> int:
        """Move up to have the last line of an item in sight, by `most` lines at the most; gives how far."""
        below = self._distance(spot, len(self.lines(spot)) - 1)
        hidden = most if below is None else min(most, below + 1 - self.height)
        return self.scroll(hidden) if hidden > 0 else 0

    def _reveal_above(self, spot: Spot, line: int, margin: int) -> int:
        up, here = 0, (self.top, self.line)
        while here > (spot, line) and up <= 2 * self.height:
            up += self._scroll_up(1) or 2 * self.height
            here = (self.top, self.line)
        if here != (spot, line):
            self.go_to(spot, line)
            up = 2 * self.height
        return -up - self._scroll_up(margin)

    def _distance(self, spot: Spot, line: int) -> int | None:
        """How many rows below the top of the window a line stands, or None where that is more than two windows."""
        for count, (here, number, _) in enumerate(self._forward(self.top, self.line)):
            if (here, number) == (spot, line):
                return count
            if count > 2 * self.height:
                return None
        return None
