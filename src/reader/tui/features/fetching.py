"""What may take long, such as a file on a disk that does not answer: awaited a moment, then the reader reads on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from reader.tui.features.desk import Desk, Feature

PATIENCE = 0.5
"""Seconds in which whatever is fetched comes as if there were no waiting: keys typed behind it are meant for it."""
FETCHING = "Fetching what you asked for"

Value = TypeVar("Value")


class Fetching(Feature):
    """Fetches one thing at a time. Esc gives it up, and so does fetching something else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_late = False

    def fetch(self, name: str, get: Callable[[], Value], then: Callable[[Value], None]) -> None:
        """Do something with what `get` gives, which runs in a thread of its own; `name` says what is awaited."""
        self.give_up()
        self._is_late = False
        self.desk.behind.do(FETCHING, get, partial(self._arrive, name, then))
        if not self.desk.behind.wait(FETCHING, PATIENCE):
            self._is_late = True
            self.desk.say(f"{name} is slow to come. You can read on; Esc gives it up.")

    def _arrive(self, name: str, then: Callable[[Value], None], value: Value) -> None:
        """Do it, unless the reader is writing by now, or choosing something else: nothing takes the place of that."""
        if self._is_late and not self.desk.is_at_text:
            self.desk.say(f"{name} has come: ask for it again.")
        else:
            then(value)

    def give_up(self) -> bool:
        """Wait no longer for what was to come."""
        return self.desk.behind.give_up(FETCHING)
