"""Notes in the index: so that search finds them too."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.core.terms import fold, searchable
from reader.storage.index.rows import NoteRow
from reader.storage.index.schema import joined


def notes_differ(connection: sqlite3.Connection, rows: Sequence[NoteRow]) -> bool:
    """Whether other notes than these are known."""
    return _known(connection) != {row.id: row.stamp for row in rows}


def put_notes(connection: sqlite3.Connection, rows: Sequence[NoteRow]) -> None:
    """Replace what is known of notes by these, inside a transaction that the caller holds."""
    known = _known(connection)
    new = {row.id: row for row in rows}
    for note in known:
        if note not in new or known[note] != new[note].stamp:
            _remove(connection, note)
    for note, row in new.items():
        if known.get(note) != row.stamp:
            _put(connection, row)


def _known(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, stamp FROM notes").fetchall())


def _remove(connection: sqlite3.Connection, note: str) -> None:
    key, *words = connection.execute("SELECT key, text, quote FROM notes WHERE id = ?", (note,)).fetchone()
    connection.execute(
        "INSERT INTO note_terms (note_terms, rowid, text, quote) VALUES ('delete', ?, ?, ?)",
        (key, *map(searchable, words)),
    )
    connection.execute("DELETE FROM notes WHERE key = ?", (key,))


def _put(connection: sqlite3.Connection, row: NoteRow) -> None:
    tags = joined(row.tags), joined(map(fold, row.tags))
    about = (row.id, row.briefing, row.section, row.entity, row.paragraph, row.text, row.quote, *tags)
    key = connection.execute(
        "INSERT INTO notes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*about, row.kind, row.modified, row.stamp),
    ).lastrowid
    connection.execute(
        "INSERT INTO note_terms (rowid, text, quote) VALUES (?, ?, ?)", (key, *map(searchable, (row.text, row.quote)))
    )
