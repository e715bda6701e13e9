"""The filters of a query as conditions in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.core.search.query import Query
from reader.core.search.terms import fold_terms
from reader.core.value import Value, field
from reader.storage.index.entities import find_entities
from reader.storage.index.schema import SHIFT


class Conditions(Value):
    """Conditions that must all hold, and the values they ask for."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, part: str, *values: object) -> None:
        """One condition more."""
        self.parts.append(part)
        self.values.extend(values)

    def inside(self, column: str, select: str) -> Conditions:
        """The condition that `column` is among what `select` gives under these conditions."""
        return Conditions([f"{column} IN ({select} WHERE {self.sql})"], self.values) if self.parts else Conditions()

    @property
    def sql(self) -> str:
        """The conditions as SQL; true where there are none."""
        return " AND ".join(self.parts) or "1"


def _of_files(query: Query) -> Conditions:
    """What a briefing must fulfil as a whole, for rows of `files`."""
    found = Conditions()
    _dated(query, "date", found)
    _tagged(query, found)
    return found


def of_notes(connection: sqlite3.Connection, query: Query) -> Conditions:
    """What a note must fulfil, for rows of `notes`."""
    found = Conditions()
    _dated(query, "modified", found)
    _tagged(query, found)
    if query.kinds:
        found.add(f"kind IN {_places(query.kinds)}", *map(str.lower, query.kinds))
    for entity in query.entities:
        ids = find_entities(connection, entity)
        found.add(f"entity IN {_places(ids)}", *ids)
    if query.within:
        at = _places(query.within)
        found.add(f"(briefing IN {at} OR section IN {at} OR briefing || '#' || section IN {at})", *query.within * 3)
    return found


def of_entities(connection: sqlite3.Connection, query: Query, row: str) -> Conditions:
    """What an entity must fulfil; `row` is the column with the number of what a file says of it.

    Entities have no tags, days or places: where those are asked for, none is found.
    """
    if query.tags or query.within or query.since or query.until:
        return Conditions(["0"])
    found = Conditions()
    if query.kinds:
        found.add(f"kind IN {_places(query.kinds)}", *map(str.lower, query.kinds))
    for entities in mentioned(connection, query):
        found.add(f"entity IN ({entities})")
    return found.inside(row, "SELECT key FROM definitions")


def of_passages(query: Query, row: str) -> Conditions:
    """What a passage must fulfil beside its words and mentions.

    `row` is the column that holds its number, with its table's name: the conditions look into tables that have columns
    of the same name.
    """
    found = _of_files(query).inside(f"{row} >> {SHIFT}", "SELECT key FROM files")
    if query.within:
        places = Conditions()
        for place in query.within:
            _add_place(place, row, places)
        found.add(f"({' OR '.join(places.parts)})", *places.values)
    return found


def _add_place(place: str, row: str, found: Conditions) -> None:
    """A briefing, a section, or `briefing#section`."""
    briefing, mark, section = place.partition("#")
    in_briefing = f"{row} >> {SHIFT} IN (SELECT key FROM files WHERE id = ?)"
    in_section = (
        f"EXISTS (SELECT 1 FROM passages AS p JOIN sections AS s ON s.file = p.id >> {SHIFT} AND s.place = p.section"
        f" WHERE p.id = {row} AND s.id = ?)"
    )
    if mark:
        found.add(f"({in_briefing} AND {in_section})", briefing, section)
    else:
        found.add(in_briefing, place)
        found.add(in_section, place)


def mentioned(connection: sqlite3.Connection, query: Query) -> list[str]:
    """For each entity asked for, the numbers of those that it may be, parted by commas."""
    found = []
    for entity in query.entities:
        ids = find_entities(connection, entity)
        rows = connection.execute(f"SELECT key FROM entities WHERE id IN {_places(ids)}", ids)
        found.append(",".join(str(key) for (key,) in rows))
    return found


def _places(values: Sequence[object]) -> str:
    """A place for each value, in brackets."""
    return f"({','.join('?' * len(values))})"


def _dated(query: Query, column: str, found: Conditions) -> None:
    if query.since or query.until:
        found.add(f"{column} <> ''")
    if query.since:
        found.add(f"{column} >= ?", query.since)
    if query.until:
        found.add(f"substr({column}, 1, ?) <= ?", len(query.until), query.until)


def _tagged(query: Query, found: Conditions) -> None:
    for tag in query.tags:
        found.add("instr(tag_terms, ?)", f"\n{fold_terms(tag)}\n")
