"""The panel with my notes: filled when it is in sight, and filtered by what is typed into its own field."""

from __future__ import annotations

from reader.library import OpenBriefing
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

    def changed(self) -> None:
        """List the notes as they are now."""
        opened = self.desk.opened
        if self._opened is not opened:
            self._opened, self._notes = opened, note_rows.listed(opened)
        rows = self.desk.rows("notes")
        rows.is_filtered = bool(self._typed)
        fitting = [one for one, told in self._notes if note_rows.fits(told, self._typed)]
        lines = note_rows.panel(opened, fitting, self.desk.keys, self._typed)
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
