"""Files put into the index and taken out of it, inside a transaction that the caller holds."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.core.search.terms import fold_terms, searchable
from reader.storage.index.definitions import entity_content, text_of, title_of
from reader.storage.index.scan import Stamp
from reader.storage.index.schema import SHIFT, decided_column, joined

if TYPE_CHECKING:
    from reader.core.format.briefing import Briefing, Entity
    from reader.core.format.problem import Problem
    from reader.storage.index.reading import FileContent, Passage


MOST_SHARED = 100
"""Entities of one name for which its mentions are kept: each of them has a row for each time the name stands there."""


class Writer:
    """Puts files into the index. The numbers of entities are kept from one transaction to the next."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._highest = 0
        self._connection: sqlite3.Connection

    def begin(self, connection: sqlite3.Connection) -> None:
        """Work with this connection from now on; called at the start of each transaction, for others write too."""
        self._connection = connection
        for key, entity_id in connection.execute("SELECT key, id FROM entities WHERE key > ?", (self._highest,)):
            self._keys[entity_id] = key
            self._highest = max(self._highest, key)

    def put(self, folder: int, name: str, stamp: Stamp, content: FileContent) -> None:
        """Replace what is known of one file."""
        file = self._row(folder, name, stamp, content)
        if content.briefing:
            self._put_sections(file, content.briefing)
            self._put_passages(file << SHIFT, content.passages)
            self._put_mentions(file << SHIFT, content.passages)
        for entity in content.entities:
            self._put_definition(file, entity)

    def remove(self, folder: int, name: str) -> None:
        """Forget a file, if it is known."""
        file = self._known(folder, name)
        if file is not None:
            self._clear(file)
            self._connection.execute("DELETE FROM files WHERE key = ?", (file,))
            self._touch(folder)

    def has(self, folder: int, name: str, stamp: Stamp, content: FileContent) -> bool:
        """Whether a file that cannot be read is known as such already."""
        row = self._connection.execute(
            "SELECT id, size, mtime, inode, ctime, problems FROM files WHERE folder = ? AND name = ?",
            (folder, os.fsencode(name)),
        ).fetchone()
        return bool(row == (None, *stamp, _problems_column(content.problems)))

    def _known(self, folder: int, name: str) -> int | None:
        row = self._connection.execute(
            "SELECT key FROM files WHERE folder = ? AND name = ?", (folder, os.fsencode(name))
        ).fetchone()
        return row[0] if row else None

    def _touch(self, folder: int) -> None:
        """Have the folder's files compared one by one the next time, unless this refresh says they are all known."""
        self._connection.execute(
            "UPDATE folders SET fingerprint = NULL WHERE key = ? AND fingerprint NOT NULL", (folder,)
        )

    def _row(self, folder: int, name: str, stamp: Stamp, content: FileContent) -> int:
        """Make the file's own row anew, with nothing that belongs to it; its number stays."""
        file = self._known(folder, name)
        if file is not None:
            self._clear(file)
        about = (*_about(content), decided_column(content.decided), _problems_column(content.problems))
        found = self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (" + ",".join("?" * 16) + ")",
            (file, folder, os.fsencode(name), *stamp, *about),
        )
        self._touch(folder)
        return found.lastrowid or 0

    def _clear(self, file: int) -> None:
        connection, span = self._connection, (file << SHIFT, (file + 1 << SHIFT) - 1)
        old = connection.execute("SELECT id, title, text, more FROM passages WHERE id BETWEEN ? AND ?", span)
        connection.executemany(
            "INSERT INTO passage_terms (passage_terms, rowid, title, text, more) VALUES ('delete', ?, ?, ?, ?)",
            [(key, *map(searchable, words)) for key, *words in old],
        )
        connection.execute("DELETE FROM passages WHERE id BETWEEN ? AND ?", span)
        connection.execute("DELETE FROM mentions WHERE passage BETWEEN ? AND ?", span)
        connection.execute("DELETE FROM sections WHERE file = ?", (file,))
        self._clear_definitions(file)

    def _clear_definitions(self, file: int) -> None:
        connection = self._connection
        old = connection.execute("SELECT key, title, text FROM definitions WHERE file = ?", (file,)).fetchall()
        connection.executemany(
            "INSERT INTO entity_terms (entity_terms, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            [(key, *map(searchable, words)) for key, *words in old],
        )
        connection.executemany("DELETE FROM relations WHERE definition = ?", [(key,) for key, *_ in old])
        connection.execute("DELETE FROM definitions WHERE file = ?", (file,))

    def _put_sections(self, file: int, briefing: Briefing) -> None:
        self._connection.executemany(
            "INSERT INTO sections VALUES (?, ?, ?, ?)",
            [(file, at, one.id, one.title) for at, one in enumerate(briefing.sections)],
        )

    def _put_passages(self, first: int, passages: tuple[Passage, ...]) -> None:
        numbered = list(enumerate(passages, first))
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
            [(key, one.section, one.paragraph, one.title, one.text, one.more) for key, one in numbered],
        )
        self._connection.executemany(
            "INSERT INTO passage_terms (rowid, title, text, more) VALUES (?, ?, ?, ?)",
            [(key, searchable(one.title), searchable(one.text), searchable(one.more)) for key, one in numbered],
        )

    def _put_mentions(self, first: int, passages: tuple[Passage, ...]) -> None:
        rows = [
            (key, mention.start, self._key(entity), mention.end, mention.is_ambiguous)
            for key, passage in enumerate(passages, first)
            for mention in passage.mentions
            for entity in mention.entities[:MOST_SHARED]
        ]
        self._connection.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?)", rows)

    def _put_definition(self, file: int, entity: Entity) -> None:
        title, text, own = title_of(entity), text_of(entity), self._key(entity.id)
        content = json.dumps(entity_content(entity), ensure_ascii=False)
        key = self._connection.execute(
            "INSERT INTO definitions VALUES (NULL, ?, ?, ?, ?, ?, ?)",
            (own, file, entity.kind, content, title, text),
        ).lastrowid
        self._connection.execute(
            "INSERT INTO entity_terms (rowid, title, text) VALUES (?, ?, ?)", (key, searchable(title), searchable(text))
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO relations VALUES (?, ?, ?, ?)",
            [(self._key(link.to), own, link.relation, key) for link in entity.links],
        )

    def _key(self, entity_id: str) -> int:
        key = self._keys.get(entity_id)
        if key is None:
            key = self._connection.execute("INSERT INTO entities (id) VALUES (?)", (entity_id,)).lastrowid or 0
            self._keys[entity_id] = self._highest = key
        return key


def _about(content: FileContent) -> tuple[object, ...]:
    """The columns of `files` from id to tag_terms."""
    briefing = content.briefing
    if briefing is None:
        return (None,) * 7
    tags = joined(briefing.tags), joined(map(fold_terms, briefing.tags))
    date = briefing.date.isoformat() if briefing.date else ""
    return (briefing.id, briefing.title, date, briefing.edition, briefing.marking, *tags)


def _problems_column(problems: Iterable[Problem]) -> str:
    """Problems as JSON; nothing where there are none."""
    rows = [(one.file, one.message, one.code, one.severity, one.line, one.column, one.key) for one in problems]
    return json.dumps(rows, ensure_ascii=False) if rows else ""
