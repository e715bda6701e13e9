"""Other sessions: a note that another program adds, changes or deletes appears here, and nobody is moved."""

from __future__ import annotations

from pathlib import Path

from reader.errors import ReaderError
from reader.storage.watch import FileWatch
from reader.tui.features.desk import Desk, Feature


class Joining(Feature):
    """Watches the folder with the notes on the open briefing: whatever is done to a note changes its times."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._watch: FileWatch | None = None
        self._folder: Path | None = None

    def furnished(self) -> None:
        """Watch the notes on what is open now."""
        folder = self.desk.library.notebook.store.folder / self.desk.opened.briefing.id
        if folder != self._folder:
            self.save()
            self._folder = folder
            self._watch = FileWatch(folder, self._have_a_look)
            self._watch.start()

    def _have_a_look(self) -> None:
        """In the thread of the watch."""
        self.desk.screen.call_later(self._look)

    def _look(self) -> None:
        """Take the notes as they are now, if it was not this program that changed them."""
        desk = self.desk
        if not desk.opened.is_furnished or not desk.library.has_other_notes(desk.opened):
            return
        try:
            desk.take(desk.library.with_notes(desk.opened))
        except ReaderError as error:
            desk.say(str(error), warning=True)

    def save(self) -> None:
        """Watch no more: the program ends, or another briefing is open."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = self._folder = None
