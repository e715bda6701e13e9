"""For whoever does not know the keys: a line at the first start, and a word about a key that means nothing."""

from __future__ import annotations

from textual import events

from reader.tui.actions import BY_NAME
from reader.tui.features.desk import Desk, Feature
from reader.tui.keys import show_key

FULL = 80
"""Columns from which the line at the first start has room for all it says."""


class Guiding(Feature):
    """The keys that mean something."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._meant = {key for name in BY_NAME for key in desk.keys.of(name)}

    def greet(self) -> None:
        """Say the few keys that are enough to begin with, the first time that the program is started."""
        if not self.desk.library.is_first_start:
            return
        first = self.desk.keys.first
        ways = [(first("next_section"), "section"), (first("open"), "others")]
        if self.desk.screen.app.size.width >= FULL:
            ways[1:1] = [(first("next_link"), "name"), (first("note"), "note")]
        told = ", ".join(f"{key} {word}" for key, word in ways if key)
        self.desk.say(f"Welcome. A sample: {told}")  # help and quit stand beside it

    def explain(self, event: events.Key) -> None:
        """Say that a key means nothing here, where that is so."""
        if self._meant.isdisjoint({event.key, event.character}):
            leave = f", {self.desk.keys.first('leave')} quits" if event.key == "ctrl+c" else ""
            key = show_key(event.character if event.is_printable and event.character else event.key)
            self.desk.say(f"{key} does nothing here: {self.desk.keys.first('help')} lists every key{leave}.")
