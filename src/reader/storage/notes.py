"""Notes on disk: one file each, `notes/<briefing-id>/<note-id>.md`. The files are the truth.

Nothing is deleted because something else is missing: a note whose briefing is gone stays, a file that cannot be read
hides only itself, and deleting moves to `notes/.trash/`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from reader.core.format.ids import ID_PATTERN
from reader.core.late import late_pattern
from reader.core.note import Note
from reader.core.safe_text import safe_line
from reader.core.value import Value, replace
from reader.errors import NotesError, NotFoundError
from reader.storage.files import (
    HeldError,
    ReadError,
    Stamp,
    create,
    describe,
    file_names,
    is_file_at,
    locked,
    make_folder,
    move,
    read_limited,
    replace_if,
    stamp,
)
from reader.storage.note_file import NoteFormatError, bytes_to_note, note_to_bytes, version
from reader.storage.note_names import note_files

NOTE_LIMIT = 16 * 1024 * 1024
"""The largest note that is read, in bytes."""
TRASH = ".trash"
CONFLICT_KEY, CONFLICT_TAG = "conflict_of", "conflict"
_BRIEFING_ID = late_pattern(ID_PATTERN)
_NAME = late_pattern(r"[^\s./~-][^/]*")
_LONGEST_NAME = 150  # bytes; that of a file with more to it has 255 at most
_COPY = late_pattern(r"~\d+$")


def is_note_id(text: str) -> bool:
    """Whether a text may be the id of a note, and so the name of a file; people and programs choose their own."""
    is_name = bool(_NAME.fullmatch(text)) and text == safe_line(text)
    return is_name and len(text.encode(errors="replace")) <= _LONGEST_NAME


class StoredNote(Value):
    """A note as it is on the disk, and where."""

    note: Note
    path: Path


class Unreadable(Value):
    """A file or folder among the notes that cannot be read: where, and why, as the rest of a sentence."""

    path: Path
    message: str


class Loaded(Value):
    """The notes of a folder, oldest first, and what could not be read."""

    notes: tuple[StoredNote, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


class Saved(Value):
    """What was saved. `is_conflict`: the file had changed meanwhile, so the words went to a note of their own."""

    stored: StoredNote
    is_conflict: bool = False


class NoteStore:
    """The notes below one folder. It is made when the first note is saved.

    Files that have not changed since they were read are not read again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[str, tuple[Stamp, StoredNote]] = {}

    # Reading

    def for_briefing(self, briefing_id: str) -> Loaded:
        """The notes on one briefing."""
        return self._load(self._briefing_folder(briefing_id))

    def all(self) -> Loaded:
        """Every note, briefing by briefing. Raises `NotesError` where the folder of all notes cannot be read."""
        loaded = [self._load(folder) for folder in self._folders()]
        notes = (note for one in loaded for note in one.notes)
        unreadable = (file for one in loaded for file in one.unreadable)
        return Loaded(tuple(notes), (*self._strays(), *unreadable))

    def trashed(self) -> Loaded:
        """Every note in the trash."""
        trash = NoteStore(self.folder / TRASH)
        return trash.all()

    def read(self, path: Path) -> StoredNote | None:
        """The note in one of these files, if it can be read."""
        try:
            return self._read(str(path), path.parent.name)
        except (ReadError, NoteFormatError):
            return None

    def stamp(self, briefing_id: str) -> Stamp:
        """What changes when a note of the briefing is added, changed or taken away; none is read."""
        folder = self._briefing_folder(briefing_id)
        files = (stamp(f"{folder}/{name}") for name in note_files(folder))  # written in place, a file changes no folder
        return (*stamp(folder), *chain.from_iterable(files))

    def find(self, note_id: str) -> StoredNote:
        """The note with that id. Raises `NotFoundError`, or `NotesError` where it cannot be read."""
        path = self._path_of(note_id)
        try:
            return _read(path)
        except (ReadError, NoteFormatError) as error:
            raise NotesError(f"The note {safe_line(str(path))} {error}. It is kept as it is.") from error

    def is_trashed(self, note_id: str) -> bool:
        """Whether a note with that id lies in the trash."""
        return any(_is_same(path.stem, note_id) for path in self._in_trash(note_id))

    def _folders(self) -> list[Path]:
        return [entry for entry in self._entries() if entry.is_dir()]

    def _strays(self) -> list[Unreadable]:
        """Notes that lie outside all folders of briefings."""
        files = (entry for entry in self._entries() if entry.suffix == ".md" and entry.is_file())
        return [Unreadable(path, "lies in the folder of no briefing") for path in files]

    def _entries(self) -> list[Path]:
        try:
            entries = sorted(self.folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise NotesError(
                f"The notes in {safe_line(str(self.folder))} cannot be read: {describe(error)}."
            ) from error
        return [entry for entry in entries if not entry.name.startswith(".")]

    def _briefing_folder(self, briefing_id: str) -> Path:
        if not _BRIEFING_ID.fullmatch(briefing_id):
            raise NotesError(f'"{safe_line(briefing_id)}" is no briefing id.')
        return self.folder / briefing_id

    def _path_of(self, note_id: str) -> Path:
        if is_note_id(note_id):
            folders = self._folders()
            named = chain(
                (folder / f"{note_id}.md" for folder in folders),
                (folder / name for folder in folders for name in note_files(folder) if _is_same(name[:-3], note_id)),
            )
            for path in named:
                if is_file_at(path):
                    return path
        raise NotFoundError(f'There is no note "{safe_line(note_id)}".')

    def _load(self, folder: Path) -> Loaded:
        notes, unreadable = [], []
        try:
            names = file_names(folder, ".md")
        except OSError as error:
            return Loaded((), (Unreadable(folder, f"cannot be read: {describe(error)}"),))
        for name in names:
            try:
                notes.append(self._read(f"{folder}/{name}", folder.name))
            except (ReadError, NoteFormatError) as error:
                unreadable.append(Unreadable(folder / name, str(error)))
        return Loaded(tuple(notes), tuple(unreadable))

    def _read(self, file: str, briefing: str) -> StoredNote:
        """The note in a file, from memory where the file is as it was."""
        seen = stamp(file)
        known = self._seen.get(file)
        if not seen or known is None or known[0] != seen:
            known = seen, _read(Path(file))
            self._seen[file] = known
        if known[1].note.target.briefing != briefing:
            about_other = safe_line(known[1].note.target.briefing)
            raise NoteFormatError(f"is about the briefing {about_other} and lies in the folder of another")
        return known[1]

    # Writing

    def add(self, note: Note) -> StoredNote:
        """Save a new note. Raises `FileExistsError` where the id is taken, and `NotesError`."""
        path = self._briefing_folder(note.target.briefing) / f"{note.id}.md"
        if not is_note_id(note.id):
            raise NotesError(f'"{safe_line(note.id)}" cannot be the id of a note.')
        data = _bytes_of(note)
        self._make_folder(path)
        try:
            create(path, data)
        except FileExistsError:
            raise
        except OSError as error:
            raise _cannot_save(path, error) from error
        return StoredNote(note, path)

    def _make_folder(self, path: Path) -> None:
        try:
            make_folder(path.parent)
        except OSError as error:
            raise _cannot_save(path, error) from error

    def replace(self, base: str, note: Note, new_id: Callable[[], str]) -> Saved:
        """Save a changed note over the one with its id, if that still is what was changed: of the version `base`.

        Where it has changed since, or is gone, both stay: these words go to a new note that names the other one.
        Raises `NotesError`.
        """
        path = self._briefing_folder(note.target.briefing) / f"{note.id}.md"
        expected = {base, version(note)}  # the second: an earlier try wrote it, and failed after that
        data = _bytes_of(note)
        with _alone_in(path.parent):
            if _version_of(path) in expected:
                try:
                    if replace_if(path, _with_comments(data, path), lambda file: _version_of(file) in expected):
                        return Saved(StoredNote(note, path))
                except OSError as error:
                    raise _cannot_save(path, error) from error
        return Saved(self._add_beside(note, new_id), is_conflict=True)

    def _add_beside(self, note: Note, new_id: Callable[[], str]) -> StoredNote:
        extra = (*(pair for pair in note.extra if pair[0] != CONFLICT_KEY), (CONFLICT_KEY, note.id))
        tags = tuple(dict.fromkeys((*note.tags, CONFLICT_TAG)))
        while True:
            try:
                return self.add(replace(note, id=new_id(), tags=tags, extra=extra))
            except FileExistsError:
                continue  # another note was made in this second with these random digits

    def trash(self, note_id: str) -> None:
        """Move a note to the trash, readable or not. Raises `NotFoundError` and `NotesError`."""
        path = self._path_of(note_id)
        new = self.folder / TRASH / path.parent.name / path.name
        with _alone_in(path.parent):
            self._move(path, lambda: _free_name(new))

    def restore(self, note_id: str) -> StoredNote:
        """Bring a note back from the trash, the one put there last. Raises `NotFoundError` and `NotesError`."""
        trashed = self._in_trash(note_id)
        if not trashed:
            raise NotFoundError(f'There is no note "{safe_line(note_id)}" in the trash.')
        stem = trashed[-1].stem
        name = stem if _is_same(stem, note_id) else _COPY.sub("", stem)
        path = self.folder / trashed[-1].parent.name / f"{name}.md"
        with _alone_in(path.parent):
            self._move(trashed[-1], lambda: path)
        try:
            return self.find(name)
        except NotesError as error:
            raise NotesError(f"It is back from the trash, and no more readable than before. {error}") from error

    def _in_trash(self, note_id: str) -> list[Path]:
        """The files in the trash that were the note with that id, by the order in which they were put there."""
        if not is_note_id(note_id):
            return []
        found = (self.folder / TRASH).glob("*/*.md")
        return sorted(
            (path for path in found if any(_is_same(one, note_id) for one in (path.stem, _COPY.sub("", path.stem)))),
            key=lambda path: (len(path.stem), path.stem),
        )

    def _move(self, old: Path, new_path: Callable[[], Path]) -> None:
        new = new_path()
        self._make_folder(new)
        while True:
            try:
                move(old, new)
                return
            except FileExistsError as error:
                if new == new_path():
                    raise NotesError(
                        f"There is a note {safe_line(str(new))} already; the other one stays in the trash."
                    ) from error
                new = new_path()
            except OSError as error:
                raise NotesError(f"The note {safe_line(str(old))} cannot be moved: {describe(error)}.") from error


def _is_same(name: str, note_id: str) -> bool:
    """Whether a name is that of a note, its letters composed or not: each system has its own way to store them."""
    return name == note_id or (not name.isascii() and normalize("NFC", name) == normalize("NFC", note_id))


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Have no other program change the notes in a folder meanwhile. Raises `NotesError` where one does not let go."""
    try:
        with locked(folder):
            yield
    except HeldError as error:
        told = f"The notes in {safe_line(str(folder))} cannot be changed: {describe(error)}, and does not let go."
        raise NotesError(told) from error


def _read(path: Path) -> StoredNote:
    return StoredNote(bytes_to_note(read_limited(path, NOTE_LIMIT), safe_line(path.stem)), path)


def _bytes_of(note: Note) -> bytes:
    """What is written of a note. Raises `NotesError` where it could not be read again."""
    data = note_to_bytes(note)
    if len(data) > NOTE_LIMIT:
        raise NotesError(f"A note has at most {NOTE_LIMIT:,} bytes; this one has {len(data):,}.")
    return data


def _with_comments(data: bytes, path: Path) -> bytes:
    """The file of a note with the comments that a person wrote into the one that it replaces, where there is room."""
    from reader.storage.note_comments import with_comments

    try:
        commented = with_comments(data, read_limited(path, NOTE_LIMIT))
    except ReadError:  # it was there a moment ago, and is looked at once more
        return data
    return commented if len(commented) <= NOTE_LIMIT else data


def _version_of(path: Path) -> str:
    """The version of the note in a file; empty where there is none. Raises `NotesError` where the disk does not say."""
    try:
        return version(_read(path).note)
    except NoteFormatError:
        return ""
    except ReadError as error:
        if isinstance(error.__cause__, OSError) and not isinstance(error.__cause__, FileNotFoundError):
            raise NotesError(f"{safe_line(str(path))} {error}, so it is not written over.") from error
        return ""


def _free_name(path: Path) -> Path:
    """The path, or where it is taken the first of `name~2`, `name~3` … that is not."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_stem(f"{path.stem}~{number}")
    return free


def _cannot_save(path: Path, error: OSError) -> NotesError:
    return NotesError(f"{safe_line(str(path))} cannot be written: {describe(error)}.")
