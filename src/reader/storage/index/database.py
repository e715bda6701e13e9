"""The file that the index lives in: found or made, given up for another when damaged, in memory where there is none.

A file that is given up is never reused under its name: another process may have it open, and SQLite's journals go by
name. So each gets a number, and the highest is the one in use.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import threading
import weakref
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.storage.files import make_folder
from reader.storage.index import schema
from reader.storage.sqlite_errors import is_damage, is_held

_PATIENCE = 5.0
"""Seconds that another process may keep the file locked before it is done without: many times what a batch takes."""
_SHORT = 0.1
"""The same once one has not let go in that time, until one does."""
_UNUSED = 60 * 24 * 3600
"""Seconds after which an index that nothing was written to is removed."""


class Database:
    """One index file, or one in memory when `path` is None. Connections are lent out, one thread at a time each."""

    def __init__(self, path: Path | None, libraries: bytes) -> None:
        self.path = path
        self.is_held = False
        """Whether another process did not let go of the file when something was to be written last."""
        self._libraries = libraries
        self._free: list[sqlite3.Connection] = []
        self._lock = threading.RLock()
        self._free.append(self._connect())

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the index throughout."""
        with self._lent() as connection, self._transaction(connection, "BEGIN"):
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together when the block ends, or not at all."""
        with self._lent() as connection:
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * (_SHORT if self.is_held else _PATIENCE))}").close()
            try:
                with self._transaction(connection, "BEGIN IMMEDIATE"):
                    yield connection
            except sqlite3.Error as error:
                self.is_held = is_held(error)
                raise
            self.is_held = False

    def close(self) -> None:
        """Close what is not lent out."""
        with self._lock:
            while self._free:
                self._free.pop().close()

    @contextlib.contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        if self.path is None:  # there is but one, and its transactions must not mix
            with self._lock:
                yield self._free[0]
            return
        with self._lock:
            connection = self._free.pop() if self._free else None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._lock:
                self._free.append(connection)

    @contextlib.contextmanager
    def _transaction(self, connection: sqlite3.Connection, begin: str) -> Iterator[None]:
        connection.execute(begin)
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _connect(self) -> sqlite3.Connection:
        connection = _opened(self.path)
        weakref.finalize(self, connection.close)
        try:
            _furnish(connection)
            if not schema.is_ours(connection, self._libraries):
                schema.create(connection, self._libraries)
            if not schema.is_ours(connection, self._libraries):
                raise sqlite3.DatabaseError("the file holds something else")
        except BaseException:
            connection.close()
            raise
        return connection


def _opened(path: Path | None) -> sqlite3.Connection:
    name = ":memory:" if path is None else path
    return sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)


def _furnish(connection: sqlite3.Connection) -> None:
    """Have a connection need no shared memory, and keep a batch of changes in its own until it is written."""
    for pragma in ("journal_mode = TRUNCATE", "synchronous = NORMAL", "temp_store = MEMORY", "cache_spill = OFF"):
        connection.execute(f"PRAGMA {pragma}").close()
    connection.execute("PRAGMA cache_size = -32768").close()


def open_database(folder: Path | None, libraries: Sequence[str], *, is_new: bool = False) -> Database:
    """The index of these libraries in the cache folder; with `is_new` another one, for the one there is damaged.

    In memory where the folder is None, cannot be written or is full.
    """
    spelt = os.fsencode("\0".join(libraries))
    if folder is not None:
        with contextlib.suppress(OSError, sqlite3.Error):
            return _open_in(folder, spelt, is_new)
    return Database(None, spelt)


def _open_in(folder: Path, libraries: bytes, is_new: bool) -> Database:
    stem = f"index-{schema.VERSION}-{zlib.crc32(libraries):08x}"
    number, old = _newest(folder, stem)
    for attempt in range(number + is_new, number + is_new + 3):
        path = folder / f"{stem}-{attempt}.db"
        is_made = _make(path)
        try:
            database = Database(path, libraries)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            old.append(path)
            continue
        _sweep(folder, [one for one in old if one != path], is_made)
        return database
    raise sqlite3.DatabaseError("no index can be made")


def _newest(folder: Path, stem: str) -> tuple[int, list[Path]]:
    """The highest number in use (1 where there is none), and every file of that stem."""
    make_folder(folder)
    named = re.compile(re.escape(stem) + r"-(\d{1,9})\.db")
    found = {int(match[1]): folder / name for name in os.listdir(folder) if (match := named.fullmatch(name))}
    return max(found, default=1), list(found.values())


def _make(path: Path) -> bool:
    """Make the file for its owner only, as the database itself would not; True if it was not there."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return False
    return True


def _sweep(folder: Path, old: list[Path], is_made: bool) -> None:
    """Remove the files given up; and, when a new one is made, those of other libraries and versions long unused."""
    if is_made:
        dated = {path: path.stat().st_mtime for path in folder.glob("index-*.db")}
        newest = max(dated.values(), default=0.0)
        old = [*old, *(path for path, changed in dated.items() if changed < newest - _UNUSED)]
    for path in old:
        with contextlib.suppress(OSError):
            path.unlink()
