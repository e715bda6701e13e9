"""Other sessions: a note that another program adds, changes or deletes appears here, and nobody is moved."""

from __future__ import annotations

from functools import partial

from reader.errors import ReaderError
from reader.tui.features.desk import Desk, Feature

WATCHING, READING = "Watching the notes", "Reading the notes"


class Joining(Feature):
    """Watches the notes on the open briefing. What is being written is in the editor, and stays there as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._briefing = ""

    def furnished(self) -> None:
        """Watch the notes on what is open now."""
        briefing = self.desk.opened.briefing.id
        if briefing != self._briefing:
            self._briefing = briefing
            self.desk.behind.watch(WATCHING, partial(self.desk.library.notebook.store.stamp, briefing), self._read)

    def _read(self) -> None:
        """Have the notes read that are not known yet, if it was not this program that changed them."""
        if self._is_behind:
            store, briefing = self.desk.library.notebook.store, self._briefing
            self.desk.behind.do(READING, lambda: store.for_briefing(briefing), lambda _: self._take())

    @property
    def _is_behind(self) -> bool:
        opened = self.desk.opened
        return opened.is_furnished and self.desk.library.has_other_notes(opened)

    def _take(self) -> None:
        """Show the notes as they are now."""
        if not self._is_behind:
            return
        try:
            self.desk.take(self.desk.library.with_notes(self.desk.opened))
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
