"""The tables of the index.

A passage is what search finds: a paragraph, or what stands beside them (title and summary, heads of sections, events,
sources). Its id is that of its file times 2^24 plus its place in the file, so that all of a file's passages and
mentions lie side by side, and the id says which file it is. A file of 16 MiB cannot have more passages than that.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping

LAYOUT = 9
"""Raised when tables, or what is put into them, change."""
VERSION = f"{LAYOUT}-{unicodedata.unidata_version}"
"""What the index depends on: its layout, and the tables by which letters are folded."""
SHIFT = 24

_TOKENS = (
    """tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '_'", content='', prefix='2 3'"""
)

# `automerge`: fewer and larger merges of the words' tables make a first index a sixth less work. With `crisismerge`
# above it none is made at once, with all of it in memory, but each in steps as large as what was written.
_TABLES = f"""
CREATE TABLE about (
    libraries BLOB NOT NULL, files INTEGER NOT NULL, looked INTEGER NOT NULL -- how many there were, and when (ns)
);
CREATE TABLE folders (
    key INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE,
    size INTEGER, mtime INTEGER, inode INTEGER, ctime INTEGER, -- of the folder itself
    fingerprint INTEGER, -- of its files, once all of them are in the index
    problem TEXT
);
CREATE TABLE files (
    key INTEGER PRIMARY KEY, folder INTEGER NOT NULL, name BLOB NOT NULL,
    size INTEGER NOT NULL, mtime INTEGER NOT NULL, inode INTEGER NOT NULL, ctime INTEGER NOT NULL,
    id TEXT, title TEXT, date TEXT, edition INTEGER, marking TEXT, tags TEXT, tag_terms TEXT,
    decided TEXT, -- which entities names were taken for, by the reader's decision
    problems TEXT, -- JSON; id and all that follows it is NULL where there are errors, and for registries
    UNIQUE (folder, name)
);
CREATE INDEX files_by_id ON files (id);
CREATE INDEX files_by_mtime ON files (mtime);
CREATE INDEX files_decided ON files (key) WHERE decided <> '';
CREATE TABLE sections (
    file INTEGER, place INTEGER, id TEXT, title TEXT, PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, section INTEGER NOT NULL, paragraph INTEGER NOT NULL, title TEXT, text TEXT, more TEXT
);
CREATE TABLE entities (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE definitions ( -- what one file says of an entity
    key INTEGER PRIMARY KEY, entity INTEGER NOT NULL, file INTEGER NOT NULL, kind TEXT, content TEXT, -- JSON
    title TEXT, text TEXT -- the words that it is found by; all names, one a line
);
CREATE INDEX definitions_by_entity ON definitions (entity);
CREATE INDEX definitions_by_file ON definitions (file);
CREATE TABLE relations (
    target INTEGER, entity INTEGER, relation TEXT, definition INTEGER,
    PRIMARY KEY (target, entity, relation, definition)
) WITHOUT ROWID;
CREATE INDEX relations_by_definition ON relations (definition);
CREATE TABLE mentions (
    passage INTEGER, start INTEGER, entity INTEGER, end INTEGER NOT NULL, ambiguous INTEGER NOT NULL,
    PRIMARY KEY (passage, start, entity)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity, passage);
CREATE TABLE notes (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, briefing TEXT, section TEXT, entity TEXT, paragraph INTEGER,
    text TEXT, quote TEXT, tags TEXT, tag_terms TEXT, kind TEXT, modified TEXT, stamp TEXT
);
CREATE INDEX notes_by_briefing ON notes (briefing);
CREATE VIRTUAL TABLE passage_terms USING fts5(title, text, more, {_TOKENS});
INSERT INTO passage_terms (passage_terms, rank) VALUES ('automerge', 16);
INSERT INTO passage_terms (passage_terms, rank) VALUES ('crisismerge', 64);
CREATE VIRTUAL TABLE entity_terms USING fts5(title, text, {_TOKENS});
CREATE VIRTUAL TABLE note_terms USING fts5(text, quote, {_TOKENS});
"""


def create(connection: sqlite3.Connection, libraries: bytes) -> None:
    """Make the tables, unless another process has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        connection.execute("INSERT INTO about VALUES (?, 0, 0)", (libraries,))
    connection.execute("COMMIT")


def is_ours(connection: sqlite3.Connection, libraries: bytes) -> bool:
    """Whether the file holds an index of these libraries. Raises `sqlite3.DatabaseError` where it is damaged."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables >= _NAMES:
        return False
    return bool(connection.execute("SELECT libraries FROM about").fetchone() == (libraries,))


_NAMES = {line.split()[2] for line in _TABLES.splitlines() if line.startswith("CREATE TABLE")}


def joined(words: Iterable[str]) -> str:
    """Words, none of which holds a line feed, as one column: each between two line feeds."""
    return "\n" + "".join(f"{word}\n" for word in words)


def parted(column: str) -> tuple[str, ...]:
    """The words of such a column."""
    return tuple(column.split("\n")[1:-1])


def decided_column(decided: Mapping[str, str]) -> str:
    """What names are taken for, as one column; nothing where nothing is decided."""
    return "\n".join(f"{name}\t{decided[name]}" for name in sorted(decided))
