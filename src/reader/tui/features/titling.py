"""The top line: marking, title, section, paragraph, and how much of the text lies above the bottom of the window."""

from __future__ import annotations

from rich.cells import cell_len

from reader.core.reading.moments import show_age
from reader.tui.drawing.bar import Bar, marking_piece
from reader.tui.drawing.paint import Piece, measure, shorten
from reader.tui.features.desk import Feature


class Titling(Feature):
    """Says what is open and where the reader is in it."""

    def moved(self) -> None:
        """Say it anew."""
        bar = self.desk.screen.query_one("#top", Bar)
        title, place, age = self._title(), self._place(bar.size.width // 3), self._age()
        if age and measure((*title, *place)) + len(age) + 3 <= bar.size.width:
            title.append((f"  {age}", "bar--dim"))
        bar.show(title, place)

    def changed(self) -> None:
        """How far the reader has come is known better once all of the text has been read."""
        self.moved()

    def _title(self) -> list[Piece]:
        briefing = self.desk.opened.briefing
        pieces = [marking_piece(briefing.marking)] if briefing.marking else []
        pieces.append((f" {self.desk.document.title}", "bar--strong"))
        if not self.desk.shows_briefing:
            pieces.append((f" ‹ {briefing.title}", "bar--dim"))
        return pieces

    def _age(self) -> str:
        """How old what is said here is: the day to which the section is true, or else that of the briefing."""
        if not self.desk.shows_briefing:
            return ""
        section = self.desk.opened.briefing.section(self.desk.document.parts[self.desk.view.cursor.marker.part].id)
        moment = (section.as_of if section else None) or self.desk.opened.briefing.date
        return show_age(moment, self.desk.library.notebook.means.now().date()) if moment else ""

    def _place(self, room: int) -> list[Piece]:
        """The section and paragraph, in so many cells at the most, and how far the reader has come."""
        cursor = self.desk.view.cursor
        item, part = cursor.item(cursor.marker), cursor.marker.part
        paragraph = f" ¶{item.paragraph}" if item and item.paragraph else ""
        title = self.desk.document.parts[part].title if part else ""
        room = max(8, room - cell_len(paragraph))
        title = shorten(title, room) if cell_len(title) > room else title
        return [(f"{title}{paragraph}  {cursor.progress():>2}% ", "")]
