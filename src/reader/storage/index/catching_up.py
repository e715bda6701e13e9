"""Changed files read and written into the index: folders, then registries, then briefings, a batch at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.value import Value
from reader.storage.decisions import Decisions
from reader.storage.folders import REGISTRY_NAME
from reader.storage.index.database import Database
from reader.storage.index.reading import FileContent, Registries, read_file
from reader.storage.index.scan import STALE, Folder, Stamp, fingerprint
from reader.storage.index.staleness import entities_in, mark_stale
from reader.storage.index.writing import Writer

if TYPE_CHECKING:
    import sqlite3

    from reader.core.format.briefing import Entity

BATCH_FILES = 512
BATCH_LENGTH = 8_000_000
"""How many files, and bytes of them, are written together: what a kill loses, and how long others wait."""
_TICK = 0.02
"""Seconds within which two changes of a file may leave it with the same time of change."""


class _Due(Value):
    """A file to be read: where it is, and its stamp as it was seen."""

    folder: Folder
    name: str
    stamp: Stamp


class CatchingUp:
    """One run over the folders whose files are not as they are known.

    `written` and `gone` count the files that were put into the index and taken out of it so far.
    """

    def __init__(
        self,
        database: Database,
        folders: Sequence[Folder],
        decisions: Decisions,
        progress: Callable[[int, int], None] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self._database, self._folders, self._decisions = database, folders, decisions
        self._tell = progress or (lambda _done, _total: None)
        self._is_stopped = stop or (lambda: False)
        self._registries, self._writer = Registries(), Writer()
        self._registry_stamps = {one.path: one.files[REGISTRY_NAME] for one in folders if REGISTRY_NAME in one.files}
        self.written = self.gone = 0

    def run(self, changed: Sequence[Folder], gone_folders: set[str]) -> bool:
        """Folders, then registries, then briefings, a batch at a time; True if it was stopped."""
        with self._database.writing() as connection:
            self._writer.begin(connection)
            for path in gone_folders:
                self._remove_folder(connection, path)
            for folder in changed:
                self._enter_folder(connection, folder)
            below = [self._refresh_registry(connection, folder) for folder in changed]
        touched = {one.path: one for one in (*changed, *chain.from_iterable(below))}
        is_stopped = self._read(self._due(touched.values()))
        self._finish(touched.values())
        return is_stopped

    def _remove_folder(self, connection: sqlite3.Connection, path: str) -> None:
        (key,) = connection.execute("SELECT key FROM folders WHERE path = ?", (os.fsencode(path),)).fetchone()
        for name in _known_files(connection, key):
            self._remove(key, name)
        connection.execute("DELETE FROM folders WHERE key = ?", (key,))

    def _remove(self, folder: int, name: str) -> None:
        self._writer.remove(folder, name)
        self.gone += name != REGISTRY_NAME

    def _enter_folder(self, connection: sqlite3.Connection, folder: Folder) -> None:
        """Have a row for the folder, and forget its files that are gone."""
        (key,) = connection.execute(
            "INSERT INTO folders (path, problem) VALUES (?, ?)"
            " ON CONFLICT (path) DO UPDATE SET problem = excluded.problem RETURNING key",
            (os.fsencode(folder.path), folder.problem),
        ).fetchone()
        for name in _known_files(connection, key).keys() - folder.files.keys() - {REGISTRY_NAME}:
            self._remove(key, name)

    def _refresh_registry(self, connection: sqlite3.Connection, folder: Folder) -> list[Folder]:
        """Read the folder's registry if it is not as it is known; gives the folders whose briefings it serves."""
        key = _folder_key(connection, folder)
        seen = folder.files.get(REGISTRY_NAME)
        if _known_files(connection, key).get(REGISTRY_NAME) == seen:
            return []
        old = entities_in(connection, key, REGISTRY_NAME)
        if seen is None:
            new: tuple[Entity, ...] = ()
            self._writer.remove(key, REGISTRY_NAME)
        else:
            _let_a_tick_pass([seen])
            content = self._registries.read(folder.library).content
            new = content.entities
            self._writer.put(key, REGISTRY_NAME, seen, content)
        below = [one for one in self._folders if one.library == folder.library]
        mark_stale(connection, old, new, [_folder_key(connection, one) for one in below])
        return below

    def _due(self, folders: Iterable[Folder]) -> list[_Due]:
        """The briefings that are not as they are known."""
        due: list[_Due] = []
        with self._database.reading() as connection:
            for folder in folders:
                known = _known_files(connection, _folder_key(connection, folder))
                due += (
                    _Due(folder, name, stamp)
                    for name, stamp in sorted(folder.files.items())
                    if known.get(name) != stamp and name != REGISTRY_NAME
                )
        return due

    def _read(self, due: list[_Due]) -> bool:
        """Read and write the files, a batch at a time; True if it was stopped."""
        _let_a_tick_pass(one.stamp for one in due)
        done = 0
        for batch in _batches(due):
            contents: list[tuple[_Due, FileContent]] = []
            for one in self._still_due(batch):
                if self._is_stopped():
                    break
                contents.append((one, self._content(one)))
                self._tell(done + len(contents), len(due))
            self._write(contents)
            done += len(batch)
            if self._is_stopped():
                return True
        return False

    def _content(self, due: _Due) -> FileContent:
        return read_file(Path(due.folder.path, due.name), self._registries.read(due.folder.library), self._decisions)

    def _still_due(self, batch: list[_Due]) -> list[_Due]:
        """Those of a batch that no other process has read in the meantime."""
        paths = {one.folder.path: one.folder for one in batch}
        with self._database.reading() as connection:
            known = {path: _known_files(connection, _folder_key(connection, folder)) for path, folder in paths.items()}
        return [one for one in batch if known[one.folder.path].get(one.name) != one.stamp]

    def _write(self, contents: list[tuple[_Due, FileContent]]) -> None:
        with self._database.writing() as connection:
            self._writer.begin(connection)
            is_current = self._registries_are_current(connection)
            for due, content in contents:
                self._put(connection, due, content, is_current)

    def _put(self, connection: sqlite3.Connection, due: _Due, content: FileContent, is_current: bool) -> None:
        folder = _folder_key(connection, due.folder)
        is_unread = any(problem.code == "unreadable" for problem in content.problems)
        if is_unread and not os.path.lexists(os.path.join(due.folder.path, due.name)):
            self._remove(folder, due.name)  # it went while the others were read
            return
        stamp = STALE if is_unread or not is_current else due.stamp
        if not (is_unread and self._writer.has(folder, due.name, stamp, content)):
            self._writer.put(folder, due.name, stamp, content)
            self.written += 1

    def _registries_are_current(self, connection: sqlite3.Connection) -> bool:
        """Whether the index holds the registries that mentions are found by here, and no other process newer ones."""
        rows = connection.execute(
            "SELECT d.path, f.size, f.mtime, f.inode, f.ctime FROM files f JOIN folders d ON d.key = f.folder"
            " WHERE f.name = ?",
            (os.fsencode(REGISTRY_NAME),),
        )
        return {os.fsdecode(path): tuple(stamp) for path, *stamp in rows} == self._registry_stamps

    def _finish(self, folders: Iterable[Folder]) -> None:
        """Note which folders are known whole, by what the index now holds of them."""
        with self._database.writing() as connection:
            for folder in folders:
                key = _folder_key(connection, folder)
                mark = fingerprint(_known_files(connection, key))
                if mark == folder.fingerprint:
                    connection.execute(
                        "UPDATE folders SET fingerprint = ?, size = ?, mtime = ?, inode = ?, ctime = ? WHERE key = ?",
                        (mark, *folder.stamp, key),
                    )


def _known_files(connection: sqlite3.Connection, folder: int) -> dict[str, Stamp]:
    """The stamp of each file of a folder as it was when it was read."""
    rows = connection.execute("SELECT name, size, mtime, inode, ctime FROM files WHERE folder = ?", (folder,))
    return {os.fsdecode(name): (size, mtime, inode, ctime) for name, size, mtime, inode, ctime in rows}


def _folder_key(connection: sqlite3.Connection, folder: Folder) -> int:
    row = connection.execute("SELECT key FROM folders WHERE path = ?", (os.fsencode(folder.path),)).fetchone()
    return int(row[0])


def _batches(due: list[_Due]) -> Iterator[list[_Due]]:
    batch: list[_Due] = []
    size = 0
    for one in due:
        batch.append(one)
        size += max(0, one.stamp[0])
        if len(batch) >= BATCH_FILES or size >= BATCH_LENGTH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _let_a_tick_pass(stamps: Iterable[Stamp]) -> None:
    """Wait until no file can change without its time of change telling, where one has changed just now."""
    now = time.time_ns()
    if any(0 <= now - max(changed, renamed) < _TICK * 1e9 for _, changed, _, renamed in stamps):
        time.sleep(_TICK)
