"""An SQLite file that nobody waits for and nothing is lost to: what cannot be written now is written later.

Another program may hold the file (a second session in the middle of a write, a backup, a hung one), the disk may be
full or read-only. Then what is to be kept is kept in memory, is seen by whoever asks as if it stood in the file, and is
written as soon as that can be done: a thread tries again, and `settle` does at the end. Who reads does not wait either,
but reads past the lock: what another program is writing may then be half there, and what is in no order is left out.

The journal needs no shared memory, so the file may lie on a network file system.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from reader.storage.files import describe, make_folder
from reader.storage.sqlite_errors import is_damage, is_held

PATIENCE = 0.1
"""Seconds that one question or write waits for whoever holds the file: other sessions write for a few milliseconds."""
LONGEST = 1.0
"""Seconds that a thread waits for another one, which a disk that does not answer may keep for ever."""
AGAIN = 2.0
"""Seconds after which it is tried again; until then nothing waits for the file."""

Statement = tuple[str, Sequence[tuple[object, ...]]]
"""A statement of SQL, and the rows of values that it is done with. Done late, or twice, it must do the same."""
Row = tuple[Any, ...]


class _OtherVersionError(Exception):
    """The file was written by a later program."""

    def __str__(self) -> str:
        return "it was written by a later briefing-reader"


_CANNOT_USE = (sqlite3.Error, OSError, _OtherVersionError)


class StateFile:
    """A file with tables as `schema` makes them, which sets its `user_version` to `version`; for any thread.

    No method raises for what is wrong with the file. One that is damaged is set aside, and a new one made.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        self._path, self._schema, self._version = path, schema, version
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        """Device and inode of the file that was opened last: another session may have put a new one in its place."""
        self._waiting: list[Statement] = []
        self._aside: sqlite3.Connection | None = None
        """What waits, in tables of its own; None where nothing does."""
        self._lock = threading.RLock()  # a signal handler may interrupt the very thread that holds it
        self._hangs = False
        """Whether a thread did not come back from the disk when it was last waited for."""
        self._busy_until = 0.0
        self._closed = threading.Event()
        self._is_trying = False

    def rows(self, query: str, *values: object) -> list[Row]:
        """What a query gives of the file, and after it what it gives of that which waits to be written and is newer."""
        with self._to_itself() as is_mine:
            found = self._rows_of_file(query, values) if is_mine else []
            return found if self._aside is None else [*found, *self._aside.execute(query, values)]

    def write(self, *statements: Statement) -> None:
        """Do statements, all or none: now, or, where the file cannot be written, as soon as it can."""
        with self._to_itself() as is_mine:
            self._waiting += statements
            if is_mine and self._is_free and not self._write_waiting(PATIENCE):
                return
            if self._aside is None:
                self._aside = self._made(sqlite3.connect(":memory:", check_same_thread=False))
            with self._aside as aside:
                _do(aside, statements)
            self._try_later()

    def settle(self, seconds: float = 0.0) -> str:
        """Write what waits, and wait so long for whoever holds the file; gives why it cannot be written, or nothing."""
        with self._to_itself() as is_mine:
            if not self._waiting:
                return ""
            return self._write_waiting(seconds) if is_mine else "the disk does not answer"

    def close(self) -> None:
        """Let go of the file, and of what could not be written."""
        self.settle()
        self._closed.set()
        with self._to_itself() as is_mine:
            if is_mine:
                self._let_go()
                self._forget_waiting(len(self._waiting))

    @contextlib.contextmanager
    def _to_itself(self) -> Iterator[bool]:
        """Have no other thread do anything meanwhile; False where one hangs, and all but the memory is to be let be."""
        is_mine = self._lock.acquire(timeout=0.0 if self._hangs else LONGEST)
        self._hangs = not is_mine
        try:
            yield is_mine
        finally:
            if is_mine:
                self._lock.release()

    # Reading

    def _rows_of_file(self, query: str, values: Sequence[object]) -> list[Row]:
        if self._connection is None and not os.path.lexists(self._path):
            return []
        if self._is_free:
            try:
                return self._opened(PATIENCE).execute(query, values).fetchall()
            except _CANNOT_USE as error:
                if is_damage(error):
                    self._renew()
                    return []
                self._busy_until = monotonic() + AGAIN
        return self._rows_past_the_lock(query, values)

    @property
    def _is_free(self) -> bool:
        """Whether it is worth asking for the file again."""
        return monotonic() >= self._busy_until

    def _rows_past_the_lock(self, query: str, values: Sequence[object]) -> list[Row]:
        """What a query gives of the file as it stands on the disk, whoever holds it."""
        from urllib.parse import quote

        name = quote(os.fsencode(os.path.abspath(self._path)))  # noqa: PTH100 # the name as SQLite is to take it
        try:
            with contextlib.closing(sqlite3.connect(f"file:{name}?immutable=1", uri=True)) as connection:
                return _readable(connection).execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    # Writing

    def _write_waiting(self, seconds: float) -> str:
        """Write what waits; what is wrong, in words, or nothing."""
        now = tuple(self._waiting)  # while a disk does not answer, more may be added
        for _ in range(2):  # where the file is damaged, a second time into a new one
            try:
                connection = self._opened(seconds)
                with connection:
                    _do(connection, now)
            except _CANNOT_USE as error:
                if not is_damage(error):
                    self._busy_until = monotonic() + AGAIN
                    return _said(error)
                self._renew()
            else:
                self._forget_waiting(len(now))
                return ""
        return "it is damaged"

    def _forget_waiting(self, count: int) -> None:
        del self._waiting[:count]
        if self._aside is not None and not self._waiting:
            self._aside.close()
            self._aside = None

    def _try_later(self) -> None:
        if not self._is_trying:
            with contextlib.suppress(RuntimeError):  # the system gives no more threads: `settle` writes it in the end
                threading.Thread(target=self._keep_trying, name="state file", daemon=True).start()
                self._is_trying = True

    def _keep_trying(self) -> None:
        """Write what waits as soon as that can be done; in a thread of its own."""
        while not self._closed.wait(AGAIN):
            with self._to_itself() as is_mine:
                if is_mine and not self.settle():
                    self._is_trying = False
                    return

    # The file

    def _opened(self, seconds: float) -> sqlite3.Connection:
        """The open file, which is waited for so long."""
        if self._connection is None:
            self._connection = self._open(seconds)
        else:
            self._connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
        return self._connection

    def _open(self, seconds: float) -> sqlite3.Connection:
        make_folder(self._path.parent)
        if not self._path.exists():
            self._path.touch(mode=0o600)
        about = self._path.stat()
        self._file = about.st_dev, about.st_ino
        connection = sqlite3.connect(self._path, timeout=seconds, isolation_level="IMMEDIATE", check_same_thread=False)
        try:
            return self._made(connection)
        except _CANNOT_USE:
            connection.close()
            raise

    def _made(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        """A connection to a database with all its tables."""
        weakref.finalize(self, connection.close)
        (version,) = _readable(connection).execute("PRAGMA user_version").fetchone()
        if version > self._version:
            raise _OtherVersionError
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # it holds the text of briefings
        if version < self._version:
            # At once: a second session that found the number without the tables would take the file for a damaged one.
            connection.executescript(f"BEGIN IMMEDIATE; {self._schema} COMMIT;")
        return connection

    def _renew(self) -> None:
        """Set a damaged file aside, so that a new one can be made: damage deep inside shows only where it is read."""
        self._let_go()
        with contextlib.suppress(OSError):
            about = self._path.stat()
            if self._file == (about.st_dev, about.st_ino):
                self._path.replace(self._path.with_suffix(".damaged"))

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _do(connection: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    for statement, rows in statements:
        connection.executemany(statement, rows)


def _readable(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A connection in which one value that is no text costs no other."""
    connection.text_factory = lambda text: text.decode(errors="replace")
    return connection


def _said(error: Exception) -> str:
    return "another program holds it" if is_held(error) else describe(error)
