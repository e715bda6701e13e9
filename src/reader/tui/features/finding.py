"""`/`, `n` and `N`: find in the text that is shown, as you type, with a count, around the end.

A long text is looked through a little at a time, from where the reader is: the first match is shown at once, the count
grows, and keys are obeyed meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from reader.tui.drawing.find_field import FindField
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.note_panel import NotePanel
from reader.tui.text.decor import Decor
from reader.tui.text.inking import Ink
from reader.tui.text.pager import Spot

if TYPE_CHECKING:  # what finds is loaded when something is sought
    from reader.core.reading.hunt import Hunt

SLICE = 0.008
"""Seconds of looking at a time; keys are obeyed in between."""
PAUSE = 0.001
TELLING = 0.5
"""Seconds from one count that is shown to the next, while it grows."""
TOO_SLOW = "This regular expression takes too long in a paragraph of this text."


class Finding(Feature):
    """The matches of the text last sought, and which of them the reader is at."""

    def __init__(self, desk: Desk, note_panel: NotePanel) -> None:
        super().__init__(desk)
        self._note_panel = note_panel
        self._field: FindField | None = None
        self._hunt: Hunt | None = None
        self._here = 0
        self._owed = 0
        """How many matches on, or back, the reader asked to go, as long as that one is not found."""
        self._began = Spot(0, 0)
        self._told, self._told_at = "", 0.0

    def decor(self) -> Decor:
        """Every match, and the one the reader is at."""
        return Decor(inks=_Inks(self._hunt, self._here)) if self._hunt is not None else Decor()

    def offers(self) -> Sequence[str]:
        """The ways from match to match."""
        return ("next_match", "previous_match") if self._is_sought else ()

    @property
    def _is_sought(self) -> bool:
        """Whether there are matches, or may be."""
        return self._hunt is not None and (len(self._hunt) > 0 or not self._hunt.is_complete)

    def shown(self) -> None:
        """Forget what was found in another text."""
        self._hunt = None

    def find(self) -> None:
        """Ask for a text, and go to its next place while it is typed; in the panel with my notes, filter those."""
        rows = self.desk.list_in_focus
        if rows is not None and rows.id == "notes":
            self._note_panel.ask()
            return
        if self._field is not None:
            return
        self.desk.bring_up_text()
        self._began = self.desk.view.cursor.pager.top
        self._field = FindField(_WANTED, self._find, self._end, hints=(("Enter", "go there"), ("Esc", "end")))
        self.desk.screen.mount(self._field, after="#bottom")
        self._field.focus()

    def _find(self, wanted: str) -> None:
        from reader.core.reading.hunt import Hunt
        from reader.tui.promptly import spans_promptly

        try:
            hunt = self._hunt = Hunt(self.desk.document, wanted, self._began, spans_promptly)
        except re.error as error:
            self._hunt = None
            self.desk.mark()
            self.desk.say(f"No regular expression yet: {error}")
            return
        self._here, self._owed = -1, 1
        self._look_on(hunt)
        if self._owed:
            self.desk.mark()
            self._say()

    def _look_on(self, hunt: Hunt) -> None:
        """Look for a slice of time, then let others have theirs; until all is found, or something else is sought."""
        if hunt is not self._hunt:
            return
        begin = monotonic()
        for _ in hunt.steps:
            if monotonic() - begin > SLICE:
                self.desk.screen.set_timer(PAUSE, lambda: self._look_on(hunt))
                break
        if self._owed and not self._field and not self.desk.still_says(self._told):
            self._owed = 0  # another key has been typed since
        if self._owed and self._is_known(self._here + self._owed):
            self._step(0)
        elif hunt.is_complete or begin - self._told_at > TELLING:
            self.desk.mark()
            if self.desk.still_says(self._told):
                self._say()

    def _is_known(self, number: int) -> bool:
        """Whether it is known which match has that number, counted around the end."""
        return self._hunt is not None and (self._hunt.is_complete or 0 <= number < len(self._hunt))

    def _end(self) -> None:
        self._close()
        if self._hunt is not None and not self._is_sought:
            self.desk.say(f"Not in this text: {self.desk.keys.first('search')} searches the library.")
        else:
            self._say()

    def _close(self) -> None:
        if self._field is not None:
            self._field.remove()
            self._field = None
        self.desk.view.focus()

    def give_up(self) -> bool:
        """Close the field and take the marks off; False where nothing was being found."""
        if self._field is None and not self._is_sought:
            return False
        self._hunt = None
        self._close()
        self.desk.mark()
        return True

    def next_match(self) -> None:
        """Go to the next match."""
        self._step(1)

    def previous_match(self) -> None:
        """Go to the previous match."""
        self._step(-1)

    def _step(self, steps: int) -> None:
        """Go so many matches on, and as many as are owed; where they are not found yet, once they are."""
        hunt = self._hunt
        if hunt is None or not self._is_sought:
            self._owed = 0
            self.desk.mark()
            find = self.desk.keys.first("find")
            nothing = TOO_SLOW if hunt is not None and hunt.is_too_slow else "Nothing found.   Esc ends"
            self.desk.say(nothing if self._field else f"Nothing is being looked for: {find} finds.")
            return
        self._owed += steps
        if self._is_known(self._here + self._owed):
            self._here, self._owed = (self._here + self._owed) % len(hunt), 0
            self._show(hunt)
        self._say()

    def _show(self, hunt: Hunt) -> None:
        self.desk.bring_up_text()
        part, item, start, _ = hunt.match(self._here)
        self.desk.view.cursor.reveal(Spot(part, item), start)
        self.desk.mark()
        self.desk.view.moved()

    def _say(self) -> None:
        hunt = self._hunt
        if hunt is None or not self._is_sought:
            return
        first = self.desk.keys.first
        keys = f"{first('next_match')} next   {first('previous_match')} previous   {first('cancel')} ends"
        keys = "Enter goes there   Esc ends" if self._field else keys
        self._told, self._told_at = f"{self._count(hunt)}   {keys}", monotonic()
        self.desk.say(self._told)

    def _count(self, hunt: Hunt) -> str:
        """Which match the reader is at, of how many; as much as is known of that."""
        if hunt.is_too_slow:
            return f"{TOO_SLOW} {len(hunt)} found before."
        if hunt.is_complete:
            return f"{hunt.place(self._here) + 1} of {len(hunt)}"
        return f"{len(hunt)} so far, looking on" if len(hunt) else "Looking"


_WANTED = "find in this text; begin with / for a regular expression"


class _Inks(Mapping[Spot, tuple[Ink, ...]]):
    """The inks of all that has been found until they are drawn; `here` is the match that the reader is at."""

    def __init__(self, hunt: Hunt, here: int) -> None:
        self._hunt, self._here = hunt, here

    def __getitem__(self, spot: Spot) -> tuple[Ink, ...]:
        if inks := tuple(map(self._ink, self._hunt.within(*spot))):
            return inks
        raise KeyError(spot)

    def _ink(self, number: int) -> Ink:
        _, _, start, end = self._hunt.match(number)
        return Ink(start, end, "document--match-here" if number == self._here else "document--match")

    def __iter__(self) -> Iterator[Spot]:
        return iter(dict.fromkeys(Spot(*self._hunt.match(number)[:2]) for number in range(len(self._hunt))))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True  # more may be found before it is drawn
