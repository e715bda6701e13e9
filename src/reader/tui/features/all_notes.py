"""`L`: all notes over all briefings in one list, open questions first; typing filters it, Enter goes to the note."""

from __future__ import annotations

from reader.library.note_list import NoteEntry, NoteList
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.fetching import Fetching
from reader.tui.features.going import Going


class AllNotes(Feature):
    """Every note that the person has ever written."""

    def __init__(self, desk: Desk, going: Going, fetching: Fetching) -> None:
        super().__init__(desk)
        self._going, self._fetching = going, fetching
        self._wanted: str | None = None
        """The note to go to once the notes of its briefing are known."""

    def all_notes(self) -> None:
        """List them. Where that is slow, every briefing with notes being read for it, the reader reads on."""
        self._fetching.fetch("The list of your notes", self.desk.library.all_notes, self._list)

    def _list(self, notes: NoteList) -> None:
        if not notes.entries and not notes.unreadable:
            self.desk.say(f"You have written no notes yet: {self.desk.keys.first('note')} writes one.")
            return
        from reader.tui.lists.note_list import note_entries

        title = f"All my notes ({len(notes.entries)})"
        # `question` is what most people type here
        self.desk.open_over(ListScreen(title, note_entries(notes), hint="go there", closes_on_q=False), self._chosen)

    def _chosen(self, entry: object) -> None:
        if not isinstance(entry, NoteEntry):
            return
        briefing = entry.note.target.briefing
        if not entry.briefing_title:
            self.desk.say(f'The briefing "{briefing}" is not in the library. The note is kept.')
            return
        if briefing != self.desk.opened.briefing.id:
            self._going.open_target(briefing)
        if briefing == self.desk.opened.briefing.id:
            self._wanted = entry.note.id
            if self.desk.opened.is_furnished:
                self.furnished()

    def furnished(self) -> None:
        """Go to the note for which the briefing was opened."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._going.go_to_note(wanted)
