"""A list that opens over the text: choose one of its lines, or leave. Typing filters it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.core.safe_text import safe_line
from reader.tui.drawing.bar import Bar
from reader.tui.drawing.filtering import plain
from reader.tui.drawing.footer import Hint, hint_pieces
from reader.tui.drawing.paint import measure
from reader.tui.drawing.rows import MORE, Content, Rows

Entries = Callable[[str], Content]
"""From what has been typed to the lines for a width."""
CLOSE: Sequence[Hint] = (("Esc", "close"),)
"""The key that leaves whatever opens over the text."""


ROOMY = 160
"""Columns from which what opens over the text leaves the panels beside it in sight."""
WIDTHS = [(0, "-covering"), (ROOMY, "-roomy")]
"""The classes that a screen over the text has, by its columns."""


class RowsScreen(ModalScreen[object]):
    """A list with a cursor between a title and its keys."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012 # Textual's type

    def compose(self) -> ComposeResult:
        """The title, the list, the keys."""
        with Vertical(classes="sheet") as sheet:
            yield Bar(id="list-title")
            rows = Rows(id="list")
            rows.tell_more = lambda goes_on: setattr(sheet, "border_subtitle", f" {MORE} more " if goes_on else "")
            yield rows
        yield Bar(id="list-keys")

    def action_move(self, steps: int) -> None:
        """Move the cursor."""
        self.query_one(Rows).move(steps)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        rows = self.query_one(Rows)
        rows.move(pages * rows.page)

    def action_end(self, last: bool) -> None:
        """Go to the first or last line."""
        self.query_one(Rows).move_to_end(last=last)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class ListScreen(RowsScreen):
    """Gives the key of the chosen line, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "next"),
        Binding("up,ctrl+p", "move(-1)", "previous"),
        Binding("pagedown", "page(1)", "one page down"),
        Binding("pageup", "page(-1)", "one page up"),
        Binding("home", "end(False)", "first"),
        Binding("end", "end(True)", "last"),
        Binding("enter", "choose", "choose"),
        Binding("escape", "leave", "close"),
        Binding("backspace", "erase", "erase what was typed last"),
        Binding("ctrl+w", "erase_word", "erase the last word"),
        Binding("ctrl+u", "erase_all", "erase all that was typed"),
    ]

    TYPING: ClassVar[str] = "to filter"
    """What typing is for; nothing where it does nothing."""

    def __init__(
        self,
        title: str,
        entries: Entries,
        *,
        here: object = None,
        hint: str = "choose",
        keys: Sequence[tuple[str, str]] = (),
        closes_on_q: bool = True,
    ) -> None:
        super().__init__()
        self._closes_on_q = closes_on_q
        self._title, self._entries, self._here, self._hint, self._keys = title, entries, here, hint, keys
        self.typed = ""
        self._has_erased = False

    def on_mount(self) -> None:
        """Show all entries."""
        self.renew()
        self.query_one(Rows).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Name as many keys as there is room for; the way out always."""
        typing = (("type", self.TYPING),) if self.TYPING else ()
        keys, end = (("Enter", self._hint), *typing, *self._keys, ("↑↓", "move")), hint_pieces(CLOSE)
        self.query_one("#list-keys", Bar).show(hint_pieces(keys, event.size.width - measure(end) - 1), end)

    def renew(self) -> None:
        """Show what fits what has been typed."""
        self.show_title()
        self.show_rows(self._entries(plain(self.typed)))

    def refill(self) -> None:
        """The same again, if the list stands on the screen already."""
        if self.is_mounted:
            self.renew()

    def show_title(self, about: str = "") -> None:
        """Show the title with what has been typed, and at its end something about the list."""
        typed = [("  › ", "bar--dim"), (self.typed, "bar--strong")] if self.typed else []
        self.query_one("#list-title", Bar).head([(self._title, "bar--strong"), *typed], [(about, "bar--dim")])

    def show_rows(self, content: Content) -> None:
        """Show these lines; the cursor stays where it was, if it still can."""
        rows = self.query_one(Rows)
        rows.fill(content, self._here)
        if rows.chosen is None:
            rows.move_to_end(last=False)

    @property
    def closes_on_q(self) -> bool:
        """Whether `q` closes the list while nothing has been typed: not where it begins what people look for."""
        return self._closes_on_q

    def on_key(self, event: events.Key) -> None:
        """Take what is typed."""
        if event.character and event.is_printable:
            event.stop()
            if event.character == "q" and not self.typed and self.closes_on_q:
                self.dismiss(None)
            else:
                self.type(event.character)

    def type(self, character: str) -> None:
        """Take a character into the filter."""
        self.filter_by(self.typed + character)

    def filter_by(self, typed: str) -> None:
        """Show what fits these words, and be at the first of it, which Enter then chooses."""
        self.typed = typed
        self.renew()
        if typed:
            self.query_one(Rows).move_to_end(last=False)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted into the filter, as one line."""
        event.stop()
        self.filter_by(self.typed + safe_line(event.text))

    def action_erase(self) -> None:
        """Take the last character off the filter; leave where there never was one.

        A key that is held down to erase would else go on to leave, and then take the reader back from text to text.
        """
        if self.typed:
            self._has_erased = True
            self.filter_by(self.typed[:-1])
        elif not self._has_erased:
            self.dismiss(None)

    def action_erase_word(self) -> None:
        """Take the last word off the filter."""
        before, space, _ = self.typed.rstrip().rpartition(" ")
        self.filter_by(before + space)

    def action_erase_all(self) -> None:
        """Show everything again."""
        self.filter_by("")

    def action_choose(self) -> None:
        """Give the line under the cursor."""
        chosen = self.query_one(Rows).chosen
        if chosen is not None:
            self.dismiss(chosen)


class QuestionScreen(ListScreen):
    """A few answers to choose from, which nobody has to filter: letters move, as they do in the text."""

    TYPING = ""
    _MOVES: ClassVar[dict[str, int]] = {"j": 1, "k": -1}

    def __init__(self, title: str, answers: Content, *, hint: str = "choose") -> None:
        super().__init__(title, lambda _: answers, hint=hint)

    def type(self, character: str) -> None:
        """Move by the letters that move the text."""
        if steps := self._MOVES.get(character):
            self.action_move(steps)

    def on_paste(self, event: events.Paste) -> None:
        """Nothing is typed here."""
        event.stop()
        event.prevent_default()
