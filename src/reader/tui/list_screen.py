"""A list that opens over the text: choose one of its lines, or leave. Typing filters it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from reader.tui.bar import Bar
from reader.tui.rows import RowLine, Rows

Entries = Callable[[str], Callable[[int], Sequence[RowLine]]]
"""From what has been typed to the lines for a width."""


class ListScreen(ModalScreen[object]):
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

    def __init__(self, title: str, entries: Entries, *, here: object = None, hint: str = "choose") -> None:
        super().__init__()
        self._title, self._entries, self._here, self._hint = title, entries, here, hint
        self._typed = ""

    def compose(self) -> ComposeResult:
        """The title with what was typed, the list, the keys."""
        with Vertical(classes="sheet"):
            yield Bar(id="list-title")
            yield Rows(id="list")
            yield Bar(id="list-keys")

    def on_mount(self) -> None:
        """Show all entries."""
        keys = [(" type", "bar--key"), (" to filter ", "bar--dim"), (" ↑↓", "bar--key"), (" move ", "bar--dim")]
        keys += [(" Enter", "bar--key"), (f" {self._hint} ", "bar--dim"), (" Esc", "bar--key"), (" close ", "bar--dim")]
        self.query_one("#list-keys", Bar).show(keys)
        self._fill()
        self.query_one(Rows).focus()

    def _fill(self) -> None:
        typed = [("  › ", "bar--dim"), (self._typed, "bar--strong")] if self._typed else []
        self.query_one("#list-title", Bar).show([(self._title, "bar--strong"), *typed])
        rows = self.query_one(Rows)
        rows.fill(self._entries(self._typed.lower()), self._here)
        if rows.chosen is None:
            rows.move_to_end(last=False)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed into the filter."""
        if event.character and event.is_printable:
            event.stop()
            if self._typed or event.character != "q":
                self._typed += event.character
                self._fill()
            else:
                self.dismiss(None)

    def action_erase(self) -> None:
        """Take the last character off the filter; on an empty filter, leave."""
        if not self._typed:
            self.dismiss(None)
            return
        self._typed = self._typed[:-1]
        self._fill()

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

    def action_choose(self) -> None:
        """Give the line under the cursor."""
        chosen = self.query_one(Rows).chosen
        if chosen is not None:
            self.dismiss(chosen)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)
