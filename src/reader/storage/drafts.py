"""Drafts on disk: notes that are being written, one file each, with a lock that tells which are being written now."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from reader.core.note import Draft, Note, clean_words
from reader.core.safe_text import safe_line
from reader.core.value import Value, replace
from reader.errors import NotesError
from reader.storage.files import PRIVATE_FILE, ReadError, describe, make_folder, read_limited, write_atomically
from reader.storage.note_file import NoteFormatError, bytes_to_note, note_to_bytes
from reader.storage.notes import NOTE_LIMIT, Unreadable

_NOTE, _BASE = "draft_of", "draft_base"
_WORDS = ".words"


class Drafts(Value):
    """The drafts that nobody is writing, oldest first, and what could not be read."""

    waiting: tuple[Draft, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


class DraftStore:
    """The drafts in one folder. It is made when the first draft is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._locks: dict[str, int] = {}

    def claim(self, draft_id: str) -> bool:
        """Take a draft as one's own until it is discarded or this process ends; False where another one has it.

        A file system without locks lets everyone have it. Raises `NotesError`.
        """
        import fcntl

        if draft_id in self._locks:
            return True
        try:
            make_folder(self.folder)
            lock = os.open(self._lock(draft_id), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
        except OSError as error:
            raise self._cannot_keep(error) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        except OSError:
            pass
        if not self._is_in_place(lock, draft_id):  # let go of, and removed, before it was locked: it keeps out nobody
            os.close(lock)
            return self.claim(draft_id)
        self._locks[draft_id] = lock
        return True

    def _is_in_place(self, lock: int, draft_id: str) -> bool:
        """Whether an open lock is the one that others would find."""
        with contextlib.suppress(OSError):
            return os.path.samestat(os.fstat(lock), self._lock(draft_id).stat())
        return False

    def release(self, draft_id: str) -> None:
        """Let go of a draft, and leave it for later."""
        lock = self._locks.pop(draft_id, None)
        if lock is not None:
            with contextlib.suppress(OSError):
                self._lock(draft_id).unlink()
            os.close(lock)

    def keep(self, draft: Draft) -> None:
        """Write a draft to the disk. Raises `NotesError`."""
        marks = ((_NOTE, draft.note.id), (_BASE, draft.base)) if draft.base else ()
        try:
            make_folder(self.folder)
            write_atomically(
                self._file(draft.id), note_to_bytes(replace(draft.note, extra=(*draft.note.extra, *marks)))
            )
        except OSError as error:
            raise self._cannot_keep(error) from error

    def discard(self, draft_id: str) -> None:
        """Throw a draft away: its words were saved, or are not wanted. Raises `NotesError`."""
        try:
            for path in (self._file(draft_id), self.words_file(draft_id)):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise NotesError(f"The draft in {safe_line(str(self.folder))} stays: {describe(error)}.") from error
        self.release(draft_id)

    def waiting(self) -> Drafts:
        """The drafts that were left behind: by a program that was ended, a lost connection, a machine that failed."""
        drafts, unreadable = [], []
        for path in sorted(self.folder.glob("[!.]*.md")):
            if not self._is_being_written(path.stem):
                try:
                    drafts.append(self._read(path))
                except (ReadError, NoteFormatError) as error:
                    unreadable.append(Unreadable(path, str(error)))
        alone = (path for path in sorted(self.folder.glob(f"[!.]*{_WORDS}")) if not self._file(path.stem).exists())
        unreadable += [Unreadable(path, "holds words that an editor wrote when nobody waited") for path in alone]
        return Drafts(tuple(drafts), tuple(unreadable))

    def words_file(self, draft_id: str) -> Path:
        """The file of a draft's words alone, while an editor of the person's own has them."""
        return self.folder / f"{draft_id}{_WORDS}"

    def edit_outside(self, draft: Draft, command: Sequence[str]) -> tuple[str, str]:
        """Let the person's own editor have the words of a draft: the words it left, and what went wrong with it.

        While it runs its file is the newest of the draft. Raises `NotesError`.
        """
        path = self.words_file(draft.id)
        try:
            make_folder(self.folder)
            words = draft.note.text and f"{draft.note.text}\n"  # ends a line, as what editors write does
            write_atomically(path, words.encode(errors="replace"))
        except OSError as error:
            raise self._cannot_keep(error) from error
        from reader.storage.editor import run_editor

        fault = run_editor(command, path)
        try:
            return _words(path), fault
        except (ReadError, UnicodeDecodeError) as error:
            raise NotesError(f"What the editor left in {safe_line(str(path))} cannot be read: {error}.") from error

    def forget_words_file(self, draft_id: str) -> None:
        """Remove the editor's file, once its words are in the draft."""
        with contextlib.suppress(OSError):
            self.words_file(draft_id).unlink()

    def _read(self, path: Path) -> Draft:
        note = bytes_to_note(read_limited(path, NOTE_LIMIT), path.stem)
        marks = {key: str(value) for key, value in note.extra if key in (_NOTE, _BASE)}
        extra = tuple(pair for pair in note.extra if pair[0] not in marks)
        note = replace(note, id=marks.get(_NOTE, ""), extra=extra, text=self._newest_words(path, note))
        return Draft(path.stem, note, marks.get(_BASE, ""))

    def _newest_words(self, path: Path, note: Note) -> str:
        """The words of a draft; what an editor had of them when the program ended is newer."""
        with contextlib.suppress(ReadError, UnicodeDecodeError):
            return _words(self.words_file(path.stem))
        return note.text

    def _is_being_written(self, draft_id: str) -> bool:
        if draft_id in self._locks:
            return True
        if not os.path.lexists(self._lock(draft_id)):
            return False
        try:
            is_free = self.claim(draft_id)
        except NotesError:
            return False
        if is_free:
            self.release(draft_id)
        return not is_free

    def _file(self, draft_id: str) -> Path:
        return self.folder / f"{draft_id}.md"

    def _lock(self, draft_id: str) -> Path:
        return self.folder / f".{draft_id}.lock"

    def _cannot_keep(self, error: OSError) -> NotesError:
        return NotesError(f"A draft in {safe_line(str(self.folder))} cannot be kept: {describe(error)}.")


def _words(path: Path) -> str:
    """The words in an editor's file, without the line end that editors add."""
    return clean_words(read_limited(path, NOTE_LIMIT).decode("utf-8-sig").removesuffix("\n").removesuffix("\r"))
