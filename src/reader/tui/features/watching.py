"""The file of the open briefing, watched: when it has been changed, its new text is offered and nobody is moved."""

from __future__ import annotations

from reader.library import OpenBriefing
from reader.storage.watch import FileWatch
from reader.tui.features.desk import Desk, Feature


class Watching(Feature):
    """Watches the file of the briefing that is open, from when its first screen has been drawn."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._watch: FileWatch | None = None
        self._opened: OpenBriefing | None = None

    def moved(self) -> None:
        """Watch the file of what is open now."""
        opened = self.desk.opened
        if opened.is_furnished and (self._opened is None or self._is_another(self._opened, opened)):
            self.save()
            self._opened = opened
            self.desk.tell_status(self, ())
            self._watch = FileWatch(opened.path, lambda: self._look(opened))
            self._watch.start()

    @staticmethod
    def _is_another(before: OpenBriefing, now: OpenBriefing) -> bool:
        return before.path != now.path or before.text != now.text

    def _look(self, opened: OpenBriefing) -> None:
        """In the thread of the watch: reading and checking a file takes its time."""
        is_other = self.desk.library.has_other_text(opened)
        self.desk.screen.call_later(self._offer, opened, is_other)

    def _offer(self, opened: OpenBriefing, is_other: bool) -> None:
        if self._opened is opened:
            key = self.desk.keys.first("reload")
            told = [(f" {key}", "bar--key"), (" reads the changed file ", "bar--warning")]
            self.desk.tell_status(self, told if is_other else ())

    def save(self) -> None:
        """Watch no more: the program ends, or another file is open."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = self._opened = None
