"""A note while it is being written: its newest words, and a draft of them on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from threading import RLock

from reader.core.note import Draft, Note, NoteKind, clean_words
from reader.core.value import replace
from reader.storage.drafts import DraftStore
from reader.storage.note_file import version


class Drafting:
    """One note being written. `take` what is typed; `save_now` within a second of it, and at once when all ends.

    The first words make the draft, `discard` ends it, and what is neither saved nor discarded is offered at the next
    start, but for a new note whose words were all taken back. `save_now` may be called from a thread, and from a
    signal handler that interrupts another `save_now`: the newest words are on the disk when the last one is done.
    """

    def __init__(self, store: DraftStore, draft: Draft) -> None:
        self._store = store
        self._draft = self._kept = draft
        self._lock = RLock()  # a handler interrupts the very thread that holds it
        self._is_over = False

    @property
    def draft(self) -> Draft:
        """The note as it stands now."""
        return self._draft

    @property
    def is_behind(self) -> bool:
        """Whether there are words that are not on the disk."""
        return not self._is_over and self._draft is not self._kept

    def is_overtaken(self, note: Note | None) -> bool:
        """Whether what is being changed is no longer what its note is now: `note`, or None where that is gone."""
        base = self._draft.base
        return bool(base) and not self._is_over and (note is None or version(note) != base)

    def take(self, text: str, *, tags: tuple[str, ...] | None = None, kind: NoteKind | None = None) -> None:
        """Take the words as they are now; costs nothing, and writes nothing."""
        note = self._draft.note
        changed = replace(
            note,
            text=clean_words(text),
            tags=note.tags if tags is None else tags,
            kind=note.kind if kind is None else kind,
        )
        if changed != note:
            self._draft = replace(self._draft, note=changed)

    def save_now(self) -> None:
        """Have the newest words on the disk. Raises `NotesError`; the words are still here, and may be saved again."""
        with self._lock:
            while self.is_behind:  # whoever interrupts this may write newer words, which this then writes over
                newest = self._draft
                is_ours = self._store.claim(newest.id)
                if is_ours and not newest.base and not newest.note.text.strip():
                    self._store.discard(newest.id)  # of a new note no word is left: there is nothing to offer
                else:
                    self._store.keep(newest)
                self._kept = newest

    def edit_outside(self, command: Sequence[str]) -> str:
        """Let the person's own editor have the words: what went wrong with it, in a sentence, or nothing.

        Either way the words that the editor saved are taken, and in the draft on the disk. Raises `NotesError`.
        """
        self._store.claim(self._draft.id)
        self._store.keep(self._draft)
        words, fault = self._store.edit_outside(self._draft, command)
        self.take(words)
        self.save_now()
        self._store.forget_words_file(self._draft.id)
        return fault

    def discard(self) -> None:
        """Throw the draft away: its words were saved, or are not wanted. Raises `NotesError`."""
        with self._lock:
            self._is_over = True
            self._store.discard(self._draft.id)

    def leave(self) -> None:
        """Stop writing, and leave the draft for later. Raises `NotesError`."""
        self.save_now()
        self._store.release(self._draft.id)
