"""What was done to notes and can be undone, and how a reader is told what an undo has done."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from reader.core.note import Note
from reader.core.safe_text import safe_line
from reader.core.value import Value
from reader.storage.notes import Saved, StoredNote

_LONGEST = 40
"""Code points of a note that name it."""


class Deed(StrEnum):
    """What was done to a note, as its undoing is told of the note's first words."""

    WRITTEN = "Undone: your note “{}” is in the trash; briefing-reader notes restore brings it back."
    CHANGED = "Undone: “{}” is as it was."
    DECIDED = "Undone: “{}” is where it was, and waits to be reviewed."
    DELETED = "Undone: “{}” is back."


class Undoing(NamedTuple):
    """How something that was done to a note is undone; the note is what there is of it afterwards."""

    deed: Deed
    note: Note
    undo: Callable[[], Saved | StoredNote | None]


class Undone(Value):
    """What was undone. `is_conflict` where the note has been changed elsewhere since, so that both stay."""

    deed: Deed
    note: Note
    is_conflict: bool = False

    @property
    def told(self) -> str:
        """What has been undone, in a sentence."""
        if self.is_conflict:
            return "The note had been changed elsewhere: its old words are a note of their own. Both stay."
        words = " ".join(safe_line(self.note.text).split())
        return self.deed.format(words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…")
