"""Other sessions: what another program does to the notes, and what another window reads, appears; nobody is moved."""

from __future__ import annotations

from functools import partial

from reader.errors import ReaderError
from reader.tui.features.desk import Desk, Feature

WATCHING, READING, SEEN = "Watching other sessions", "Reading the notes", "Asking what was read"


class Joining(Feature):
    """Watches the notes on the open briefing. What is being written is in the editor, and stays there as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._briefing = ""

    def furnished(self) -> None:
        """Watch what belongs to what is open now."""
        briefing, library = self.desk.opened.briefing.id, self.desk.library
        if briefing != self._briefing:
            self._briefing = briefing
            store, state = library.notebook.store, library.state
            self.desk.behind.watch(WATCHING, lambda: (store.stamp(briefing), state.stamp()), self._ask)

    def _ask(self) -> None:
        """Ask for what is not known yet: the notes, if it was not this program that changed them, and what was read."""
        library, behind, briefing = self.desk.library, self.desk.behind, self._briefing
        if self._is_behind:
            behind.do(READING, lambda: library.notebook.for_briefing(briefing), lambda _: self._take_notes())
        behind.do(SEEN, partial(library.state.seen, briefing), partial(self._take_seen, briefing))

    @property
    def _is_behind(self) -> bool:
        opened = self.desk.opened
        return opened.is_furnished and self.desk.library.has_other_notes(opened)

    def _take_notes(self) -> None:
        """Show the notes as they are now."""
        if not self._is_behind:
            return
        try:
            self.desk.take(self.desk.library.with_notes(self.desk.opened))
        except ReaderError as error:
            self.desk.say(str(error), warning=True)

    def _take_seen(self, briefing: str, seen: frozenset[int]) -> None:
        """Show as read what was read in another window."""
        if self.desk.opened.briefing.id == briefing and self.desk.progress.join(seen):
            for feature in self.desk.features:
                feature.changed()
