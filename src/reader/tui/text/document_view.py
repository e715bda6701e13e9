"""The text: a window on a document that draws only the lines in sight.

It knows nothing of files, briefings or notes beyond what the document and its `Decor` give it; where the reader is,
`Cursor` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.core.reading.document import Document, Item
from reader.core.value import replace
from reader.tui.drawing.line_widget import LineWidget
from reader.tui.text.cursor import Cursor, ReadingPlace
from reader.tui.text.decor import Decor
from reader.tui.text.fragment import Fragment, Line
from reader.tui.text.inking import DECORATIONS, Ink, base_look, ink_fragment, inks
from reader.tui.text.layout import Surroundings
from reader.tui.text.pager import Row, Spot

GUTTER = 3
"""Cells left of the text: the marker of the paragraph, the sign of a note, a space."""

BAR = "┃"
"""Stands beside the lines of what is selected."""


class DocumentView(LineWidget, can_focus=True):
    """The text panel. Move its `cursor`, then call `moved`."""

    class Moved(Message):
        """The reader went to another place in the document."""

    class Scrolled(Message):
        """The text in sight moved up by `rows` and is otherwise the same."""

        def __init__(self, rows: int) -> None:
            self.rows = rows
            super().__init__()

    def __init__(self, document: Document, *, text_width: int, id: str) -> None:  # noqa: A002 # Textual's name
        super().__init__(id=id)
        self.text_width = text_width
        self.document = document
        self.decor = Decor()
        self.when_laid_out: Callable[[], None] | None = None
        """Called once, when the size is known."""
        self._painted: object = None
        self._covered = 0
        self._held: tuple[Spot, int | None] | None = None
        """What is to stay in sight while something lies over the text."""
        self._own_inks: dict[Spot, list[Ink]] = {}
        self.cursor = Cursor(document, self._around, text_width, 1)

    def show(self, document: Document, decor: Decor, place: ReadingPlace) -> None:
        """Show a document, at a place."""
        pager = self.cursor.pager
        self.document, self.decor = document, decor
        self._own_inks.clear()
        self.cursor = Cursor(document, self._around, pager.width, pager.height)
        self.cursor.place = place
        self.moved()

    def dress(self, document: Document, decor: Decor) -> None:
        """Show the same text with other links, notes or marks, without moving the reader."""
        self.document, self.decor = document, decor
        self._own_inks.clear()
        self.cursor.dress(document)
        self._hold()
        self.moved()

    def mark(self, decor: Decor) -> None:
        """Change only what moves no line: all but the notes below items."""
        self.decor = replace(decor, notes=self.decor.notes)
        self.refresh()

    def cover(self, rows: int, spot: Spot, offset: int | None = None) -> None:
        """Have an item, or the line of an offset in it, above the last rows, over which something lies from now on."""
        self._covered, self._held = rows, (spot, offset)
        self._lay_out(self.cursor.pager.width)
        self.refresh()

    def uncover(self) -> None:
        """Nothing lies over the text any more."""
        self._covered, self._held = 0, None
        self._lay_out(self.cursor.pager.width)
        self.refresh()

    def moved(self) -> None:
        """Draw what is now in sight, and say so."""
        if self.cursor.moved:
            self.post_message(self.Scrolled(self.cursor.moved))
        self.refresh()
        self.post_message(self.Moved())

    def _around(self, spot: Spot, item: Item) -> Surroundings:
        return Surroundings(self.document.links(item), self.decor.labels, self.decor.notes.get(spot, ()))

    def on_resize(self) -> None:
        """Lay out anew; the text at the top stays there."""
        self._fit()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the view. The first paint may come before the news of the size."""
        self._fit()
        self._painted = self.cursor.rows
        return super().render_lines(crop)

    @property
    def is_painted(self) -> bool:
        """Whether what is in sight has been drawn."""
        return self._painted is self.cursor.rows

    def _fit(self) -> None:
        columns = max(8, min(self.text_width, self.size.width - GUTTER - 1))
        pager = self.cursor.pager
        if (columns, self._rows) == (pager.width, pager.height) and self.when_laid_out is None:
            return
        self._lay_out(columns)
        if self.when_laid_out is not None:
            call, self.when_laid_out = self.when_laid_out, None
            call()
        self.moved()

    @property
    def _rows(self) -> int:
        """How many rows of the text can be seen."""
        return max(1, self.size.height - self._covered)

    def _lay_out(self, columns: int) -> None:
        self.cursor.resize(columns, self._rows)
        self._hold()

    def _hold(self) -> None:
        if self._held is not None:
            self.cursor.reveal(*self._held)

    def render_line(self, y: int) -> Strip:
        """Line `y`: gutter, margin, text."""
        base, width = self.base, self.size.width
        rows = self.cursor.rows
        item = self.cursor.item(rows[y].spot) if y < len(rows) else None
        if item is None:
            return Strip.blank(width, base)
        row = rows[y]
        margin = max(0, (width - GUTTER - 1 - self.cursor.pager.width) // 2)
        segments = [Segment(" " * margin, base), *self._gutter(row, base)]
        for fragment in row.line:
            segments += self._segments(row.spot, item, fragment, base)
        return Strip(segments).adjust_cell_length(width, base)

    def _gutter(self, row: Row, base: Style) -> Iterator[Segment]:
        first = self.cursor.pager.gap(row.spot)
        marked = row.spot == self.cursor.marker and row.number >= first and self.cursor.marks(row.spot)
        yield Segment("▌", base + self.look("document--marker")) if marked else Segment(" ", base)
        sign, look = self._sign(row.spot, row.number - first)
        if row.spot in self.decor.bars and _holds(row.line, *self.decor.bars[row.spot]):
            sign, look = BAR, "document--note"
        yield Segment(sign or " ", base + self.look(look) if sign else base)
        yield Segment(" ", base)

    def _sign(self, spot: Spot, line: int) -> tuple[str, str]:
        """What stands beside a line of an item, from 0, and its look: the sign of notes, then that of a change."""
        signs = [
            (self.decor.signs.get(spot, ""), "document--note"),
            (self.decor.changes.get(spot, ""), "document--change"),
        ]
        signs = [one for one in signs if one[0]]
        return signs[line] if 0 <= line < len(signs) else ("", "")

    def _segments(self, spot: Spot, item: Item, fragment: Fragment, base: Style) -> Iterator[Segment]:
        if fragment.start < 0:
            yield self._decoration(spot, fragment, base)
            return
        for text, looks in ink_fragment(fragment, base_look(item), self._layers(spot, item)):
            style = base
            for look in looks:
                style = style + self.look(look)
            yield Segment(text, style)

    def _decoration(self, spot: Spot, fragment: Fragment, base: Style) -> Segment:
        """A fragment that is no text of the item: a bullet, a citation, a note below."""
        label = self.decor.cited.get((spot, fragment.target)) if fragment.look == "citation" else None
        if label is not None:
            return Segment(set_cell_size(label, cell_len(fragment.text)), base + self.look("document--hint"))
        look = DECORATIONS.get(fragment.look)
        return Segment(fragment.text, base + self.look(look) if look else base)

    def _layers(self, spot: Spot, item: Item) -> list[Ink]:
        own = self._own_inks.get(spot)
        if own is None:
            own = self._own_inks[spot] = inks(item, self.document.links(item), self.decor.kind_of)
        layers = [*own, *self.decor.inks.get(spot, ())]
        if spot == self.cursor.marker and (link := self.cursor.focused_link()):
            layers.append(Ink(link.start, link.end, "document--focus"))
        return layers


def _holds(line: Line, start: int, end: int) -> bool:
    """Whether any of the text between two offsets stands in a line."""
    return any(0 <= part.start < end and part.start + len(part.text) > start for part in line)
