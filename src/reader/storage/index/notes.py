"""Notes in the index: so that search finds them, and dossiers show them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from reader.core.value import replace
from reader.storage.index.rows import NoteRow
from reader.storage.index.schema import SHIFT, joined, parted

_COLUMNS = "id, briefing, section, entity, paragraph, text, quote, tags, kind, modified, stamp"


def put_notes(connection: sqlite3.Connection, changed: Iterable[NoteRow], gone: Iterable[str]) -> None:
    """Replace what is known of the changed notes and forget those that are gone, in the caller's transaction."""
    for note in gone:
        _remove(connection, note)
    for row in changed:
        _remove(connection, row.id)
        _put(connection, row)


def notes_beside(connection: sqlite3.Connection, entity_id: str) -> tuple[NoteRow, ...]:
    """The notes on an entity, and those whose quote stands in a passage that mentions it, newest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notes WHERE entity = ? OR key IN (SELECT n.key FROM notes AS n"
        " JOIN files AS f ON f.id = n.briefing JOIN passages AS p"
        f" ON p.id BETWEEN f.key << {SHIFT} AND (f.key + 1 << {SHIFT}) - 1 AND instr(p.text, n.quote)"
        " JOIN mentions AS m ON m.passage = p.id"
        " WHERE n.quote <> '' AND m.entity = (SELECT key FROM entities WHERE id = ?)) ORDER BY modified DESC, id",
        (entity_id, entity_id),
    )
    return tuple(replace(NoteRow(*row), tags=parted(row[7])) for row in rows)


def note_tags(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Every tag of a note, the most used first."""
    counts = Counter(tag for (tags,) in connection.execute("SELECT tags FROM notes") for tag in parted(tags))
    return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))


def _remove(connection: sqlite3.Connection, note: str) -> None:
    from reader.core.search.terms import searchable

    row = connection.execute("SELECT key, text, quote FROM notes WHERE id = ?", (note,)).fetchone()
    if row is None:
        return
    key, *words = row
    connection.execute(
        "INSERT INTO note_terms (note_terms, rowid, text, quote) VALUES ('delete', ?, ?, ?)",
        (key, *map(searchable, words)),
    )
    connection.execute("DELETE FROM notes WHERE key = ?", (key,))


def _put(connection: sqlite3.Connection, row: NoteRow) -> None:
    from reader.core.search.terms import fold_terms, searchable

    tags = joined(row.tags), joined(map(fold_terms, row.tags))
    about = (row.id, row.briefing, row.section, row.entity, row.paragraph, row.text, row.quote, *tags)
    key = connection.execute(
        "INSERT INTO notes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*about, row.kind, row.modified, row.stamp),
    ).lastrowid
    connection.execute(
        "INSERT INTO note_terms (rowid, text, quote) VALUES (?, ?, ?)", (key, *map(searchable, (row.text, row.quote)))
    )
