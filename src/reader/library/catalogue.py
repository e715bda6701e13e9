"""What is asked over the whole library at once: the index of its briefings, with the notes on them.

Nothing of it is opened before it is first asked for, and what it says is as true as its last `refresh`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.safe_text import safe_line
from reader.errors import NotFoundError
from reader.storage.decisions import DecisionStore
from reader.storage.note_names import note_counts, note_stamps

# A search of a library that has not changed is over sooner than most modules are imported.
if TYPE_CHECKING:
    from reader.core.format.briefing import Entity
    from reader.core.note import Note
    from reader.library.shelf import Shelf
    from reader.storage.index import Index
    from reader.storage.index.found import Found
    from reader.storage.index.rows import Entry, NoteRow

HELD = "Another program keeps the library's index locked: what has changed meanwhile is not known yet."
"""What is said where `Catalogue.is_held`."""
KINDS = {"briefings": "briefing", "entities": "entity", "notes": "note"}
"""What can be searched, as people name it and as the index does."""


Seen = Callable[[], dict[str, set[int]]]
"""Gives the digests of the paragraphs that were read, by briefing."""


class Catalogue:
    """The whole library, with one person's notes, decisions and reading. May be asked from any thread.

    `cache` is the folder of the index, None for one in memory; `notes` the folder of all notes.
    """

    def __init__(
        self, cache: Path | None, folders: Sequence[Path], notes: Path, decisions: DecisionStore, seen: Seen
    ) -> None:
        self._cache, self._folders = cache, folders
        self._notes, self._decisions, self._seen = notes, decisions, seen
        self._index: Index | None = None
        self._lock = threading.Lock()
        self.is_fresh = False
        """Whether it was refreshed to the end since it was opened."""

    @property
    def index(self) -> Index:
        """The index itself."""
        with self._lock:
            if self._index is None:
                from reader.storage.index import Index  # a reader who stays in one briefing never pays for it

                self._index = Index(self._cache, self._folders)
            return self._index

    @property
    def is_held(self) -> bool:
        """Whether it may be behind the files, since another program does not let go of the index."""
        return self.index.is_held

    def looks_unchanged(self) -> bool:
        """Whether no file came, went or was replaced since the last refresh, by folders and the files changed last.

        A file written in place after it had long been left alone is not noticed. Looks at so few that it takes no
        longer for a hundred thousand files than for ten.
        """
        if not self.index.looks_unchanged() or self.index.has_other_decisions(self._decisions.all()):
            return False
        self.is_fresh = True
        return True

    def refresh(
        self, progress: Callable[[int, int], None] | None = None, stop: Callable[[], bool] | None = None
    ) -> bool:
        """Bring it up to the files as they are now; True if anything was other than it was known.

        `progress` is told how many files of how many have been read; once `stop` gives True, no more is.
        """
        refreshed = self.index.refresh(progress, stop, self._decisions.all())
        self.is_fresh = not refreshed.is_stopped
        return self.refresh_notes() or bool(refreshed.read or refreshed.gone)

    def refresh_for_a_command(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Bring it up to the files; in a large library that was looked at just now, by a look at few."""
        if self.index.was_just_looked_at() and self.looks_unchanged():
            self.refresh_notes()
        else:
            self.refresh(progress)

    def catch_up_with_few(self, most: int) -> None:
        """Bring it up to the files where so many at most are to be read; more of them wait for who asks for all."""
        due = 0

        def note(_done: int, total: int) -> None:
            nonlocal due
            due = total

        self.refresh(note, lambda: due > most)

    def refresh_notes(self) -> bool:
        """Bring it up to the notes as they are now; only those that changed are read. True if any did."""
        index, stamps = self.index, note_stamps(self._notes)
        known = index.note_stamps()
        changed = [(path, stamp) for name, (path, stamp) in stamps.items() if known.get(name) != str(stamp)]
        gone = tuple(known.keys() - stamps.keys())
        if not changed and not gone:
            return False
        from reader.storage.notes import NoteStore

        store = NoteStore(self._notes)
        read = ((store.read(path), stamp) for path, stamp in changed)
        rows = [_note_row(stored.note, str(stamp)) for stored, stamp in read if stored]
        index.put_notes(rows, gone)
        return bool(rows or gone)

    def note_tags(self) -> tuple[str, ...]:
        """Every tag of a note, the most used first."""
        self.refresh_notes()
        return self.index.note_tags()

    def search(self, text: str, limit: int, among: Sequence[str] = (), *, is_half_typed: bool = False) -> Found:
        """The best `limit` places for a query, best first; `among` are names of `KINDS`, all where there is none.

        With `is_half_typed` the last word may be the start of a longer one. Any text is a query.
        """
        from reader.core.search.query import parse_as_typed, parse_query

        query = parse_as_typed(text) if is_half_typed else parse_query(text)
        kinds = frozenset(KINDS[name] for name in among or KINDS)
        index = self.index
        before = index.times_lost
        found = index.search(query, limit, kinds)
        if index.times_lost == before:
            return found
        self.refresh_notes()  # the index was damaged and made again from the briefings alone
        return index.search(query, limit, kinds)

    def find(self, briefing_id: str) -> tuple[Path, ...]:
        """The files that held the briefing of that id when they were last read."""
        return self.index.find(safe_line(briefing_id))

    def entity(self, entity_id: str) -> Entity:
        """What the library says of an entity. Raises `NotFoundError`."""
        found = self.index.entity(safe_line(entity_id))
        if found is None:
            raise NotFoundError(f'No entity "{safe_line(entity_id)}" is described in the library.')
        return found

    def shelf(self) -> Shelf:
        """Every briefing, newest first, and the files that could not be read."""
        from reader.core.format.problem import Severity
        from reader.library.progress import digest
        from reader.library.shelf import Shelf, ShelfEntry

        seen = self._seen()
        paragraphs, notes = self.index.paragraphs(seen), note_counts(self._notes)

        def entry(one: Entry) -> ShelfEntry:
            unread, digests = len(one.sections), seen.get(one.id)
            if digests:
                texts = (paragraphs.get((one.file, section), ()) for section, _ in one.sections)
                unread = sum(any(digest(text) not in digests for text in section) for section in texts)
            return ShelfEntry(*one, unread, notes.get(one.id, 0))

        problems = tuple(one for one in self.index.problems() if one.severity is Severity.ERROR)
        entries = map(entry, self.index.entries())
        return Shelf(tuple(sorted(entries, key=lambda one: one.date, reverse=True)), problems)


def _note_row(note: Note, stamp: str) -> NoteRow:
    from reader.storage.index.rows import NoteRow

    anchor, target = note.anchor, note.target
    return NoteRow(
        id=note.id,
        briefing=target.briefing,
        section=(anchor.section if anchor else target.section) or "",
        entity=target.entity or "",
        paragraph=anchor.paragraph if anchor else 0,
        text=note.text,
        quote=anchor.exact if anchor else "",
        tags=note.tags,
        kind=str(note.kind),
        modified=note.modified.isoformat(),
        stamp=stamp,
    )
