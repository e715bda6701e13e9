"""Which briefings must be read again because the entities that they share have changed.

Only those that name, or may name, an entity that changed: the index itself finds the old and the new names in them. It
folds more than the resolver does, so it misses none.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from reader.core.format.briefing import Entity
from reader.core.search.terms import Needle, searchable, terms
from reader.storage.index.definitions import entity_from, spellings_of
from reader.storage.index.matching import expression
from reader.storage.index.scan import STALE
from reader.storage.index.schema import SHIFT

_MANY = 500
"""So many changed names are not looked for one by one."""


def entities_in(connection: sqlite3.Connection, folder: int, name: str) -> tuple[Entity, ...]:
    """The entities that a file described when it was last read."""
    rows = connection.execute(
        "SELECT e.id, d.content FROM files f JOIN definitions d ON d.file = f.key JOIN entities e ON e.key = d.entity"
        " WHERE f.folder = ? AND f.name = ? ORDER BY d.key",
        (folder, os.fsencode(name)),
    )
    return tuple(entity_from(entity_id, json.loads(content)) for entity_id, content in rows)


def mark_stale(
    connection: sqlite3.Connection, old: Iterable[Entity], new: Iterable[Entity], folders: Sequence[int]
) -> None:
    """Have the briefings in these folders read again whose mentions the change from `old` to `new` may touch."""
    changed = spellings_of(old) ^ spellings_of(new)
    texts = {text for _, text, *_ in changed}
    if len(texts) > _MANY or not all(map(terms, texts)):
        for folder in folders:
            mark(connection, "folder", folder)
    else:
        within = set(folders)
        for file in set(_files_with(connection, texts, {entity for entity, *_ in changed})):
            row = connection.execute("SELECT folder FROM files WHERE key = ?", (file,)).fetchone()
            if row and row[0] in within:
                mark(connection, "key", file)
    connection.executemany("UPDATE folders SET fingerprint = NULL WHERE key = ?", [(folder,) for folder in folders])


def mark(connection: sqlite3.Connection, column: str, value: int) -> None:
    """Have the files read again whose `key` or `folder` is that number."""
    connection.execute(
        f"UPDATE files SET size = ?, mtime = ?, inode = ?, ctime = ? WHERE {column} = ? AND id NOT NULL",
        (*STALE, value),
    )


def _files_with(connection: sqlite3.Connection, texts: Iterable[str], entities: Iterable[str]) -> Iterator[int]:
    """The files in which a text stands, or whose authors marked an entity."""
    for text in texts:
        asked = expression([Needle(searchable(text))])
        rows = connection.execute(
            f"SELECT DISTINCT rowid >> {SHIFT} FROM passage_terms WHERE passage_terms MATCH ?", (asked,)
        )
        yield from (file for (file,) in rows)
    for entity in entities:
        rows = connection.execute(
            f"SELECT DISTINCT m.passage >> {SHIFT} FROM mentions m JOIN entities e ON e.key = m.entity WHERE e.id = ?",
            (entity,),
        )
        yield from (file for (file,) in rows)
