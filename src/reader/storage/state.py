"""What the program remembers of reading: positions, paragraphs that were read, the briefing read last, settings kept.

An SQLite file that nothing depends on: where it is damaged or cannot be written, the program remembers in memory and
goes on. The journal needs no shared memory, so the file may lie on a network file system.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import weakref
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reader.core.safe_text import dangers, safe_line
from reader.core.value import Value
from reader.storage import kept_screens
from reader.storage.files import make_folder
from reader.storage.sqlite_damage import is_damage

VERSION = 2
_SCHEMA = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE IF NOT EXISTS position (
    briefing TEXT PRIMARY KEY, path TEXT NOT NULL, section TEXT NOT NULL, item INTEGER NOT NULL,
    offset INTEGER NOT NULL, moment TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS seen (
    briefing TEXT NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (briefing, text)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (
    letter TEXT NOT NULL, briefing TEXT NOT NULL, path TEXT NOT NULL, section TEXT NOT NULL, item INTEGER NOT NULL,
    words TEXT NOT NULL, PRIMARY KEY (letter, briefing)
);
CREATE TABLE IF NOT EXISTS version (
    briefing TEXT PRIMARY KEY, edition INTEGER NOT NULL, moment TEXT NOT NULL, digest BLOB NOT NULL,
    source BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS looked (
    briefing TEXT NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (briefing, change)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


_DROP_OLDEST = """
DELETE FROM version WHERE briefing IN (
    SELECT briefing FROM (
        SELECT briefing, SUM(LENGTH(source)) OVER (ORDER BY moment DESC, briefing) AS together FROM version
    ) WHERE together > ?
)
"""


class Position(Value):
    """Where a reader was in a briefing: the item that stood at the top, and the offset in
    its text (code points) with which the first line began.

    `section` is empty for the front page and appendices; `item` counts the items of the part, from 0.
    """

    path: str
    section: str
    item: int
    offset: int


class Mark(Value):
    """A place that was named by a letter; `words` are those with which its item began, to find it in a changed text."""

    letter: str
    briefing: str
    position: Position
    words: str


LARGEST_VERSION, ALL_VERSIONS = 8 * 1024 * 1024, 64 * 1024 * 1024
"""The most bytes of a text that is kept, and of all of them as they are kept, compressed."""


class Version(Value):
    """A version of a briefing that was read: the text of its file, and the sortable time when it was kept."""

    briefing: str
    edition: int
    moment: str
    text: str

    @property
    def digest(self) -> bytes:
        """Sixteen bytes that stand for the text."""
        import hashlib

        return hashlib.blake2b(self.text.encode(), digest_size=16).digest()


_PATH = (str, bytes)
_Types = tuple[type | tuple[type, ...], ...]


def _stored(path: str) -> str | bytes:
    """A path as the file holds it: names that are no UTF-8 as bytes."""
    return path if path.isascii() or not dangers(path) else os.fsencode(path)


def _position(path: str | bytes, section: str, item: int, offset: int) -> Position:
    return Position(os.fsdecode(path), safe_line(section), max(0, item), max(0, offset))


class State:
    """The state file. No method raises for what is wrong with the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def position(self, briefing_id: str) -> Position | None:
        """Where the reader was in a briefing."""
        query = "SELECT path, section, item, offset FROM position WHERE briefing = ?"
        rows = self._rows((_PATH, str, int, int), query, briefing_id)
        return _position(*rows[0]) if rows else None

    def remember(self, briefing_id: str, position: Position, moment: str) -> None:
        """Keep where the reader is; `moment` is a sortable time."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?, ?, ?)",
                (briefing_id, _stored(position.path), position.section, position.item, position.offset, moment),
            )
        kept_screens.forget(str(self._path.parent / kept_screens.FOLDER), position.path)

    def marks(self, briefing_id: str) -> tuple[Mark, ...]:
        """The marks of a briefing, and those with a capital letter wherever they are."""
        query = (
            "SELECT letter, briefing, words, path, section, item, 0 FROM mark"
            " WHERE briefing = ? OR letter <> lower(letter)"
        )
        rows = self._rows((str, str, str, _PATH, str, int, int), query, briefing_id)
        return tuple(
            Mark(safe_line(letter), safe_line(briefing), _position(*place), safe_line(words))
            for letter, briefing, words, *place in rows
        )

    def set_mark(self, mark: Mark) -> None:
        """Keep a mark in place of the one with the same letter: in its briefing, or for a capital anywhere."""
        place = mark.position
        with self._writing() as connection:
            if mark.letter != mark.letter.lower():
                connection.execute("DELETE FROM mark WHERE letter = ?", (mark.letter,))
            connection.execute(
                "INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?, ?, ?)",
                (mark.letter, mark.briefing, _stored(place.path), place.section, place.item, mark.words),
            )

    def last_read(self) -> tuple[str, ...]:
        """The files of the briefings read, the last one first."""
        return tuple(
            os.fsdecode(path)
            for (path,) in self._rows((_PATH,), "SELECT path FROM position ORDER BY moment DESC LIMIT 100")
        )

    def seen(self, briefing_id: str) -> frozenset[int]:
        """Digests of the paragraphs that were read of a briefing, in any edition."""
        return frozenset(
            text for (text,) in self._rows((int,), "SELECT text FROM seen WHERE briefing = ?", briefing_id)
        )

    def all_seen(self) -> dict[str, set[int]]:
        """The same for every briefing of which anything was read."""
        found: dict[str, set[int]] = {}
        for briefing, text in self._rows((str, int), "SELECT briefing, text FROM seen"):
            found.setdefault(briefing, set()).add(text)
        return found

    def note_seen(self, briefing_id: str, digests: Iterable[int]) -> None:
        """Keep that paragraphs were read."""
        with self._writing() as connection:
            connection.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", ((briefing_id, one) for one in digests))

    # The version read last

    def has_version(self, version: Version) -> bool:
        """Whether this is the version read last."""
        rows = self._rows((bytes,), "SELECT digest FROM version WHERE briefing = ?", version.briefing)
        return bool(rows) and rows[0][0] == version.digest

    def version(self, briefing_id: str) -> Version | None:
        """The version read last, if one is kept and undamaged."""
        query = "SELECT edition, moment, digest, source FROM version WHERE briefing = ?"
        rows = self._rows((int, str, bytes, bytes), query, briefing_id)
        for edition, moment, known, packed in rows:
            with contextlib.suppress(zlib.error, UnicodeDecodeError):
                found = Version(briefing_id, edition, safe_line(moment), zlib.decompress(packed).decode())
                return found if found.digest == known else None
        return None

    def keep_version(self, version: Version) -> None:
        """Keep the version read last in place of the one before; one that is too large is not kept."""
        source = version.text.encode()
        packed = zlib.compress(source, 1) if len(source) <= LARGEST_VERSION else None
        with self._writing() as connection:
            connection.execute("DELETE FROM looked WHERE briefing = ?", (version.briefing,))
            connection.execute("DELETE FROM version WHERE briefing = ?", (version.briefing,))
            if packed is not None:
                row = (version.briefing, version.edition, version.moment, version.digest, packed)
                connection.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?)", row)
            connection.execute(_DROP_OLDEST, (ALL_VERSIONS,))

    def looked(self, briefing_id: str) -> frozenset[int]:
        """Digests of the changes since that version that have been in sight."""
        return frozenset(
            one for (one,) in self._rows((int,), "SELECT change FROM looked WHERE briefing = ?", briefing_id)
        )

    def note_looked(self, briefing_id: str, changes: Iterable[int]) -> None:
        """Keep that changes have been in sight."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO looked VALUES (?, ?)", ((briefing_id, one) for one in changes)
            )

    # Settings

    def kept(self, name: str) -> str | None:
        """A setting that was changed in the program."""
        rows = self._rows((str,), "SELECT value FROM kept WHERE name = ?", name)
        return safe_line(rows[0][0]) if rows else None

    def keep(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._writing() as connection:
            connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rows(self, types: _Types, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query gives; rows that hold something else than these types are left out."""
        if self._connection is None and not os.path.lexists(self._path):
            return []
        try:
            rows = self._connected().execute(query, values).fetchall()
        except sqlite3.Error as error:
            renewed = self._renewed() if is_damage(error) else self._in_memory()
            rows = renewed.execute(query, values).fetchall()
        return [row for row in rows if all(map(isinstance, row, types))]

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with contextlib.suppress(sqlite3.Error), self._connected() as connection:
            yield connection

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self._connection = self._open_or_replace()
            except (sqlite3.Error, OSError):
                return self._in_memory()
        return self._connection

    def _open_or_replace(self) -> sqlite3.Connection:
        try:
            return self._open()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):  # locked, read-only, full: the file itself is sound
                raise
            self._set_aside()
            return self._open()

    def _open(self) -> sqlite3.Connection:
        make_folder(self._path.parent)
        self._path.touch(mode=0o600)
        connection = sqlite3.connect(self._path, timeout=2.0, check_same_thread=False)
        connection.text_factory = lambda text: text.decode(errors="replace")  # one odd value costs no other
        weakref.finalize(self, connection.close)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            connection.close()
            raise sqlite3.DatabaseError(f"version {version}")
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # it holds the text of briefings
        if version < VERSION:
            connection.executescript(_SCHEMA)
        return connection

    def _renewed(self) -> sqlite3.Connection:
        """A connection to a new file: damage deep inside shows only where it is read."""
        self.close()
        self._set_aside()
        return self._in_memory() if self._path.exists() else self._connected()

    def _set_aside(self) -> None:
        """Keep a damaged file under another name, so that a new one can be made."""
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_suffix(".damaged"))

    def _in_memory(self) -> sqlite3.Connection:
        if self._connection is not None:
            self._connection.close()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._connection.close)
        self._connection.executescript(_SCHEMA)
        return self._connection
