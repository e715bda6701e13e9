"""What the notes on a briefing stand on, as the index knows it: no file is opened, and no Markdown read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence

from reader.core.anchoring.anchor import Passage
from reader.core.anchoring.ground import Ground
from reader.storage.folders import REGISTRY_NAME
from reader.storage.index.scan import GONE, folder_stamp
from reader.storage.index.schema import SHIFT

_FILES = "SELECT f.key, f.size, f.mtime, f.inode, f.ctime{more} FROM files AS f JOIN folders AS d ON d.key = f.folder"


Names = dict[str, frozenset[str]]
"""All names of each entity, by its id."""


class RegistryNames:
    """The names in the registries that were asked for: those of a library are the same for all of its briefings."""

    def __init__(self) -> None:
        self._names: dict[int, tuple[tuple[int, ...], Names]] = {}

    def of(self, connection: sqlite3.Connection, registry: int, stamp: tuple[int, ...]) -> Names:
        """The names in a registry that has this stamp; they are not to be changed."""
        known = self._names.get(registry)
        if known is None or known[0] != stamp:
            known = self._names[registry] = stamp, _names(connection, registry)
        return known[1]


def ground(
    connection: sqlite3.Connection, briefing_id: str, libraries: Sequence[str], shared: RegistryNames
) -> Ground | None:
    """The ground of a briefing; None where its file, or the registry that serves it, is not as it was when read.

    `libraries` are the absolute paths of the library folders, in their order.
    """
    row = connection.execute(
        _FILES.format(more=", d.path, f.name, f.title, f.marking") + " WHERE f.id = ? ORDER BY d.path, f.name LIMIT 1",
        (briefing_id,),
    ).fetchone()
    if row is None:
        return None
    file, *stamp, folder, name, title, marking = row
    path = os.fsdecode(folder)
    library = next((one for one in libraries if f"{path}/".startswith(f"{one.rstrip('/')}/")), path)
    registry, registry_stamp = _registry(connection, library)
    if folder_stamp(f"{library}/{REGISTRY_NAME}") != registry_stamp:
        return None
    if folder_stamp(f"{path}/{os.fsdecode(name)}") != tuple(stamp):
        return None
    sections = dict(connection.execute("SELECT id, title FROM sections WHERE file = ? ORDER BY place", (file,)))
    passages = _passages(connection, file)
    names = shared.of(connection, registry, registry_stamp) | _names(connection, file)
    return Ground(title, marking, sections, names.keys(), lambda: passages, lambda: names)


def _registry(connection: sqlite3.Connection, library: str) -> tuple[int, tuple[int, ...]]:
    """Number and stamp of the registry of a library folder, as it was read; 0 and `GONE` where there was none."""
    row = connection.execute(
        _FILES.format(more="") + " WHERE d.path = ? AND f.name = ?", (os.fsencode(library), os.fsencode(REGISTRY_NAME))
    ).fetchone()
    return (row[0], tuple(row[1:])) if row else (0, GONE)


def _passages(connection: sqlite3.Connection, file: int) -> tuple[Passage, ...]:
    rows = connection.execute(
        "SELECT s.id, p.paragraph, p.text, s.title FROM passages AS p"
        " JOIN sections AS s ON s.file = ? AND s.place = p.section"
        " WHERE p.id BETWEEN ? AND ? AND p.paragraph ORDER BY p.id",
        (file, file << SHIFT, (file + 1 << SHIFT) - 1),
    )
    return tuple(Passage(*row) for row in rows)


def _names(connection: sqlite3.Connection, file: int) -> Names:
    """The names of the entities that a file describes."""
    rows = connection.execute(
        "SELECT e.id, d.title FROM definitions AS d JOIN entities AS e ON e.key = d.entity WHERE d.file = ?", (file,)
    )
    return {entity: frozenset(names.split("\n")) for entity, names in rows}
