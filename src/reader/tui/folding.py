"""The panels beside the text: shown, hidden, focused; on a narrow screen folded away, and opened over the text."""

from __future__ import annotations

from textual import events

from reader.tui.finding import FindingScreen
from reader.tui.rows import Rows

NARROW = 100
"""Screens with fewer columns fold the side panels away."""


class FoldingScreen(FindingScreen):
    """A screen with contents on the left, entities and notes on the right of its text."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = {"contents", "entities"}
        self._over: str | None = None
        """The panel that lies over the text of a narrow screen."""

    def on_resize(self, event: events.Resize) -> None:
        """Fold the panels away on a narrow screen."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.lay_out_panels()

    @property
    def is_covered(self) -> bool:
        """Whether a panel lies over the text."""
        return self.is_narrow and self._over is not None

    @property
    def is_narrow(self) -> bool:
        """Whether panels open over the text."""
        return self.has_class("-narrow")

    def lay_out_panels(self) -> None:
        """Show the panels that are wanted now."""
        shown = {self._over} if self.is_narrow else self._shown
        for name in ("contents", "entities", "notes"):
            self.query_one(f"#{name}").set_class(name not in shown, "-hidden")
        side = self.query_one("#side")
        side.set_class(not shown & {"entities", "notes"}, "-hidden")
        side.set_class(shown >= {"entities", "notes"}, "-both")

    def _toggle(self, name: str) -> None:
        rows = self.query_one(f"#{name}", Rows)
        if self.is_narrow:
            self._over = None if self._over == name else name
        else:
            self._shown ^= {name}
        self.lay_out_panels()
        if self.is_narrow and self._over:
            rows.focus()
        elif self.focused is None or rows.has_class("-hidden"):
            self.view.focus()

    def action_contents(self) -> None:
        """Show or hide the contents."""
        self._toggle("contents")

    def action_entities(self) -> None:
        """Show or hide the entities."""
        self._toggle("entities")

    def action_notes(self) -> None:
        """Show or hide the notes."""
        self._toggle("notes")

    def action_focus_left(self) -> None:
        """Focus the panel on the left; where there is none, open the contents."""
        self._focus_beside(-1)

    def action_focus_right(self) -> None:
        """Focus the panel on the right; where there is none, open the entities."""
        self._focus_beside(1)

    def _focus_beside(self, step: int) -> None:
        order = ["contents", "document", "entities", "notes"]
        here = self.focused.id if self.focused and self.focused.id in order else "document"
        place = order.index(here) + step
        if self.is_narrow and here != "document":
            self.close_over()
            return
        while 0 <= place < len(order) and self.query_one(f"#{order[place]}").has_class("-hidden"):
            if order[place] != "notes" and here == "document":
                self._toggle(order[place])
                break
            place += step
        if 0 <= place < len(order):
            self.query_one(f"#{order[place]}").focus()

    def close_over(self) -> None:
        """Close the panel over the text, and give the keys back to the text."""
        self._over = None
        self.lay_out_panels()
        self.view.focus()

    def action_cancel(self) -> None:
        """Close what lies over the text, or take the focus off the link."""
        if self.cancel_find():
            pass
        elif self.focused is not self.view:
            self.close_over()
        elif self.view.cursor.drop_link():
            self.view.moved()
        self.hint()
