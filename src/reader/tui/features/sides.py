"""The panels beside the text: filled, shown, focused; on a narrow screen folded away, and opened over the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from reader.core.reading.document import Document
from reader.library.progress import HALF_READ, UNREAD
from reader.tui.drawing.list_screen import ROOMY
from reader.tui.features.desk import Desk, Feature
from reader.tui.lists import panels

NARROW = 100
"""Screens with fewer columns fold the side panels away, and open one over the whole text."""
LONG = 20_000
"""Code points of a section past which its entities are listed only when it has been read to its end."""
NAMES = ("contents", "entities", "notes")
_UNREAD_SIGNS = {UNREAD: panels.UNREAD_SIGN, HALF_READ: panels.HALF_READ_SIGN}


class Sides(Feature):
    """Contents on the left of the text, entities and notes on its right."""

    def __init__(self, desk: Desk, wanted: Iterable[str]) -> None:
        super().__init__(desk)
        self._wanted = set(wanted)
        self._over: str | None = None
        """The panel that lies over the text of a narrow screen."""
        self._text = desk.document.key
        """The text that they stand beside."""
        self._entities_of: tuple[str, int] | None = None
        self._counted: tuple[Document, int, Mapping[str, int]] = (desk.document, -1, {})

    # What stands in them

    def moved(self) -> None:
        """Mark the part the reader is in, and list its entities."""
        part = self.desk.view.cursor.marker.part
        self.desk.rows("contents").mark(part)
        if self._note_read():
            self._fill_contents()
        self._fill_entities(part)

    def changed(self) -> None:
        """Bring all panels up to what is known now."""
        self._fill_contents()
        self._entities_of = None
        self._fill_entities(self.desk.view.cursor.marker.part)

    def shown(self) -> None:
        """Another text has other contents, entities and notes; what was open beside the same one stays open."""
        if self._text != self.desk.document.key:
            self._text = self.desk.document.key
            self.close_over()
        self.changed()

    def _note_read(self) -> bool:
        """Take note of which paragraphs have been in sight; True where one was new."""
        if not self.desk.shows_briefing:
            return False
        cursor = self.desk.view.cursor
        items = (cursor.item(spot) for spot in dict.fromkeys(row.spot for row in cursor.rows))
        return self.desk.progress.note(item.block.text for item in items if item and item.paragraph)

    def _fill_contents(self) -> None:
        marks: dict[str, str] = {}
        counts: dict[str, int] = {}
        if self.desk.shows_briefing:
            marks = {section: _UNREAD_SIGNS.get(how, "") for section, how in self.desk.progress.known_marks().items()}
            counts = self.desk.opened.note_counts()
        part = self.desk.view.cursor.marker.part
        self.desk.rows("contents").fill(panels.contents(self.desk.document, marks, counts, self.desk.badges()), part)

    def _fill_entities(self, part: int) -> None:
        document = self.desk.document
        items = document.parts[part].items
        if self.desk.opened.is_furnished and document.parts[part].size < LONG:
            items.read()
        if self._entities_of == (document.key, part) or not items.is_complete:
            return
        self._entities_of = (document.key, part)
        if self._counted[:2] != (document, part):
            self._counted = document, part, Counter(document.named_in(items))
        title = f"Entities in {document.parts[part].title}" if part else "Entities here"
        counts, known = self._counted[2], self.desk.opened.entities
        lines = panels.entities(title, counts, known)
        self.desk.rows("entities").fill(lines, has_entries=any(entity in known for entity in counts))

    # Whether they are shown

    def resize(self, columns: int) -> None:
        """Fold the panels away on a narrow screen."""
        self.desk.screen.set_class(columns < NARROW, "-narrow")
        self.desk.screen.set_class(columns >= ROOMY, "-roomy")
        self.lay_out()

    @property
    def is_narrow(self) -> bool:
        """Whether panels open over the text."""
        return self.desk.screen.has_class("-narrow")

    @property
    def covers(self) -> bool:
        """Whether a panel lies over the text."""
        return self.is_narrow and self._over is not None

    def lay_out(self) -> None:
        """Show the panels that are wanted now."""
        shown = {self._over} if self.is_narrow else self._wanted
        for name in NAMES:
            self.desk.rows(name).set_class(name not in shown, "-hidden")
        side = self.desk.screen.query_one("#side")
        side.set_class(not shown & {"entities", "notes"}, "-hidden")
        side.set_class(shown >= {"entities", "notes"}, "-both")

    def _toggle(self, name: str) -> None:
        rows = self.desk.rows(name)
        if self.is_narrow:
            self._over = None if self._over == name else name
        else:
            self._wanted ^= {name}
        self.lay_out()
        if self.is_narrow and self._over:
            rows.focus()
        elif self.desk.screen.focused is None or rows.has_class("-hidden"):
            self.desk.view.focus()

    def contents(self) -> None:
        """Show or hide the contents."""
        self._toggle("contents")

    def entities(self) -> None:
        """Show or hide the entities."""
        self._toggle("entities")

    def notes(self) -> None:
        """Show or hide the notes."""
        self._toggle("notes")

    def focus_left(self) -> None:
        """Focus the panel on the left; where there is none, open the contents."""
        self._focus_beside(-1)

    def focus_right(self) -> None:
        """Focus the panel on the right; where there is none, open the entities."""
        self._focus_beside(1)

    def _focus_beside(self, step: int) -> None:
        order: list[str] = ["contents", "document", "entities", "notes"]
        focused = self.desk.screen.focused
        here = focused.id if focused and focused.id in order else "document"
        place = order.index(here) + step
        if self.is_narrow and here != "document":
            self.close_over()
            return
        while 0 <= place < len(order) and self._is_hidden(order[place]):
            if order[place] != "notes" and here == "document":
                self._toggle(order[place])
                break
            place += step
        if 0 <= place < len(order):
            self.desk.screen.query_one(f"#{order[place]}").focus()

    def _is_hidden(self, name: str) -> bool:
        return name in NAMES and self.desk.rows(name).has_class("-hidden")

    def close_over(self) -> None:
        """Close the panel over the text, and give the keys back to the text."""
        self._over = None
        self.lay_out()
        self.desk.view.focus()

    def text_needed(self) -> None:
        """A panel that lies over the text gives way."""
        if self.covers:
            self.close_over()

    def give_up(self) -> bool:
        """Give the keys back to the text; False where it has them, and is seen."""
        if self.desk.screen.focused is self.desk.view and not self.covers:
            return False
        self.close_over()
        return True
