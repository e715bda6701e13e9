"""`/`, `n` and `N`: find in the text that is shown, as you type, with a count, around the end."""

from __future__ import annotations

from bisect import bisect_left

from textual import on
from textual.widgets import Input

from reader.tui.find_text import matches
from reader.tui.inking import Ink
from reader.tui.noting import NotingScreen
from reader.tui.pager import Spot

Match = tuple[Spot, int, int]


class FindingScreen(NotingScreen):
    """A screen whose text can be searched."""

    _matches: tuple[Match, ...] = ()
    _here = 0
    _began: tuple[Spot, int] = (Spot(0, 0), 0)

    def action_find(self) -> None:
        """Ask for a text, and go to its next place while it is typed."""
        if self.query("#find"):
            return
        self._began = (self.view.cursor.pager.top, self.view.cursor.pager.line)
        field = Input(placeholder="find in this text", id="find", select_on_focus=False)
        field.cursor_blink = False
        self.mount(field, before="#bottom")
        field.focus()

    @on(Input.Changed, "#find")
    def find_as_typed(self, event: Input.Changed) -> None:
        """Show the first match from where the search began."""
        self._matches = tuple(matches(self.view.document, event.value))
        self._here = bisect_left(self._matches, (self._began[0], -1, -1))
        self._show_match(0)

    @on(Input.Submitted, "#find")
    def end_typing(self, event: Input.Submitted) -> None:
        """Keep the matches, and give the keys back to the text."""
        event.input.remove()
        self.view.focus()
        self._say_match()

    def cancel_find(self) -> bool:
        """Close the field and take the marks off; False where nothing was being found."""
        fields = self.query("#find")
        if not fields and not self._matches:
            return False
        fields.remove()
        self._matches = ()
        self.view.mark(self.full_decor().inks)
        self.view.focus()
        return True

    def action_next_match(self) -> None:
        """Go to the next match."""
        self._show_match(1)

    def action_previous_match(self) -> None:
        """Go to the previous match."""
        self._show_match(-1)

    def _show_match(self, step: int) -> None:
        if not self._matches:
            self.view.mark(self.full_decor().inks)
            self.say("Nothing found." if self.query("#find") else "Find something first: /")
            return
        self._here = (self._here + step) % len(self._matches)
        spot, start, _ = self._matches[self._here]
        self.view.cursor.reveal(spot, start)
        self.view.mark(self._match_inks())
        self.view.moved()
        self._say_match()

    def _say_match(self) -> None:
        if self._matches:
            next_key, previous_key = self.keys.first("next_match"), self.keys.first("previous_match")
            self.say(f"{self._here + 1} of {len(self._matches)}   {next_key} next   {previous_key} previous")

    def _match_inks(self) -> dict[Spot, tuple[Ink, ...]]:
        inks = dict(self.full_decor().inks)
        for place, (spot, start, end) in enumerate(self._matches):
            look = "document--match-here" if place == self._here else "document--match"
            inks[spot] = (*inks.get(spot, ()), Ink(start, end, look))
        return inks
