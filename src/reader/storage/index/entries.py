"""The briefings of the library as a list, and what is wrong with its files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.storage.index.schema import SHIFT, parted

if TYPE_CHECKING:
    from reader.core.format.problem import Problem
    from reader.storage.index.rows import Entry


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """Every briefing that could be read, by path."""
    from reader.storage.index.rows import Entry

    sections: dict[int, tuple[tuple[str, str], ...]] = {}
    known: dict[object, Any] = {}  # briefings of a library have sections of the same names: each is kept once
    rows = connection.execute("SELECT file, id, title FROM sections ORDER BY file, place")
    for file, group in groupby(rows, itemgetter(0)):
        found = tuple(known.setdefault(row[1:], row[1:]) for row in group)
        sections[file] = known.setdefault(found, found)
    rows = connection.execute(
        "SELECT f.key, d.path, f.name, f.id, f.title, f.date, f.edition, f.marking, f.tags FROM files AS f"
        " JOIN folders AS d ON d.key = f.folder WHERE f.id NOT NULL ORDER BY d.path, f.name"
    )
    return tuple(
        Entry(_file(folder, name), briefing, title, date, edition, marking, parted(tags), sections.get(key, ()))
        for key, folder, name, briefing, title, date, edition, marking, tags in rows
    )


def newest(connection: sqlite3.Connection, limit: int = 100) -> tuple[Path, ...]:
    """The files of the newest briefings by their dates, the newest first."""
    rows = connection.execute(
        "SELECT d.path, f.name FROM files AS f JOIN folders AS d ON d.key = f.folder WHERE f.id NOT NULL"
        " ORDER BY f.date DESC, d.path, f.name LIMIT ?",
        (limit,),
    )
    return tuple(_path(folder, name) for folder, name in rows)


def problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """What is wrong with files and folders, by path."""
    from reader.core.format.problem import Problem, Severity
    from reader.storage.files import show_path

    found = [
        Problem(show_path(Path(os.fsdecode(path))), problem, "unreadable")
        for path, problem in connection.execute("SELECT path, problem FROM folders WHERE problem <> '' ORDER BY path")
    ]
    rows = connection.execute(
        "SELECT f.problems FROM files AS f JOIN folders AS d ON d.key = f.folder WHERE f.problems <> ''"
        " ORDER BY d.path, f.name"
    )
    import json  # only where something is wrong

    for (column,) in rows:
        for file, message, code, severity, *place in json.loads(column):
            found.append(Problem(file, message, code, Severity(severity), *place))
    return tuple(found)


def find(connection: sqlite3.Connection, briefing_id: str) -> tuple[Path, ...]:
    """The files of the briefing with that id."""
    rows = connection.execute(
        "SELECT d.path, f.name FROM files AS f JOIN folders AS d ON d.key = f.folder WHERE f.id = ?"
        " ORDER BY d.path, f.name",
        (briefing_id,),
    )
    return tuple(_path(folder, name) for folder, name in rows)


def paragraphs(connection: sqlite3.Connection, briefing_ids: Sequence[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The paragraphs of briefings, by file and section."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for briefing in briefing_ids:
        rows = connection.execute(
            "SELECT d.path, f.name, s.id, p.text FROM files AS f JOIN folders AS d ON d.key = f.folder"
            f" JOIN passages AS p ON p.id BETWEEN f.key << {SHIFT} AND (f.key + 1 << {SHIFT}) - 1 AND p.paragraph"
            " JOIN sections AS s ON s.file = f.key AND s.place = p.section WHERE f.id = ? ORDER BY p.id",
            (briefing,),
        )
        for place, group in groupby(rows, key=lambda row: row[:3]):
            folder, name, section = place
            found[_file(folder, name), section] = tuple(text for *_, text in group)
    return found


def _file(folder: bytes, name: bytes) -> str:
    return f"{os.fsdecode(folder)}/{os.fsdecode(name)}"


def _path(folder: bytes, name: bytes) -> Path:
    return Path(os.fsdecode(folder), os.fsdecode(name))
