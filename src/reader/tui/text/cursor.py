"""Where the reader is in a document: the window, the marked paragraph, the link in focus. Knows no screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from reader.core.reading.document import Document, Item, Link, LinkKind, Role
from reader.core.value import Value
from reader.tui.text.pager import Around, Pager, Row, Spot

START = Spot(0, 0)
FARTHEST = 5_000
"""Items that are looked through for a link at one key, so that no text holds it up."""
SHORT_TEXT = 100_000
"""Code points up to which a text is short: there a hundredth is less than half a page."""


class ReadingPlace(Value):
    """Where a reader is in a document, to come back to.

    `line` is the first line of the item at the top that is in sight; `offset`, where it is not 0, is what that line
    holds of the item's text, and counts more, since lines depend on the width.
    """

    top: Spot = START
    line: int = 0
    marker: Spot = START
    link: int | None = None
    offset: int = 0


class Cursor:
    """Moves through a document. Every motion takes up the rows then in sight and keeps the marker among them.

    `link` is the place of the link in focus among the links of the marked item. `moved` is by how many rows the text in
    sight moved up in the last motion, or None where it did not simply move.
    """

    def __init__(self, document: Document, around: Around, width: int, height: int) -> None:
        self.pager = Pager(document, around)
        self.pager.width, self.pager.height = width, height
        self.marker = START
        self.link: int | None = None
        self.moved: int | None = None
        self.rows: list[Row] = []
        self.update()

    def item(self, spot: Spot) -> Item | None:
        """The item at a spot."""
        return self.pager.item(spot)

    @property
    def place(self) -> ReadingPlace:
        """Where the reader is."""
        return ReadingPlace(self.pager.top, self.pager.line, self.marker, self.link, self.pager.text_at_top() or 0)

    @place.setter
    def place(self, place: ReadingPlace) -> None:
        top = place.top if self.item(place.top) else START
        is_line = not place.offset or self.pager.text_from(top, place.line) == place.offset  # also a rule of a table
        line = place.line if is_line else self.pager.line_of(top, place.offset)
        self.pager.top, self.pager.line = top, min(line, max(0, len(self.pager.lines(top)) - 1))
        self.pager.settle()
        self.marker, self.link = place.marker if self.item(place.marker) else top, place.link
        self.update()

    def dress(self, document: Document) -> None:
        """Take another document with the same text: other links, other notes."""
        self.pager.document = document
        self.pager.forget()
        self.pager.settle()
        self.update()

    def resize(self, width: int, height: int) -> None:
        """Lay out anew; the text at the top stays there."""
        self.pager.resize(width, height)
        self.update()

    def update(self, moved: int | None = None) -> None:
        """Take up the rows now in sight."""
        self.rows = self.pager.rows()
        self.moved = moved
        if not self.rows or self.rows[0].spot < self.marker < self.rows[-1].spot:
            return
        spots = [row.spot for row in self.rows if row.line and self.marks(row.spot)]
        if spots and self.marker not in spots:
            self.marker, self.link = (spots[0] if self.marker < spots[0] else spots[-1]), None

    def marks(self, spot: Spot) -> bool:
        """Whether the marker may stand at a spot: at paragraphs, and at the entries of lists."""
        item = self.item(spot)
        return item is not None and (item.paragraph > 0 or item.role in (Role.ENTRY, Role.LEAD))

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return len(self.rows) < self.pager.height or self._is_last(self.rows[-1])

    def _is_last(self, row: Row) -> bool:
        return row.number == len(self.pager.lines(row.spot)) - 1 and self.pager.after(row.spot) is None

    def progress(self) -> int:
        """How much of the document lies above the bottom of the window, in per cent.

        In a short text in steps of five: else it would change with nearly every line, at half the price of one.
        """
        if not self.rows or self.at_end:
            return 100
        document, (part, item) = self.pager.document, self.rows[-1].spot
        about, size = document.parts[part], document.starts[-1]
        done = document.starts[part] + min(about.items.length_before(item), about.size)
        percent = min(99, 100 * done // max(1, size))
        return percent if size > SHORT_TEXT else percent - percent % 5

    # Lines, pages, ends. Each gives False where nothing could move.

    def scroll_lines(self, count: int) -> bool:
        """Move by lines; at the end of the text the marker goes on by paragraphs."""
        moved = self.pager.scroll(count)
        if not moved:
            return self.step_paragraph(1 if count > 0 else -1)
        self.update(moved)
        return True

    def scroll_pages(self, pages: float) -> bool:
        """Move by pages of the window, one line kept for the eye to hold on to."""
        page = self.pager.height - 1 if abs(pages) >= 1 else self.pager.height
        count = max(1, int(abs(pages) * page))
        moved = self.pager.scroll(count if pages > 0 else -count)
        if not moved:
            return self._mark_edge(last=pages > 0)
        self.update(moved)
        return True

    def _mark_edge(self, *, last: bool) -> bool:
        spots = [row.spot for row in self.rows if self.marks(row.spot)]
        if not spots or self.marker == spots[-last]:
            return False
        self.marker, self.link = spots[-last], None
        self.update(0)
        return True

    def go_to_bottom(self) -> None:
        """Show the end."""
        self.pager.go_to_end()
        self.update()
        self._mark_edge(last=True)

    def go_to(self, spot: Spot) -> None:
        """Begin the window with an item, and mark the first paragraph from there."""
        self.pager.go_to(spot)
        self.marker, self.link = self._first_marked(spot), None
        self.update()

    def _first_marked(self, spot: Spot) -> Spot:
        here: Spot | None = spot
        while here is not None and here.part == spot.part:
            if self.marks(here):
                return here
            here = self.pager.after(here)
        return spot

    def reveal(self, spot: Spot, offset: int | None = None) -> None:
        """Bring an item, or the line of an offset in it, into sight with as little movement as possible; mark it."""
        self.marker, self.link = spot, None
        self.update(self.pager.reveal(spot, offset, margin=0 if offset is None else 2))

    def reveal_below(self) -> None:
        """Bring the end of the marked item into sight with what stands below it, as far as its beginning can stay."""
        first = next((place for place, row in enumerate(self.rows) if row.spot == self.marker and row.line), 0)
        if moved := self.pager.reveal_end(self.marker, first):
            self.update(moved)

    def step_paragraph(self, steps: int) -> bool:
        """Move the marker by paragraphs."""
        step = self.pager.after if steps > 0 else self.pager.before
        spot = step(self.marker)
        while spot is not None and not self.marks(spot):
            spot = step(spot)
        if spot is None:
            moved = self.pager.scroll(steps * self.pager.height)
            self.update(moved)
            return bool(moved)
        self.reveal(spot)
        return True

    # Links

    def step_link(self, step: int) -> bool:
        """Put the focus on the next (1) or previous (-1) link; False where there is none that way.

        Of very many items without one, `FARTHEST` are passed, and the marker is where the next step looks on from.
        """
        for spot, place, link in self._links_from(step):
            if link is None:
                self.reveal(spot)
                return True
            if self._is_beyond(spot, link, step):
                self.marker = spot
                moved = self.pager.reveal(spot, link.start, margin=1)
                self.link = place
                self.update(moved)
                return True
        return False

    def _links_from(self, step: int) -> Iterator[tuple[Spot, int, Link | None]]:
        """The links that way, each with its spot and its place there; at last, where too many have none, a spot."""
        spot: Spot | None = self.marker if self.link is not None else self._edge(step)
        for passed in count():
            if spot is None:
                return
            if passed >= FARTHEST and self.marks(spot):
                yield spot, 0, None
                return
            links = list(enumerate(self.links(spot)))
            for place, link in links if step > 0 else reversed(links):
                if link.kind is not LinkKind.SOURCE:
                    yield spot, place, link
            spot = self.pager.after(spot) if step > 0 else self.pager.before(spot)

    def _edge(self, step: int) -> Spot:
        """Where a search for links begins when none is in focus: the marker, or the far item in sight."""
        if any(row.spot == self.marker for row in self.rows):
            return self.marker
        return self.rows[0 if step > 0 else -1].spot if self.rows else self.marker

    def _is_beyond(self, spot: Spot, link: Link, step: int) -> bool:
        """Whether a link lies on the far side of the link in focus, or, where none is, of the window's near edge."""
        here = self.focused_link()
        if here is not None and spot == self.marker:
            return link.start > here.start if step > 0 else link.start < here.start
        if here is None and spot == self.pager.top and step > 0:
            return self.pager.line_of(spot, link.start) >= self.pager.line
        return True

    def links(self, spot: Spot) -> tuple[Link, ...]:
        """The links of the item at a spot."""
        item = self.item(spot)
        return self.pager.document.links(item) if item else ()

    def focused_link(self) -> Link | None:
        """The link in focus."""
        links = self.links(self.marker)
        return links[self.link] if self.link is not None and self.link < len(links) else None

    def drop_link(self) -> bool:
        """Take the focus off the link; False where there was none."""
        dropped, self.link = self.link is not None, None
        return dropped
