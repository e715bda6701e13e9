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
from reader.tui.drawing.footer import Hint, hint_pieces
from reader.tui.drawing.paint import measure
from reader.tui.drawing.rows import Content, Rows

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
        with Vertical(classes="sheet"):
            yield Bar(id="list-title")
            yield Rows(id="list")
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
    ]

    TYPING: ClassVar[str] = "to filter"
    """What typing is for."""
    CLOSES_ON_Q: ClassVar[bool] = True
    """Whether `q` closes the list while nothing has been typed."""

    def __init__(
        self,
        title: str,
        entries: Entries,
        *,
        here: object = None,
        hint: str = "choose",
        keys: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__()
        self._title, self._entries, self._here, self._hint, self._keys = title, entries, here, hint, keys
        self.typed = ""

    def on_mount(self) -> None:
        """Show all entries."""
        self.renew()
        self.query_one(Rows).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Name as many keys as there is room for; the way out always."""
        keys, end = (("Enter", self._hint), ("type", self.TYPING), *self._keys, ("↑↓", "move")), hint_pieces(CLOSE)
        self.query_one("#list-keys", Bar).show(hint_pieces(keys, event.size.width - measure(end) - 1), end)

    def renew(self) -> None:
        """Show what fits what has been typed."""
        self.show_title()
        self.show_rows(self._entries(self.typed.lower()))

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

    def on_key(self, event: events.Key) -> None:
        """Take what is typed into the filter."""
        if event.character and event.is_printable:
            event.stop()
            if self.typed or event.character != "q" or not self.CLOSES_ON_Q:
                self.typed += event.character
                self.renew()
            else:
                self.dismiss(None)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted into the filter, as one line."""
        event.stop()
        self.typed += safe_line(event.text)
        self.renew()

    def action_erase(self) -> None:
        """Take the last character off the filter; on an empty filter, leave."""
        if not self.typed:
            self.dismiss(None)
            return
        self.typed = self.typed[:-1]
        self.renew()

    def action_choose(self) -> None:
        """Give the line under the cursor."""
        chosen = self.query_one(Rows).chosen
        if chosen is not None:
            self.dismiss(chosen)
