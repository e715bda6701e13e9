"""Notes on disk: one file each, `notes/<briefing-id>/<note-id>.md`. The files are the truth.

Nothing is deleted because something else is missing: a note whose briefing is gone stays, a file that cannot be read
hides only itself, and deleting moves to `notes/.trash/`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reader.core.briefing import ID_PATTERN
from reader.core.note import Note
from reader.core.safe_text import safe_line
from reader.errors import NotesError, NotFoundError
from reader.storage.files import ReadError, create, describe, make_folder, move, read_limited, write_atomically
from reader.storage.note_file import NoteFormatError, note_to_text, text_to_note

NOTE_LIMIT = 16 * 1024 * 1024
"""The largest note that is read, in bytes."""
TRASH = ".trash"
CONFLICT_KEY, CONFLICT_TAG = "conflict_of", "conflict"
_BRIEFING_ID = re.compile(ID_PATTERN)
_NOTE_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,99}")


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note as it was read: where, and a digest of the bytes, to tell whether the file has changed since."""

    note: Note
    path: Path
    digest: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file among the notes that is no readable note: where, and why."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The notes of a folder, oldest first, and what could not be read."""

    notes: tuple[StoredNote, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved. `is_conflict`: the file had changed meanwhile, so the words went to a note of their own."""

    stored: StoredNote
    is_conflict: bool = False


class NoteStore:
    """The notes below one folder. It is made when the first note is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # Reading

    def for_briefing(self, briefing_id: str) -> Loaded:
        """The notes on one briefing."""
        return self._load(self._briefing_folder(briefing_id))

    def all(self) -> Loaded:
        """Every note."""
        loaded = [self._load(folder) for folder in self._folders()]
        notes = (note for one in loaded for note in one.notes)
        unreadable = (file for one in loaded for file in one.unreadable)
        return Loaded(tuple(notes), tuple(unreadable))

    def counts(self) -> dict[str, int]:
        """How many notes each briefing has, without reading them."""
        return {folder.name: sum(1 for _ in _note_files(folder)) for folder in self._folders()}

    def fingerprint(self, briefing_id: str) -> tuple[tuple[str, int, int], ...]:
        """What changes when a note of the briefing does: names, sizes and times of its files."""
        folder = self._briefing_folder(briefing_id)
        about = ((path.name, _stat(path)) for path in _note_files(folder))
        return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in about if stat)

    def find(self, note_id: str) -> StoredNote:
        """The note with that id. Raises `NotFoundError`, or `NotesError` where it cannot be read."""
        path = self._path_of(note_id)
        try:
            return _read(path)
        except (ReadError, NoteFormatError) as error:
            raise NotesError(f"The note {safe_line(str(path))} {error}. It is kept as it is.") from error

    def has(self, note_id: str) -> bool:
        """Whether a note with that id is here or in the trash."""
        found = [*self.folder.glob(f"*/{note_id}.md"), *(self.folder / TRASH).glob(f"*/{note_id}.md")]
        return bool(_NOTE_ID.fullmatch(note_id) and found)

    def _folders(self) -> list[Path]:
        try:
            entries = sorted(self.folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise NotesError(
                f"The notes in {safe_line(str(self.folder))} cannot be read: {describe(error)}."
            ) from error
        return [entry for entry in entries if not entry.name.startswith(".") and entry.is_dir()]

    def _briefing_folder(self, briefing_id: str) -> Path:
        if not _BRIEFING_ID.fullmatch(briefing_id):
            raise NotesError(f'"{safe_line(briefing_id)}" is no briefing id.')
        return self.folder / briefing_id

    def _path_of(self, note_id: str) -> Path:
        if _NOTE_ID.fullmatch(note_id):
            for folder in self._folders():
                path = folder / f"{note_id}.md"
                if path.is_file():
                    return path
        raise NotFoundError(f'There is no note "{safe_line(note_id)}".')

    def _load(self, folder: Path) -> Loaded:
        notes, unreadable = [], []
        for path in _note_files(folder):
            try:
                notes.append(_read(path))
            except (ReadError, NoteFormatError) as error:
                unreadable.append(Unreadable(path, str(error)))
        return Loaded(tuple(notes), tuple(unreadable))

    # Writing

    def add(self, note: Note) -> StoredNote:
        """Save a new note. Raises `FileExistsError` where the id is taken, and `NotesError`."""
        folder = self._briefing_folder(note.target.briefing)
        data = note_to_text(note).encode(errors="replace")
        path = folder / f"{note.id}.md"
        try:
            make_folder(folder)
            create(path, data)
        except FileExistsError:
            raise
        except OSError as error:
            raise _cannot_save(path, error) from error
        return StoredNote(note, path, _digest(data))

    def replace(self, stored: StoredNote, note: Note, new_id: Callable[[], str]) -> Saved:
        """Save a changed note. Where its file has changed since it was read, or is gone, both stay: these words
        go to a new note that names the other one. Raises `NotesError`.
        """
        with _locked(stored.path.parent):
            if self._is_unchanged(stored):
                data = note_to_text(note).encode(errors="replace")
                try:
                    write_atomically(stored.path, data)
                except OSError as error:
                    raise _cannot_save(stored.path, error) from error
                return Saved(StoredNote(note, stored.path, _digest(data)))
        extra = (*(pair for pair in note.extra if pair[0] != CONFLICT_KEY), (CONFLICT_KEY, note.id))
        tags = tuple(dict.fromkeys((*note.tags, CONFLICT_TAG)))
        return Saved(self.add(replace(note, id=new_id(), tags=tags, extra=extra)), is_conflict=True)

    def _is_unchanged(self, stored: StoredNote) -> bool:
        try:
            return _digest(read_limited(stored.path, NOTE_LIMIT)) == stored.digest
        except ReadError:
            return False

    def trash(self, note_id: str) -> None:
        """Move a note to the trash. Raises `NotFoundError` and `NotesError`."""
        path = self._path_of(note_id)
        self._move(path, self.folder / TRASH / path.parent.name / path.name)

    def restore(self, note_id: str) -> StoredNote:
        """Bring a note back from the trash. Raises `NotFoundError` and `NotesError`."""
        trashed = sorted((self.folder / TRASH).glob(f"*/{note_id}*.md")) if _NOTE_ID.fullmatch(note_id) else []
        if not trashed:
            raise NotFoundError(f'There is no note "{safe_line(note_id)}" in the trash.')
        path = self.folder / trashed[-1].parent.name / f"{note_id}.md"
        self._move(trashed[-1], path)
        return self.find(note_id)

    def _move(self, old: Path, new: Path) -> None:
        try:
            make_folder(new.parent)
            move(old, _free_name(new) if TRASH in new.parts else new)
        except FileExistsError as error:
            raise NotesError(
                f"There is a note {safe_line(str(new))} already; the other one stays in the trash."
            ) from error
        except OSError as error:
            raise NotesError(f"The note {safe_line(str(old))} cannot be moved: {describe(error)}.") from error


def _note_files(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise NotesError(f"The notes in {safe_line(str(folder))} cannot be read: {describe(error)}.") from error
    for name in names:
        if name.endswith(".md") and not name.startswith("."):
            yield folder / name


def _read(path: Path) -> StoredNote:
    data = read_limited(path, NOTE_LIMIT)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NoteFormatError("is not UTF-8 text") from error
    return StoredNote(text_to_note(text, safe_line(path.stem)), path, _digest(data))


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _free_name(path: Path) -> Path:
    """The path, or where it is taken the first of `name~2`, `name~3` … that is not."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_stem(f"{path.stem}~{number}")
    return free


def _cannot_save(path: Path, error: OSError) -> NotesError:
    return NotesError(f"{safe_line(str(path))} cannot be written: {describe(error)}.")


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold an advisory lock on a folder, where its file system has locks; elsewhere the check of the bytes must do."""
    import fcntl

    descriptor = -1
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)
