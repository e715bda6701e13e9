"""What may take long, such as a file on a disk that does not answer: awaited a moment, then the reader reads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from reader.tui.features.desk import Feature

PATIENCE = 0.5
"""Seconds in which whatever is fetched comes as if there were no waiting: keys typed behind it are meant for it."""
READING = "Reading a briefing"

Value = TypeVar("Value")


class Fetching(Feature):
    """Fetches one thing at a time. Esc gives it up, and so does fetching something else."""

    def fetch(self, name: str, get: Callable[[], Value], then: Callable[[Value], None]) -> None:
        """Do something with what `get` gives, which runs in a thread of its own; `name` says what is awaited."""
        self.give_up()
        self.desk.behind.do(READING, get, then)
        if not self.desk.behind.wait(READING, PATIENCE):
            self.desk.say(f"{name} is slow to come. You can read on; Esc gives it up.")

    def give_up(self) -> bool:
        """Wait no longer for what was to come."""
        return self.desk.behind.give_up(READING)
