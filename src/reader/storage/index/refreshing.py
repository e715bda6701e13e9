"""The index brought up to the files of the library as they are now: what is new, changed or gone is found here.

What then reads and writes is loaded only where there is something to read.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.core.value import Value
from reader.storage.folders import REGISTRY_NAME
from reader.storage.index.database import Database
from reader.storage.index.scan import folder_stamp, scan
from reader.storage.index.schema import decided_column

if TYPE_CHECKING:
    from reader.storage.decisions import Decisions

MANY = 2_000
TRUSTED = 60
"""So many files, once looked at, are taken to be as they were for so many seconds, if their folders are."""
RECENT = 200
"""So many files that were changed last are looked at even so: whoever writes does it again."""
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


class Refreshed(Value):
    """What a refresh found: files read again, files that are gone, files there are, and whether it was stopped."""

    read: int
    gone: int
    files: int
    is_stopped: bool = False


def refresh(
    database: Database,
    libraries: Sequence[str],
    decisions: Decisions,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Refreshed:
    """Read what is new or changed and forget what is gone. A file is opened only if its stamp is not the known one.

    `progress` is told how many files of how many have been read; once `stop` gives True, no more is. Raises
    `sqlite3.Error`.
    """
    _forget_undecided(database, decisions)
    folders = list(scan(libraries))
    with database.reading() as connection:
        known = _known_folders(connection)
    changed = [one for one in folders if known.pop(one.path, None) != (one.fingerprint, one.problem)]
    files = sum(len(folder.files) for folder in folders)
    if not changed and not known:
        _note_look(database, files)
        return Refreshed(0, 0, files)
    from reader.storage.index.catching_up import CatchingUp

    catching_up = CatchingUp(database, folders, decisions, progress, stop)
    is_stopped = catching_up.run(changed, set(known))
    if not is_stopped:
        _note_look(database, files)
    return Refreshed(catching_up.written, catching_up.gone, files, is_stopped)


def _note_look(database: Database, files: int) -> None:
    """Note that every file was looked at just now, where there are so many that this will be trusted."""
    if files > MANY:
        with database.writing() as connection:
            connection.execute("UPDATE about SET files = ?, looked = ?", (files, time.time_ns()))


def was_just_looked_at(connection: sqlite3.Connection) -> bool:
    """Whether there are so many files that a look at all of them holds for a while, and the last was just now."""
    files, looked = connection.execute("SELECT files, looked FROM about").fetchone()
    return bool(files > MANY) and 0 <= time.time_ns() - looked < TRUSTED * 1_000_000_000


def looks_unchanged(connection: sqlite3.Connection) -> bool:
    """Whether no file came, went or was replaced, by the stamps of folders, registries and the files changed last.

    One written in place after it had long been left alone is not noticed.
    """
    folders = connection.execute("SELECT path, size, mtime, inode, ctime FROM folders")
    stamps = {os.fsdecode(path): tuple(stamp) for path, *stamp in folders}
    files = "SELECT d.path, f.name, f.size, f.mtime, f.inode, f.ctime FROM"
    recent = connection.execute(
        f"{files} files f JOIN folders d ON d.key = f.folder ORDER BY f.mtime DESC LIMIT ?", (RECENT,)
    ).fetchall()
    registries = connection.execute(  # folder by folder, and not through all files
        f"{files} folders d CROSS JOIN files f ON f.folder = d.key WHERE f.name = ?", (os.fsencode(REGISTRY_NAME),)
    ).fetchall()
    for path, name, *stamp in recent + registries:
        stamps[os.path.join(os.fsdecode(path), os.fsdecode(name))] = tuple(stamp)
    return bool(stamps) and all(folder_stamp(path) == stamp for path, stamp in stamps.items())


def _known_folders(connection: sqlite3.Connection) -> dict[str, tuple[int | None, str]]:
    """The fingerprint and problem of each folder in the index."""
    rows = connection.execute("SELECT path, fingerprint, problem FROM folders")
    return {os.fsdecode(path): (mark, problem) for path, mark, problem in rows}


def undecided(connection: sqlite3.Connection, decisions: Decisions) -> list[tuple[int, int]]:
    """The files about whose names something else is decided than when they were read: pairs of file and folder."""
    rows = connection.execute("SELECT id, key, folder, decided FROM files WHERE decided <> ''").fetchall()
    for briefing in decisions:
        rows += connection.execute(
            "SELECT id, key, folder, decided FROM files WHERE id = ? AND decided = ''", (briefing,)
        ).fetchall()
    return [
        (file, folder)
        for briefing, file, folder, decided in rows
        if decided != decided_column(decisions.get(briefing, {}))
    ]


def _forget_undecided(database: Database, decisions: Decisions) -> None:
    """Have those files read again."""
    with database.reading() as connection:
        files = undecided(connection, decisions)
    if files:
        from reader.storage.index.staleness import mark

        with database.writing() as connection:
            for file, folder in files:
                mark(connection, "key", file)
                connection.execute("UPDATE folders SET fingerprint = NULL WHERE key = ?", (folder,))
