"""The file of the open briefing, watched: when it has been changed, its new text is offered and nobody is moved."""

from __future__ import annotations

from reader.library import OpenBriefing
from reader.storage.files import stamp
from reader.tui.features.desk import Desk, Feature

WATCHING, CHECKING = "Watching the briefing's file", "Reading the briefing's file"


class Watching(Feature):
    """Watches the file of the briefing that is open, from when its first screen has been drawn."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened: OpenBriefing | None = None

    def moved(self) -> None:
        """Watch the file of what is open now."""
        opened = self.desk.opened
        if opened.is_furnished and (self._opened is None or self._is_another(self._opened, opened)):
            self._opened = opened
            self.desk.tell_status(self, ())
            # A file that is away for the moment, as between two steps of an editor's save, is no change.
            self.desk.behind.watch(WATCHING, lambda: stamp(opened.path) or None, lambda: self._check(opened))

    @staticmethod
    def _is_another(before: OpenBriefing, now: OpenBriefing) -> bool:
        return before.path != now.path or before.text != now.text

    def _check(self, opened: OpenBriefing) -> None:
        """Read and check the file, which takes its time; what else is said of an earlier one is not waited for."""
        has_other_text = self.desk.library.has_other_text
        self.desk.behind.give_up(CHECKING)
        self.desk.behind.do(CHECKING, lambda: has_other_text(opened), lambda is_other: self._offer(opened, is_other))

    def _offer(self, opened: OpenBriefing, is_other: bool) -> None:
        if self._opened is opened:
            key = self.desk.keys.first("reload")
            told = [(f" {key}", "bar--key"), (" reads the changed file ", "bar--warning")]
            self.desk.tell_status(self, told if is_other else ())
