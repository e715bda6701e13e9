"""`R`: the review of notes whose text has changed or is gone, announced when a briefing that has some is opened."""

from __future__ import annotations

from collections.abc import Callable

from reader.core.anchoring.anchor import Place
from reader.core.note import Outcome
from reader.library import LocatedNote, OpenBriefing
from reader.library.undoing import Deed
from reader.tui.behind import Failed
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.disk import Disk
from reader.tui.features.selecting import Selecting

Then = Callable[[OpenBriefing], object]
"""Is given the briefing with a decision written down."""


class Reviewing(Feature):
    """What is to be reviewed, and the note for which a place is being chosen in the text."""

    def __init__(self, desk: Desk, selecting: Selecting, disk: Disk) -> None:
        super().__init__(desk)
        self._disk = disk
        self._selecting = selecting
        self._placing: LocatedNote | None = None

    def furnished(self) -> None:
        """Announce what is to be reviewed."""
        self.changed()
        if count := len(self.desk.opened.to_review):
            notes = "1 note" if count == 1 else f"{count} notes"
            self.desk.say(f"{notes} to review: the text has changed.", warning=True)

    def changed(self) -> None:
        """Keep the number to review in sight, or what to do to place a note."""
        count = len(self.desk.opened.to_review)
        told = f" {count} to review " if count else ""
        if self._placing is not None:
            told = " puts the note here, Esc gives up "
        self.desk.tell_status(self, [(f" {self._key}", "bar--key"), (told, "bar--warning")] if told else ())

    @property
    def _key(self) -> str:
        return self.desk.keys.first("review")

    def give_up(self) -> bool:
        """Choose no place any more; False where none was being chosen."""
        if self._placing is None:
            return False
        self._placing = None
        self.changed()
        return True

    def review(self) -> None:
        """Review the notes whose text has changed; while a place is being chosen, put the note there."""
        if self._placing is not None:
            self._put(self._placing)
            return
        if not self.desk.opened.to_review:
            self.desk.say("Nothing to review: every note of this briefing is in its place.")
            return
        from reader.tui.lists.review_screen import ReviewScreen  # most briefings have nothing to review

        self.desk.open_over(ReviewScreen(self.desk.opened, self._decide, self._undo), self._reviewed)

    def _decide(
        self, located: LocatedNote, outcome: Outcome, place: Place | None, then: Then, failed: Failed | None = None
    ) -> None:
        def decided(is_conflict: bool) -> None:
            then(self.desk.opened)
            if is_conflict:
                self.desk.say("The note had been changed elsewhere: both stay, and the new one has the place.")

        opened, notebook = self.desk.opened, self.desk.library.notebook
        anchor = opened.anchor_at(place) if place else None
        edition = opened.briefing.edition
        self._disk.change(lambda: notebook.decide(located.note, outcome, edition, anchor).is_conflict, decided, failed)

    def _undo(self, then: Callable[[OpenBriefing, str], object], failed: Failed) -> None:
        """Take the last decision back: what is no decision is not undone where nobody sees it."""
        notebook = self.desk.library.notebook
        if notebook.last_deed is Deed.DECIDED:
            self._disk.change(notebook.undo, lambda undone: then(self.desk.opened, undone.told), failed)
        else:
            failed("Nothing to take back: the last thing done to your notes was no decision.")

    def _reviewed(self, to_place: object) -> None:
        self._placing = to_place if isinstance(to_place, LocatedNote) else None
        self.changed()
        if self._placing is not None:
            select = self.desk.keys.first("select")
            self.desk.say(f"Go to the place, {select} selects words there; {self._key} puts the note on them.")
        elif not self.desk.opened.to_review:
            self.desk.say(f"Nothing is left to review. {self.desk.keys.first('undo')} takes the last decision back.")

    def _put(self, located: LocatedNote) -> None:
        place = self._selecting.place
        if place is None or located not in self.desk.opened.to_review:
            self.desk.say("Not here: notes go on paragraphs of the briefing that they were written on.")
            return

        def put(_: OpenBriefing) -> None:
            self._placing = None
            self._selecting.end()
            self.changed()
            self.desk.say(f"The note is here now. {self.desk.keys.first('undo')} takes that back.")

        self._decide(located, Outcome.PLACED, place, put)
