"""A screen with a text to move through: lines, pages, paragraphs, sections, links, and lists beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

from reader.tui.actions import BY_NAME, bindings
from reader.tui.bar import Bar
from reader.tui.document_view import DocumentView
from reader.tui.frames.driver import writer_of
from reader.tui.keys import Keys
from reader.tui.pager import Spot
from reader.tui.paint import Piece
from reader.tui.rows import Rows

HINTED = ("next_section", "next_link", "follow", "note", "contents", "entities", "notes", "find", "open")
"""The actions whose keys the bottom line names, as many as there is room for."""
ALWAYS = ("help", "leave")
"""The actions whose keys always stand at its end."""


class MovingScreen(Screen[None]):
    """The motions that every text has. A list that has the focus takes those that make sense for it."""

    BINDINGS = bindings()
    keys = Keys()
    """The keys in force."""

    @property
    def view(self) -> DocumentView:
        """The text panel."""
        return self.query_one(DocumentView)

    @property
    def list_in_focus(self) -> Rows | None:
        """The list that has the focus, if one has."""
        return self.focused if isinstance(self.focused, Rows) else None

    # Saying things

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a sentence in the bottom line until the next key."""
        self.query_one("#bottom", Bar).show([(f" {text}", "bar--warning" if warning else "")])

    def hint(self) -> None:
        """Show the keys that matter now in the bottom line."""
        self.query_one("#bottom", Bar).show(self.key_hints(HINTED), self.key_hints(ALWAYS))

    def key_hints(self, names: Sequence[str]) -> list[Piece]:
        """The keys in force for some actions, with a word for each."""
        pieces: list[Piece] = []
        for name in names:
            if key := self.keys.first(name):
                pieces += [(" " + key, "bar--key"), (f" {BY_NAME[name].hint or BY_NAME[name].does} ", "bar--dim")]
        return pieces

    def _moved(self, moved: bool, edge: str) -> None:
        if moved:
            self.view.moved()
        else:
            self.say(edge)

    # Lines and pages

    def _scroll(self, lines: int) -> None:
        if rows := self.list_in_focus:
            rows.move(lines)
            return
        self._moved(self.view.cursor.scroll_lines(lines), "The end of the text." if lines > 0 else "The beginning.")

    def _page(self, pages: float) -> None:
        if rows := self.list_in_focus:
            rows.move(int(pages * rows.page) or (1 if pages > 0 else -1))
            return
        self._moved(self.view.cursor.scroll_pages(pages), "The end of the text." if pages > 0 else "The beginning.")

    def action_line_down(self) -> None:
        """Scroll one line down."""
        self._scroll(1)

    def action_line_up(self) -> None:
        """Scroll one line up."""
        self._scroll(-1)

    def action_page_down(self) -> None:
        """Scroll one page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self._page(-1)

    def action_half_page_down(self) -> None:
        """Scroll half a page down."""
        self._page(0.5)

    def action_half_page_up(self) -> None:
        """Scroll half a page up."""
        self._page(-0.5)

    def action_top(self) -> None:
        """Go to the beginning."""
        if rows := self.list_in_focus:
            rows.move_to_end(last=False)
            return
        self.view.cursor.go_to(Spot(0, 0))
        self.view.moved()

    def action_bottom(self) -> None:
        """Go to the end."""
        if rows := self.list_in_focus:
            rows.move_to_end(last=True)
            return
        self.view.cursor.go_to_bottom()
        self.view.moved()

    # Paragraphs, sections, links

    def action_next_paragraph(self) -> None:
        """Mark the next paragraph."""
        self._moved(self.view.cursor.step_paragraph(1), "The last paragraph.")

    def action_previous_paragraph(self) -> None:
        """Mark the previous paragraph."""
        self._moved(self.view.cursor.step_paragraph(-1), "The first paragraph.")

    def go_to_part(self, place: int) -> None:
        """Go to the beginning of a part of the text."""
        self.view.cursor.go_to(Spot(place, 0))
        self.view.moved()

    def action_next_section(self) -> None:
        """Go to the next section."""
        place = self.view.cursor.marker.part + 1
        if place < len(self.view.document.parts):
            self.go_to_part(place)
        else:
            self.say("The last section.")

    def action_previous_section(self) -> None:
        """Go to the beginning of this section, or, from there, to the section before."""
        cursor = self.view.cursor
        place = cursor.marker.part
        if cursor.pager.top >= Spot(place, 1) or cursor.pager.top.part < place:
            self.go_to_part(place if cursor.pager.top >= Spot(place, 1) else place - 1)
        elif place > 0:
            self.go_to_part(place - 1)
        else:
            self.say("The first section.")

    def action_next_link(self) -> None:
        """Put the focus on the next entity or link."""
        self.view.focus()
        self._moved(self.view.cursor.step_link(1), "No entity or link further down.")

    def action_previous_link(self) -> None:
        """Put the focus on the previous entity or link."""
        self.view.focus()
        self._moved(self.view.cursor.step_link(-1), "No entity or link further up.")

    def action_redraw(self) -> None:
        """Draw the screen afresh."""
        if writer := writer_of(self.app):
            writer.redraw()
