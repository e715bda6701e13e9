"""The review queue: notes whose text has changed or is gone, one after another, each with what a person can decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from reader.core.anchoring.anchor import Place
from reader.core.note import Outcome
from reader.library import LocatedNote, OpenBriefing
from reader.tui.behind import Failed
from reader.tui.drawing.bar import Bar
from reader.tui.drawing.footer import hint_pieces
from reader.tui.drawing.list_screen import CLOSE, ListScreen, RowsScreen
from reader.tui.drawing.paint import measure
from reader.tui.drawing.rows import Rows
from reader.tui.lists.note_rows import where
from reader.tui.lists.review_rows import BY_KEYS, KEEP, SEARCH, place_entries, review_lines

Then = Callable[[OpenBriefing], object]
"""Is given the briefing as it is with what was changed."""
Decide = Callable[[LocatedNote, Outcome, Place | None, Then, Failed], None]
"""Writes down what was decided, and calls the one, or tells the other why it cannot be."""
Undo = Callable[[Callable[[OpenBriefing, str], object], Failed], None]
"""Takes back what was decided last, the same way, and gives the words to tell of it besides."""
_KEYS = (("Enter", "choose"), ("n", "next"), ("U", "undo"), ("/", "search"), ("v", "by keys"), ("x", "no place"))


class ReviewScreen(RowsScreen):
    """Gives the `LocatedNote` whose place is to be chosen in the text, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "next"),
        Binding("up,k", "move(-1)", "previous"),
        Binding("pagedown,space", "page(1)", "one page down"),
        Binding("pageup,b", "page(-1)", "one page up"),
        Binding("enter", "choose", "choose"),
        Binding("slash", "search", "search the text for its place"),
        Binding("v", "by_keys", "choose its place by keys"),
        Binding("x", "keep", "keep it without a place"),
        Binding("n,right_square_bracket,right", "step(1)", "the next note"),
        Binding("N,left_square_bracket,left", "step(-1)", "the note before"),
        Binding("U", "undo", "undo the last decision"),
        Binding("escape,q,backspace", "leave", "close"),
    ]

    def __init__(self, opened: OpenBriefing, decide: Decide, undo: Undo) -> None:
        super().__init__()
        self._opened, self._decide, self._undo = opened, decide, undo
        self._number = 0
        self._searched: tuple[Place, ...] = ()
        """Places that were searched for, for the note that is shown."""

    def on_mount(self) -> None:
        """Show the first note."""
        self._fill()
        self.query_one(Rows).focus()

    @property
    def _notes(self) -> Sequence[LocatedNote]:
        return self._opened.to_review

    @property
    def _note(self) -> LocatedNote:
        return self._notes[self._number]

    def _fill(self) -> None:
        self._number = min(self._number, len(self._notes) - 1)
        title = f"Review {self._number + 1} of {len(self._notes)}: {where(self._opened, self._note)}"
        self.query_one("#list-title", Bar).head([(title, "bar--strong")])
        self._show_keys()
        finding = self._note.finding
        own = (finding.place,) if finding.place else ()
        places = tuple(dict.fromkeys((*self._searched, *own, *finding.candidates)))
        rows = self.query_one(Rows)
        rows.fill(review_lines(self._opened, self._note, places))
        rows.move_to_end(last=False)

    def _show_keys(self) -> None:
        end = hint_pieces(CLOSE)
        self.query_one("#list-keys", Bar).show(hint_pieces(_KEYS, self.app.size.width - measure(end) - 1), end)

    def _say(self, text: str, look: str) -> None:
        self.query_one("#list-keys", Bar).say(text, look, hint_pieces(CLOSE))

    # Moving

    def action_step(self, steps: int) -> None:
        """Go on to another note, around the end."""
        self._number = (self._number + steps) % len(self._notes)
        self._searched = ()
        self._fill()

    # Deciding

    def action_choose(self) -> None:
        """Do what the line under the cursor says."""
        chosen = self.query_one(Rows).chosen
        if isinstance(chosen, Place):
            self._take_place(chosen)
        elif isinstance(chosen, str):
            {SEARCH: self.action_search, BY_KEYS: self.action_by_keys, KEEP: self.action_keep}[chosen]()

    def _take_place(self, place: Place) -> None:
        is_found = place == self._note.finding.place
        self._write_down(Outcome.ACCEPTED if is_found else Outcome.PLACED, place)

    def action_keep(self) -> None:
        """Keep the note without a place."""
        self._write_down(Outcome.UNANCHORED, None)

    def _write_down(self, outcome: Outcome, place: Place | None) -> None:
        note = self._note
        self._decide(note, outcome, place, lambda now: self._changed(now, "Written down. U takes it back."), self._warn)

    def action_undo(self) -> None:
        """Take the last decision back."""
        self._undo(self._changed, self._warn)

    def _warn(self, words: str) -> None:
        if self.is_attached:
            self._say(words, "bar--warning")

    def _changed(self, opened: OpenBriefing, told: str) -> None:
        if not self.is_attached:
            return
        self._opened = opened
        self._searched = ()
        if not self._notes:
            self.dismiss(None)
            return
        self._fill()
        self._say(told, "bar--strong")

    def action_by_keys(self) -> None:
        """Choose the place in the text itself."""
        self.dismiss(self._note)

    def action_search(self) -> None:
        """Search the text; what is found comes first among the places."""

        def chosen(place: object) -> None:
            if isinstance(place, Place):
                self._searched = (place, *self._searched)
                self._fill()

        entries = place_entries(self._opened)
        screen = ListScreen("Where does it belong?", entries, hint="take it", closes_on_q=False)
        self.app.push_screen(screen, chosen)
