"""Notes as the rest of the program sees them: made, changed, deleted and brought back, disk first."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from reader.core.anchoring.anchor import Anchor
from reader.core.note import Decision, Draft, Note, NoteKind, Outcome, Target, clean_words, note_id
from reader.core.safe_text import safe_line
from reader.core.value import Value, replace
from reader.errors import NotesError, NotFoundError
from reader.library.drafting import Drafting
from reader.library.undoing import Deed, Undoing, Undone
from reader.storage.copies import set_down
from reader.storage.drafts import DraftStore
from reader.storage.note_file import version
from reader.storage.notes import Loaded, NoteStore, Saved, StoredNote


class Means(Value):
    """What a new note needs from outside: the time in UTC, and so many random hex digits."""

    now: Callable[[], datetime]
    random_hex: Callable[[int], str]


class NotesRead(NamedTuple):
    """The notes on a briefing as they were on the disk, and by what it is told whether they are still so."""

    loaded: Loaded
    stamp: tuple[int, ...]


class Notebook:
    """The notes in a store, with undo, and the drafts of notes that are being written."""

    def __init__(self, store: NoteStore, means: Means, drafts: DraftStore) -> None:
        self.store = store
        self.means = means
        self.drafts = drafts
        self._undo: list[Undoing] = []

    def for_briefing(self, briefing_id: str) -> Loaded:
        """The notes on a briefing, as they are on the disk now."""
        return self.store.for_briefing(briefing_id)

    def read(self, briefing_id: str) -> NotesRead:
        """The same, and by what it is told later whether there are others. May be called in any thread."""
        stamp = self.store.stamp(briefing_id)  # before the notes: what changes meanwhile shows later
        return NotesRead(self.store.for_briefing(briefing_id), stamp)

    def all(self) -> Loaded:
        """Every note. Raises `NotesError`."""
        return self.store.all()

    # Writing

    def add(
        self, target: Target, text: str, *, tags: Iterable[str] = (), kind: NoteKind = NoteKind.COMMENT
    ) -> StoredNote:
        """Save a new note. Raises `NotesError`; then nothing was saved."""
        now = self._now()
        note = Note("", now, now, target, _checked(text), _cleaned(tags), kind)
        stored = self._add_under_new_id(note)
        self._undo.append(Undoing(Deed.WRITTEN, stored.note, lambda: self._take_back(stored.note)))
        return stored

    def _take_back(self, note: Note) -> None:
        """Move a note to the trash that was made here; one that has been changed since, elsewhere, stays."""
        now = self._current(note.id)
        if now is not None and version(now) != version(note):
            raise NotFoundError("The note has been changed elsewhere since you wrote it: it stays.")
        self.store.trash(note.id)

    def _add_under_new_id(self, note: Note) -> StoredNote:
        while True:
            try:
                return self.store.add(replace(note, id=self.new_id()))
            except FileExistsError:
                continue  # another note was made in this second with these random digits

    def change(
        self,
        note: Note,
        text: str | None = None,
        *,
        tags: Iterable[str] | None = None,
        kind: NoteKind | None = None,
        base: str = "",
    ) -> Saved:
        """Save a note with other words, tags or kind; what is None stays.

        Where its file is no longer what `note` was read from (or of the version `base`, for a draft that was left
        behind), both stay. Raises `NotesError`.
        """
        changed = replace(
            note,
            text=note.text if text is None else _checked(text),
            tags=note.tags if tags is None else _cleaned(tags),
            kind=note.kind if kind is None else kind,
        )
        return self._replace(base or version(note), changed, Deed.CHANGED)

    def decide(self, note: Note, outcome: Outcome, edition: int | None, anchor: Anchor | None) -> Saved:
        """Save what a person decided about a note's place; what it was written on stays. Raises `NotesError`."""
        decision = Decision(self._now(), outcome, edition, anchor)
        return self._replace(version(note), replace(note, decisions=(*note.decisions, decision)), Deed.DECIDED)

    def _replace(self, base: str, changed: Note, deed: Deed) -> Saved:
        before = self._current(changed.id)
        if before == changed:
            return Saved(self.store.find(changed.id))
        after = replace(changed, modified=self._now())
        saved = self.store.replace(base, after, self.new_id)
        if saved.is_conflict or before is None:
            beside = saved.stored.note
            self._undo.append(Undoing(Deed.WRITTEN, beside, lambda: self.store.trash(beside.id)))
        else:
            undo = partial(self.store.replace, version(after), before, self.new_id)
            self._undo.append(Undoing(deed, before, undo))
        return saved

    def _current(self, note_id: str) -> Note | None:
        with contextlib.suppress(NotesError, NotFoundError):
            return self.store.find(note_id).note
        return None

    def delete(self, note: Note) -> None:
        """Move a note to the trash. Raises `NotesError`."""
        self.store.trash(note.id)
        self._undo.append(Undoing(Deed.DELETED, note, lambda: self.store.restore(note.id)))

    def restore(self, note_id: str) -> StoredNote:
        """Bring a note back from the trash. Raises `NotFoundError` and `NotesError`."""
        stored = self.store.restore(note_id)
        self._undo.append(Undoing(Deed.WRITTEN, stored.note, lambda: self.store.trash(note_id)))
        return stored

    @property
    def can_undo(self) -> bool:
        """Whether anything has been done since the start that can be undone."""
        return bool(self._undo)

    @property
    def last_deed(self) -> Deed | None:
        """What an undo would undo."""
        return self._undo[-1].deed if self._undo else None

    def undo(self) -> Undone:
        """Undo the last thing done, and tell what that was.

        Raises `ReaderError`; then it can be tried again where that makes sense.
        """
        deed, note, undo = self._undo[-1]
        try:
            done = undo()
        except NotFoundError:
            self._undo.pop()  # what was to be undone is gone: it would stand before all else for ever
            raise
        self._undo.pop()
        return Undone(deed, note, isinstance(done, Saved) and done.is_conflict)

    # Drafts

    def begin(self, target: Target, text: str = "") -> Drafting:
        """A new note that is being written."""
        now = self._now()
        return Drafting(self.drafts, Draft(self.new_id(), Note("", now, now, target, text)))

    def begin_change(self, note: Note) -> Drafting:
        """A note that is being changed."""
        return Drafting(self.drafts, Draft(self.new_id(), note, version(note)))

    def resume(self, draft: Draft) -> Drafting:
        """A draft that was left behind, being written again. Raises `NotesError`."""
        is_ours = self.drafts.claim(draft.id)
        return Drafting(self.drafts, draft if is_ours else replace(draft, id=self.new_id()))

    def throw_away(self, draft: Draft) -> None:
        """Throw away a draft that was left behind. Raises `NotesError`, also where another window goes on with it."""
        if not self.drafts.claim(draft.id):
            raise NotesError("This note is being written in another window, and stays there.")
        self.drafts.discard(draft.id)

    def bring_back(self, draft: Draft) -> Drafting:
        """A draft that was thrown away, kept and being written again. Raises `NotesError`."""
        drafting = self.resume(draft)
        self.drafts.keep(drafting.draft)
        return drafting

    def save(self, drafting: Drafting) -> Saved:
        """Save the note that is being written, and throw its draft away. Raises `NotesError`; then the draft stays."""
        draft = drafting.draft
        note = draft.note
        if draft.base:
            saved = self.change(note, note.text, tags=note.tags, base=draft.base)
        else:
            saved = Saved(self.add(note.target, note.text, tags=note.tags, kind=note.kind))
        with contextlib.suppress(NotesError):  # the note is safe; its draft is offered once more, and that is all
            drafting.discard()
        return saved

    def set_down(self, text: str) -> str:
        """Add text to the file of copied text beside the notes; gives its path, safe to show. Raises `NotesError`."""
        return safe_line(str(set_down(self.store.folder.parent, text)))

    def _now(self) -> datetime:
        return self.means.now().replace(microsecond=0)

    def new_id(self) -> str:
        """An id for a new note or draft."""
        return note_id(self._now(), self.means.random_hex(6))


def _checked(text: str) -> str:
    words = clean_words(text)
    if not words.strip():
        raise NotesError("A note needs words.")
    return words


def _cleaned(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(safe_line, tags))))
