"""Other sessions: what they do to the notes, decide about names and read appears here, and nobody is moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.errors import ReaderError
from reader.library import OpenBriefing
from reader.storage.files import stamp
from reader.tui.features.desk import Desk, Feature

WATCHING, READING, ASKING = "Watching other sessions", "Reading the notes", "Asking what other sessions did"


class Joining(Feature):
    """Watches what is kept of the open briefing. What is being written is in the editor, and stays there as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._briefing = ""

    def furnished(self) -> None:
        """Watch what belongs to what is open now."""
        briefing, library = self.desk.opened.briefing.id, self.desk.library
        if briefing != self._briefing:
            self._briefing = briefing
            notes, state, decided = library.notebook.store, library.state, library.decisions.path
            self.desk.behind.watch(WATCHING, lambda: (notes.stamp(briefing), state.stamp(), stamp(decided)), self._ask)

    def _ask(self) -> None:
        """Ask for what is not known yet: the notes, if it was not this program that changed them, and all else."""
        library, behind, briefing = self.desk.library, self.desk.behind, self._briefing
        if self._is_behind:
            behind.do(READING, lambda: library.notebook.for_briefing(briefing), lambda _: self._take_notes())
        behind.do(
            ASKING,
            lambda: (library.state.seen(briefing), library.decisions.of(briefing)),
            lambda told: self._take_told(briefing, *told),
        )

    @property
    def _is_behind(self) -> bool:
        opened = self.desk.opened
        return opened.is_furnished and self.desk.library.has_other_notes(opened)

    def _take_notes(self) -> None:
        """Show the notes as they are now."""
        if self._is_behind:
            self._take(self.desk.library.with_notes)

    def _take_told(self, briefing: str, seen: frozenset[int], decided: Mapping[str, str]) -> None:
        """Show as read what was read in another window, and names as what they were decided to mean."""
        desk = self.desk
        if desk.opened.briefing.id != briefing or not desk.opened.is_furnished:
            return
        if decided != desk.opened.decided:
            self._take(desk.library.with_decisions)
        if desk.progress.join(seen):
            for feature in desk.features:
                feature.changed()

    def _take(self, renewed: Callable[[OpenBriefing], OpenBriefing]) -> None:
        try:
            self.desk.take(renewed(self.desk.opened))
        except ReaderError as error:
            self.desk.say(str(error), warning=True)
