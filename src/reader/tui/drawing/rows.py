"""A list of rows with a cursor: contents, entities, notes, briefings, help. One widget, so that all feel alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip

from reader.core.value import Value
from reader.tui.drawing.line_widget import LineWidget
from reader.tui.drawing.many_lines import ManyLines
from reader.tui.drawing.paint import Piece, strip


class RowLine(Value):
    """One line of a list. `key` is what choosing it means; None for headings and the further lines of an entry."""

    pieces: tuple[Piece, ...]
    key: object = None


MARGIN = 2
"""Cells left of every line, for the cursor and the sign of the present place."""

NOTHING_FITS = RowLine((("nothing fits: Backspace takes a letter back", "rows--dim"),))
"""What a list shows that was filtered too much."""
MORE = "▾"
"""Shows that a list goes on below."""
Content = Callable[[int], Sequence[RowLine]]
"""The lines of a list for a width in cells."""


class Rows(LineWidget, can_focus=True):
    """A list that scrolls by lines and whose cursor stands on the lines that have a key."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 # Textual's name
        super().__init__(id=id)
        self._content: Content = lambda _: ()
        self._made: tuple[int, Sequence[RowLine]] = (0, ())
        self._cursor = 0
        self._kept: object = None
        """The key that the cursor shall stand on once there are lines."""
        self._top = 0
        self.here: object = None
        """The key of the line that is marked as the present place."""
        self.has_entries, self.is_filtered = True, False
        """Whether there are entries to choose from, and whether those are listed alone that fit something."""
        self.tell_more: Callable[[bool], object] | None = None
        """Is told whether more follows below, where that is shown outside; else a sign in the last line shows it."""

    def fill(self, content: Content, here: object = None, *, has_entries: bool = True) -> None:
        """Show other lines; the cursor stays on the same key where it is still there."""
        self.has_entries = has_entries
        key, before, cursor = self._key, self._in_sight(self._made[1]), self._cursor
        self._content, self.here = content, here
        self._made, self._kept = (0, ()), key if key is not None else here
        if not self.display:
            return  # its lines are made when they are to be seen
        if before != self._in_sight(self._lines) or (key, cursor) != (self.chosen, self._cursor):
            self._keep_in_sight()
            self.refresh()

    def _in_sight(self, lines: Sequence[RowLine]) -> list[RowLine]:
        """Those of the lines that are in sight; of very many no others are made."""
        return list(lines[self._top : self._top + self.page])

    @property
    def _key(self) -> object:
        """The key of the line under the cursor, as far as is known without making any lines."""
        lines = self._made[1]
        return lines[self._cursor].key if self._cursor < len(lines) else self._kept

    @property
    def _lines(self) -> Sequence[RowLine]:
        width = self.size.width - MARGIN - 1  # a cell at the right edge stays free
        if width <= 0:
            return ()
        if self._made[0] != width:
            kept = self._key  # the same entry, on whatever line it now begins
            self._made = (width, self._content(width))
            self._cursor = self._line_of(kept)
        return self._made[1]

    def mark(self, here: object) -> None:
        """Change which line is marked as the present place, and bring it into sight."""
        if here == self.here:
            return
        self.here = here
        if not self.has_focus:
            if not self.display:
                self.open_at(here)  # its lines are made when they are to be seen
                return
            self._cursor = self._line_of(here)
            self._keep_in_sight()
        self.refresh()

    def open_at(self, key: object) -> None:
        """Have the cursor on that entry when the list is shown, which it is not now."""
        self._made, self._kept = (0, ()), key

    @property
    def chosen(self) -> object:
        """The key of the line under the cursor."""
        lines = self._lines
        return lines[self._cursor].key if self._cursor < len(lines) else None

    def move(self, steps: int) -> bool:
        """Move the cursor over lines with a key; False where there is none further that way."""
        place, step = self._cursor, 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            following = self._next(place, step)
            if following is None:
                break
            place = following
        moved = place != self._cursor
        self.choose_line(place)
        return moved

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last line with a key."""
        place = self._next(len(self._lines), -1) if last else self._next(-1, 1)
        if place is not None:
            self.choose_line(place)
            if not last:
                self._top = 0
                self._tell()

    def choose_line(self, place: int) -> None:
        """Put the cursor on a line."""
        if place != self._cursor:
            self._cursor = place
            self._keep_in_sight()
            self.refresh()

    @property
    def page(self) -> int:
        """How many lines are in sight."""
        return max(1, self.size.height)

    def _next(self, place: int, step: int) -> int | None:
        place += step
        while 0 <= place < len(self._lines):
            if self._lines[place].key is not None:
                return place
            place += step
        return None

    def _line_of(self, key: object) -> int:
        lines = self._lines
        if isinstance(lines, ManyLines) and isinstance(key, int):
            return lines.line_of(key)
        keyed = [place for place, line in enumerate(lines) if line.key is not None]
        return next((place for place in keyed if lines[place].key == key), keyed[0] if keyed else 0)

    def _keep_in_sight(self) -> None:
        self._scroll()
        self._tell()

    def _tell(self) -> None:
        if self.tell_more:
            self.tell_more(self._goes_on)

    def _scroll(self) -> None:
        """Bring the cursor into sight, with what belongs to it."""
        lines = self._lines
        if self._cursor >= len(lines):  # no room for a single letter
            return
        first = last = self._cursor
        while first > 0 and lines[first - 1].key is None and self._cursor - first < 2:
            first -= 1  # the heading above the cursor comes into sight with it
        while last + 1 < len(lines) and lines[last + 1].key is None and last - self._cursor < 3:
            last += 1
        height = self.page
        self._top = max(0, min(self._top, len(lines) - height))
        if last >= self._top + height:
            self._top = min(last - height + 1, self._cursor)
        self._top = min(self._top, first) if first < self._top else self._top
        if self._next(self._cursor, -1) is None and last < height:
            self._top = 0  # what stands above the first entry belongs to it

    def on_resize(self, _: events.Resize) -> None:
        """Keep the cursor in sight."""
        before = self._top, self._cursor
        self._keep_in_sight()
        if before != (self._top, self._cursor):
            self.refresh()  # it has been painted at its new size already

    def render_line(self, y: int) -> Strip:
        """Line `y`: a margin that shows the cursor and the present place, then the pieces."""
        place = self._top + y
        width = self.size.width
        if place >= len(self._lines):
            return Strip.blank(width, self.base)
        line = self._lines[place]
        base = self.base
        is_here = line.key is not None and line.key == self.here
        margin: Piece = ("▌ ", "rows--here") if is_here else ("  ", "")
        if place == self._cursor and self.has_focus and line.key is not None:
            base = base + self.look("rows--cursor")
            margin = ("▸ ", "rows--here")
        if y < self.size.height - 1 or self.tell_more or not self._goes_on:
            return strip([margin, *line.pieces], width, base, self.look)
        sign = strip([(MORE, "rows--dim")], 1, base, self.look)
        return Strip.join([strip([margin, *line.pieces], width - 1, base, self.look), sign])

    @property
    def _goes_on(self) -> bool:
        """Whether more follows below what is in sight."""
        return self._top + self.size.height < len(self._lines)
