"""Notes as the rest of the program sees them: made, changed, deleted and brought back, disk first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from reader.core.note import Note, NoteKind, Target, clean_words, note_id
from reader.core.safe_text import safe_line
from reader.errors import NotesError
from reader.storage.notes import Loaded, NoteStore, Saved, StoredNote


@dataclass(frozen=True, slots=True)
class Means:
    """What a new note needs from outside: the time in UTC, and so many random hex digits."""

    now: Callable[[], datetime]
    random_hex: Callable[[int], str]


class Notebook:
    """The notes in a store, with undo. What was read is kept, to tell later whether a file has changed."""

    def __init__(self, store: NoteStore, means: Means) -> None:
        self.store = store
        self.means = means
        self._read: dict[str, StoredNote] = {}
        self._undo: list[Callable[[], None]] = []

    def for_briefing(self, briefing_id: str) -> Loaded:
        """The notes on a briefing, as they are on the disk now."""
        return self._keep(self.store.for_briefing(briefing_id))

    def all(self) -> Loaded:
        """Every note."""
        return self._keep(self.store.all())

    def _keep(self, loaded: Loaded) -> Loaded:
        self._read |= {stored.note.id: stored for stored in loaded.notes}
        return loaded

    def add(
        self, target: Target, text: str, *, tags: tuple[str, ...] = (), kind: NoteKind = NoteKind.COMMENT
    ) -> StoredNote:
        """Save a new note. Raises `NotesError`."""
        now = self._now()
        words = _checked(text)
        note = Note("", now, now, target, words, tuple(safe_line(tag) for tag in tags), kind)
        stored = self._add_under_new_id(note)
        self._read[stored.note.id] = stored
        self._undo.append(lambda: self.store.trash(stored.note.id))
        return stored

    def _add_under_new_id(self, note: Note) -> StoredNote:
        while True:
            try:
                return self.store.add(replace(note, id=self._new_id()))
            except FileExistsError:
                continue  # another note was made in this second with these random digits

    def change(self, note: Note, text: str, *, tags: tuple[str, ...] | None = None) -> Saved:
        """Save a note with other words. Where its file changed meanwhile, both stay. Raises `NotesError`."""
        stored = self._read.get(note.id) or self.store.find(note.id)
        kept = note.tags if tags is None else tuple(safe_line(tag) for tag in tags)
        changed = replace(note, text=_checked(text), tags=kept, modified=self._now())
        return self._replace(stored, changed)

    def decide(self, note: Note) -> Saved:
        """Save a note to which a decision was added. Raises `NotesError`."""
        return self._replace(self._read.get(note.id) or self.store.find(note.id), replace(note, modified=self._now()))

    def _replace(self, stored: StoredNote, changed: Note) -> Saved:
        saved = self.store.replace(stored, changed, self._new_id)
        self._read[saved.stored.note.id] = saved.stored
        if not saved.is_conflict:
            self._undo.append(lambda: self._put_back(saved.stored, stored.note))
        return saved

    def _put_back(self, stored: StoredNote, before: Note) -> None:
        saved = self.store.replace(stored, before, self._new_id)
        self._read[saved.stored.note.id] = saved.stored

    def delete(self, note: Note) -> None:
        """Move a note to the trash. Raises `NotesError`."""
        self.store.trash(note.id)
        self._undo.append(lambda: self._bring_back(note.id))

    def restore(self, note_id: str) -> Note:
        """Bring a note back from the trash. Raises `NotFoundError` and `NotesError`."""
        stored = self.store.restore(note_id)
        self._read[note_id] = stored
        return stored.note

    def _bring_back(self, note_id: str) -> None:
        self.restore(note_id)

    @property
    def can_undo(self) -> bool:
        """Whether anything has been done since the start that can be undone."""
        return bool(self._undo)

    def undo(self) -> None:
        """Undo the last thing done. Raises `NotesError`."""
        self._undo.pop()()

    def _now(self) -> datetime:
        return self.means.now().replace(microsecond=0)

    def _new_id(self) -> str:
        return note_id(self._now(), self.means.random_hex(6))


def _checked(text: str) -> str:
    words = clean_words(text)
    if not words.strip():
        raise NotesError("A note needs words.")
    return words
