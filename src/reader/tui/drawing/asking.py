"""Asking for one key: a screen that shows nothing of its own and takes the next character typed."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen


class AskingScreen(ModalScreen[str]):
    """Gives the character typed; None for any other key, which leaves."""

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(event.character if event.is_printable else None)
