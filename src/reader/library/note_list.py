"""All notes over all briefings, each with what it is about and whether its place is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.anchoring.anchor import Finding, NoteState
from reader.core.note import Note, NoteKind
from reader.core.value import Value
from reader.library.opening import UnreadableNote, found_on
from reader.storage.notes import Loaded, StoredNote

if TYPE_CHECKING:
    from reader.core.anchoring.ground import Ground

ANSWERED = "answered"
"""The tag of a question that is open no longer."""


class NoteEntry(Value):
    """One note of the list.

    `briefing_title` and `section_title` are empty where the briefing cannot be read or has no such section; `section`
    is where the note stands now, else where it was made. `paragraph_text` is the plain text of the paragraph where the
    note stands now; None where it stands in none. `marking` is that of the briefing, empty where it has none, and None
    where the briefing is not there to tell.
    """

    note: Note
    finding: Finding
    path: Path
    briefing_title: str = ""
    section: str = ""
    section_title: str = ""
    paragraph_text: str | None = None
    marking: str | None = None

    @property
    def state(self) -> NoteState:
        """How surely its place is known."""
        return self.finding.state

    @property
    def quote(self) -> str | None:
        """The words that it is on: as decided last, else as it was made."""
        anchor = self.note.anchor or self.note.target.anchor
        return anchor.exact if anchor else None

    @property
    def is_open_question(self) -> bool:
        """Whether it is a question that is not tagged as answered."""
        return self.note.kind is NoteKind.QUESTION and ANSWERED not in self.note.tags


class NoteList(Value):
    """Notes, open questions first and then the newest; and what could not be read."""

    entries: tuple[NoteEntry, ...] = ()
    unreadable: tuple[UnreadableNote, ...] = ()


def note_list(loaded: Loaded, ground_of: Callable[[str], Ground | None]) -> NoteList:
    """What was loaded as a list. `ground_of` gives what stands in the briefing of an id; None where it is not there."""
    entries: list[NoteEntry] = []
    for briefing_id, group in groupby(loaded.notes, key=lambda one: one.note.target.briefing):
        ground, stored = ground_of(briefing_id), tuple(group)
        entries += _entries(ground, stored) if ground else map(_entry_alone, stored)
    entries.sort(key=lambda entry: (entry.is_open_question, entry.note.modified, entry.note.id), reverse=True)
    return NoteList(tuple(entries), tuple(map(UnreadableNote.of, loaded.unreadable)))


def _entries(ground: Ground, stored: Sequence[StoredNote]) -> Iterator[NoteEntry]:
    """Notes on one briefing with their places in it."""
    for one in stored:
        finding = found_on(ground, one.note)
        place = finding.place
        section = place.section if place else one.note.target.section or ""
        yield NoteEntry(
            one.note,
            finding,
            one.path,
            ground.title,
            section,
            ground.sections.get(section, ""),
            ground.paragraph(place) if place else None,
            ground.marking,
        )


def _entry_alone(stored: StoredNote) -> NoteEntry:
    """A note whose briefing is not there."""
    lost = Finding(NoteState.UNANCHORED, None, "its briefing is not there, or cannot be read")
    return NoteEntry(stored.note, lost, stored.path, section=stored.note.target.section or "")
