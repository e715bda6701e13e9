"""The line above the bottom one in which is typed what to look for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import Input

from reader.tui.drawing.footer import Hint


class FindField(Input):
    """Says each change, and that typing has ended."""

    def __init__(
        self, wanted: str, typed: Callable[[str], None], ended: Callable[[], None], *, hints: Sequence[Hint]
    ) -> None:
        super().__init__(placeholder=wanted, id="find", select_on_focus=False)
        self.cursor_blink = False
        self.hints = hints
        """The keys that mean something else than letters."""
        self._typed, self._ended = typed, ended

    def on_mount(self) -> None:
        """Have a line of the screen."""
        self.screen.add_class("-typing")

    def on_unmount(self) -> None:
        """Give it back."""
        self.screen.remove_class("-typing")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what stands there now."""
        event.stop()
        self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was found."""
        event.stop()
        self._ended()
