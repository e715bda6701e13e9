"""All notes over all briefings, each with what it is about and whether its place is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from reader.core.anchoring.anchor import Finding, State
from reader.core.note import Note, NoteKind
from reader.core.safe_text import safe_line
from reader.core.value import Value
from reader.library.opening import LocatedNote, OpenBriefing, UnreadableNote, locate_notes
from reader.storage.notes import Loaded, StoredNote, Unreadable

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
    def state(self) -> State:
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


def note_list(loaded: Loaded, open_briefing: Callable[[str], OpenBriefing | None]) -> NoteList:
    """What was loaded as a list. `open_briefing` gives the briefing with an id, None where it cannot be read."""
    entries: list[NoteEntry] = []
    for briefing_id, group in groupby(loaded.notes, key=lambda one: one.note.target.briefing):
        opened, stored = open_briefing(briefing_id), tuple(group)
        entries += entries_of(opened, stored) if opened else map(_entry_alone, stored)
    entries.sort(key=lambda entry: (entry.is_open_question, entry.note.modified, entry.note.id), reverse=True)
    return NoteList(tuple(entries), tuple(map(unreadable_note, loaded.unreadable)))


def unreadable_note(file: Unreadable) -> UnreadableNote:
    """A file that could not be read, as it is shown."""
    return UnreadableNote(safe_line(str(file.path)), safe_line(file.message))


def entries_of(opened: OpenBriefing, stored: Sequence[StoredNote]) -> Iterable[NoteEntry]:
    """Notes on one briefing with their places in it."""
    paragraphs = {(passage.section, passage.number): passage.text for passage in opened.passages()}
    located = locate_notes(opened, (one.note for one in stored))
    return (_entry(opened, one, found, paragraphs) for one, found in zip(stored, located, strict=True))


def _entry(
    opened: OpenBriefing, stored: StoredNote, located: LocatedNote, paragraphs: dict[tuple[str, int], str]
) -> NoteEntry:
    place = located.finding.place
    section = opened.briefing.section(place.section if place else stored.note.target.section or "")
    return NoteEntry(
        stored.note,
        located.finding,
        stored.path,
        opened.briefing.title,
        place.section if place else stored.note.target.section or "",
        section.title if section else "",
        paragraphs[place.section, place.paragraph] if place else None,
        opened.briefing.marking,
    )


def _entry_alone(stored: StoredNote) -> NoteEntry:
    """A note whose briefing is not there."""
    lost = Finding(State.UNANCHORED, None, "its briefing is not there, or cannot be read")
    return NoteEntry(stored.note, lost, stored.path, section=stored.note.target.section or "")
