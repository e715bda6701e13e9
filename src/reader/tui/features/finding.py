"""`/`, `n` and `N`: find in the text that is shown, as you type, with a count, around the end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from reader.core.reading.find import matches
from reader.tui.drawing.find_field import FindField
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.note_panel import NotePanel
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot

Match = tuple[Spot, int, int]


class Finding(Feature):
    """The matches of the text last sought, and which of them the reader is at."""

    def __init__(self, desk: Desk, note_panel: NotePanel) -> None:
        super().__init__(desk)
        self._note_panel = note_panel
        self._field: FindField | None = None
        self._matches: tuple[Match, ...] = ()
        self._here = 0
        self._began = (Spot(0, 0), 0)

    def decor(self) -> Decor:
        """Every match, and the one the reader is at."""
        inks: dict[Spot, list[Ink]] = {}
        for place, (spot, start, end) in enumerate(self._matches):
            look = "document--match-here" if place == self._here else "document--match"
            inks.setdefault(spot, []).append(Ink(start, end, look))
        return Decor(inks={spot: tuple(found) for spot, found in inks.items()})

    def offers(self) -> Sequence[str]:
        """The ways from match to match."""
        return ("next_match", "previous_match") if self._matches else ()

    def shown(self) -> None:
        """Forget what was found in another text."""
        self._matches = ()

    def find(self) -> None:
        """Ask for a text, and go to its next place while it is typed; in the panel with my notes, filter those."""
        rows = self.desk.list_in_focus
        if rows is not None and rows.id == "notes":
            self._note_panel.ask()
            return
        if self._field is not None:
            return
        self.desk.bring_up_text()
        pager = self.desk.view.cursor.pager
        self._began = (pager.top, pager.line)
        self._field = FindField(_WANTED, self._find, self._end, hints=(("Enter", "go there"), ("Esc", "end")))
        self.desk.screen.mount(self._field, after="#bottom")
        self._field.focus()

    def _find(self, wanted: str) -> None:
        try:
            found = matches(self.desk.document, wanted)
            self._matches = tuple((Spot(part, item), start, end) for part, item, start, end in found)
        except re.error as error:
            self._matches = ()
            self.desk.mark()
            self.desk.say(f"No regular expression yet: {error}")
            return
        self._here = bisect_left(self._matches, (self._began[0], -1, -1))
        self._show(0)

    def _end(self) -> None:
        self._close()
        self._say()

    def _close(self) -> None:
        if self._field is not None:
            self._field.remove()
            self._field = None
        self.desk.view.focus()

    def give_up(self) -> bool:
        """Close the field and take the marks off; False where nothing was being found."""
        if self._field is None and not self._matches:
            return False
        self._matches = ()
        self._close()
        self.desk.mark()
        return True

    def next_match(self) -> None:
        """Go to the next match."""
        self._show(1)

    def previous_match(self) -> None:
        """Go to the previous match."""
        self._show(-1)

    def _show(self, step: int) -> None:
        if not self._matches:
            self.desk.mark()
            find = self.desk.keys.first("find")
            self.desk.say("Nothing found." if self._field else f"Nothing is being looked for: {find} finds.")
            return
        self.desk.bring_up_text()
        self._here = (self._here + step) % len(self._matches)
        spot, start, _ = self._matches[self._here]
        self.desk.view.cursor.reveal(spot, start)
        self.desk.mark()
        self.desk.view.moved()
        self._say()

    def _say(self) -> None:
        if self._matches:
            first = self.desk.keys.first
            told = f"{first('next_match')} next   {first('previous_match')} previous   {first('cancel')} ends"
            told = "Enter goes there   Esc ends" if self._field else told
            self.desk.say(f"{self._here + 1} of {len(self._matches)}   {told}")


_WANTED = "find in this text; begin with / for a regular expression"
