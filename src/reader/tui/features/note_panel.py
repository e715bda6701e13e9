"""The panel with my notes: filled when it is in sight, and filtered by what is typed into its own field."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reader.library import OpenBriefing
from reader.tui.drawing.filtering import fits, plain
from reader.tui.drawing.find_field import FindField
from reader.tui.features.desk import Desk, Feature
from reader.tui.lists import note_rows


class NotePanel(Feature):
    """Which of the notes on the open briefing are listed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._typed = ""
        self._field: FindField | None = None
        self._opened: OpenBriefing | None = None
        self._notes: note_rows.Listed = ()
        self._sections: Mapping[str, int] = {}
        self._places: Sequence[tuple[int, int]] = ()
        """The place of each note in the text: its section, and its paragraph."""

    def moved(self) -> None:
        """Have the panel open at the notes of this place; while it is in sight the line is spared its following."""
        rows = self.desk.rows("notes")
        if self._places and not rows.display:
            rows.open_at(self._nearest())

    def _nearest(self) -> str | None:
        """The first note at the marked paragraph, else the last one before it, else the first of all."""
        if not self.desk.shows_briefing:
            return None
        cursor = self.desk.view.cursor
        item = cursor.item(cursor.marker)
        section = self.desk.document.parts[cursor.marker.part].id
        here = self._sections.get(section, -1), item.paragraph if item else 0
        at = bisect_left(self._places, here)
        if at == len(self._places) or self._places[at] != here:
            at = max(0, at - 1)
        return self._notes[at][0].note.id

    def changed(self) -> None:
        """List the notes as they are now."""
        opened = self.desk.opened
        if self._opened is not opened:
            self._opened, self._notes = opened, note_rows.listed(opened)
            self._sections = opened.section_order
            self._places = [one.order(self._sections)[:2] for one, _ in self._notes]
        rows = self.desk.rows("notes")
        rows.is_filtered = bool(self._typed)
        typed = plain(self._typed)
        fitting = [one for one, told in self._notes if fits(told, typed)]
        writes = self.desk.keys.first("note" if self.desk.shows_briefing else "note_here")
        lines = note_rows.panel(opened, fitting, self._typed, finds=self.desk.keys.first("find"), writes=writes)
        rows.fill(lines, has_entries=bool(fitting))

    def shown(self) -> None:
        """Another text has all its notes listed."""
        self._typed = ""
        self.changed()

    def ask(self) -> None:
        """Ask for words, a kind, a `#tag` or a state, and list what fits while it is typed."""
        if self._field is None:
            hints = (("Enter", "to the list"), ("Esc", "all notes"))
            self._field = FindField("words, #tag, question, changed …", self._filter, self._end, hints=hints)
            self.desk.screen.mount(self._field, after="#bottom")
            self._field.focus()

    def _filter(self, typed: str) -> None:
        self._typed = typed.strip()
        self.changed()

    def _end(self) -> None:
        if self._field is not None:
            self._field.remove()
            self._field = None
        self.desk.rows("notes").focus()

    def give_up(self) -> bool:
        """Close the field, and list all notes again; False where all are listed."""
        if self._field is None and not self._typed:
            return False
        self._typed = ""
        self._end()
        self.changed()
        return True
