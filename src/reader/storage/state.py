"""What the program remembers of reading: positions, paragraphs that were read, the briefing read last, settings kept.

Nothing depends on it: a reader for whom it is damaged begins anew. Nobody waits for it: see `state_file`.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path

from reader.core.blake import blake2b
from reader.core.safe_text import dangers, safe_line
from reader.core.value import Value
from reader.storage import kept_screens
from reader.storage.files import Stamp, show_path, stamp
from reader.storage.state_file import Row, StateFile

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


# What another session kept of a later moment stays. A moment that is still to come was told by a clock that was wrong.
_REMEMBER = """
INSERT INTO position VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (briefing) DO UPDATE
SET path = excluded.path, section = excluded.section, item = excluded.item, offset = excluded.offset,
    moment = excluded.moment
WHERE NOT (position.moment > excluded.moment AND position.moment < strftime('%Y-%m-%dT%H:%M:%f', 'now'))
"""
_DROP_VERSION = "DELETE FROM version WHERE briefing = ?"
_DROP_EARLIER_VERSION = """
DELETE FROM version WHERE briefing = ? AND NOT (moment > ? AND moment < strftime('%Y-%m-%dT%H:%M:%f', 'now'))
"""
_FORGET_LOOKED = """
DELETE FROM looked WHERE briefing = ? AND NOT EXISTS (SELECT 1 FROM version WHERE version.briefing = looked.briefing)
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
        return blake2b(self.text.encode(), digest_size=16).digest()


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
        self._file = StateFile(path, _SCHEMA, VERSION)

    def position(self, briefing_id: str) -> Position | None:
        """Where the reader was in a briefing."""
        query = "SELECT path, section, item, offset FROM position WHERE briefing = ?"
        rows = self._rows((_PATH, str, int, int), query, briefing_id)
        return _position(*rows[-1]) if rows else None

    def remember(self, briefing_id: str, position: Position, moment: str) -> None:
        """Keep where the reader was at a moment, a sortable time; a place that another session was at later stays."""
        row = (briefing_id, _stored(position.path), position.section, position.item, position.offset, moment)
        self._file.write((_REMEMBER, [row]))
        kept_screens.forget(str(self._path.parent / kept_screens.FOLDER), position.path)

    def marks(self, briefing_id: str) -> tuple[Mark, ...]:
        """The marks of a briefing, and those with a capital letter wherever they are."""
        query = (
            "SELECT letter, briefing, words, path, section, item, 0 FROM mark"
            " WHERE briefing = ? OR letter <> lower(letter)"
        )
        rows = self._rows((str, str, str, _PATH, str, int, int), query, briefing_id)
        newest = {(letter, briefing if letter.islower() else ""): row for row in rows for letter, briefing in [row[:2]]}
        return tuple(
            Mark(safe_line(letter), safe_line(briefing), _position(*place), safe_line(words))
            for letter, briefing, words, *place in newest.values()
        )

    def set_mark(self, mark: Mark) -> None:
        """Keep a mark in place of the one with the same letter: in its briefing, or for a capital anywhere."""
        place, is_capital = mark.position, mark.letter != mark.letter.lower()
        row = (mark.letter, mark.briefing, _stored(place.path), place.section, place.item, mark.words)
        self._file.write(
            ("DELETE FROM mark WHERE letter = ?", [(mark.letter,)] if is_capital else []),
            ("INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?, ?, ?)", [row]),
        )

    def last_read(self) -> tuple[str, ...]:
        """The files of the briefings read, the last one first."""
        query = "SELECT briefing, path, moment FROM position ORDER BY moment DESC LIMIT 100"
        newest = {briefing: (moment, path) for briefing, path, moment in self._rows((str, _PATH, str), query)}
        return tuple(os.fsdecode(path) for _, path in sorted(newest.values(), key=itemgetter(0), reverse=True))

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
        self._file.write(("INSERT OR IGNORE INTO seen VALUES (?, ?)", [(briefing_id, one) for one in digests]))

    # The version read last

    def has_version(self, version: Version) -> bool:
        """Whether this is the version read last."""
        rows = self._rows((bytes,), "SELECT digest FROM version WHERE briefing = ?", version.briefing)
        return bool(rows) and rows[-1][0] == version.digest

    def version(self, briefing_id: str) -> Version | None:
        """The version read last, if one is kept and undamaged."""
        query = "SELECT edition, moment, digest, source FROM version WHERE briefing = ?"
        rows = self._rows((int, str, bytes, bytes), query, briefing_id)
        for edition, moment, known, packed in rows[-1:]:
            with contextlib.suppress(zlib.error, UnicodeDecodeError):
                found = Version(briefing_id, edition, safe_line(moment), zlib.decompress(packed).decode())
                return found if found.digest == known else None
        return None

    def keep_version(self, version: Version, *, is_last: bool = False) -> None:
        """Keep the version read last in place of the one before; one that is too large is not kept.

        One that another session kept, and that was opened later, stays; but not with `is_last`.
        """
        source = version.text.encode()
        packed = zlib.compress(source, 1) if len(source) <= LARGEST_VERSION else None
        row = (version.briefing, version.edition, version.moment, version.digest, packed)
        self._file.write(
            (_DROP_VERSION, [(version.briefing,)] if is_last else []),
            (_DROP_EARLIER_VERSION, [(version.briefing, version.moment)]),
            (_FORGET_LOOKED, [(version.briefing,)]),
            ("INSERT OR IGNORE INTO version VALUES (?, ?, ?, ?, ?)", [row] if packed is not None else []),
            (_DROP_OLDEST, [(ALL_VERSIONS,)]),
        )

    def looked(self, briefing_id: str) -> frozenset[int]:
        """Digests of the changes since that version that have been in sight."""
        return frozenset(
            one for (one,) in self._rows((int,), "SELECT change FROM looked WHERE briefing = ?", briefing_id)
        )

    def note_looked(self, briefing_id: str, changes: Iterable[int]) -> None:
        """Keep that changes have been in sight."""
        self._file.write(("INSERT OR IGNORE INTO looked VALUES (?, ?)", [(briefing_id, one) for one in changes]))

    # Settings

    def kept(self, name: str) -> str | None:
        """A setting that was changed in the program."""
        rows = self._rows((str,), "SELECT value FROM kept WHERE name = ?", name)
        return safe_line(rows[-1][0]) if rows else None

    def keep(self, name: str, value: str) -> None:
        """Keep a setting."""
        self._file.write(("INSERT OR REPLACE INTO kept VALUES (?, ?)", [(name, value)]))

    # The file

    def stamp(self) -> Stamp:
        """What changes when another session keeps something."""
        return stamp(self._path)

    def settle(self, seconds: float = 0.0) -> str:
        """Write what could not be written until now, and wait so long for the file; in a sentence, why it cannot be."""
        wrong = self._file.settle(seconds)
        return f"Where you were and what you read is not kept: {show_path(self._path)}: {wrong}." if wrong else ""

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _rows(self, types: _Types, query: str, *values: object) -> list[Row]:
        """What a query gives, the newest last; rows that hold something else than these types are left out."""
        return [row for row in self._file.rows(query, *values) if all(map(isinstance, row, types))]
