"""What the index knows of entities."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.core.search.terms import fold_terms

if TYPE_CHECKING:
    from reader.core.format.briefing import Entity
    from reader.storage.index.rows import Description, EntityRow

# Registries come first; then briefings, the newest first.
_FIRST = "ORDER BY f.id NOT NULL, f.date DESC, d.key"


def entities(connection: sqlite3.Connection) -> tuple[EntityRow, ...]:
    """Every entity that a file describes, by name."""
    import json  # a search without filters never pays for it

    from reader.storage.index.mentions import mention_counts
    from reader.storage.index.rows import EntityRow

    counts = mention_counts(connection)
    found: dict[str, EntityRow] = {}
    for entity_id, content in connection.execute(
        "SELECT e.id, d.content FROM definitions AS d JOIN entities AS e ON e.key = d.entity"
        f" JOIN files AS f ON f.key = d.file {_FIRST}"
    ):
        if entity_id not in found:
            one = json.loads(content)
            aliases = tuple(text for text, *_ in one["aliases"])
            count = counts.get(entity_id, (0, 0))
            found[entity_id] = EntityRow(entity_id, one["name"], one["kind"], one["native"], aliases, *count)
    return tuple(sorted(found.values(), key=lambda row: (row.name.casefold(), row.id)))


def entity(connection: sqlite3.Connection, entity_id: str) -> Entity | None:
    """What is said of an entity, by the file that comes first."""
    import json

    from reader.storage.index.definitions import entity_from

    row = connection.execute(
        "SELECT d.content FROM definitions AS d JOIN entities AS e ON e.key = d.entity"
        f" JOIN files AS f ON f.key = d.file WHERE e.id = ? {_FIRST} LIMIT 1",
        (entity_id,),
    ).fetchone()
    return entity_from(entity_id, json.loads(row[0])) if row else None


def names(connection: sqlite3.Connection, entity_ids: Iterable[str]) -> dict[str, str]:
    """The name of each entity that a file describes."""
    found = {}
    for entity_id in entity_ids:
        row = connection.execute(
            "SELECT d.title FROM definitions AS d JOIN entities AS e ON e.key = d.entity"
            f" JOIN files AS f ON f.key = d.file WHERE e.id = ? {_FIRST} LIMIT 1",
            (entity_id,),
        ).fetchone()
        if row:
            found[entity_id] = row[0].partition("\n")[0]
    return found


def find_entities(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """The ids of the entities with that id, name or alias."""
    known = connection.execute("SELECT id FROM entities WHERE id = ?", (name.lower(),)).fetchall()
    if known:
        return (name.lower(),)
    wanted = fold_terms(name)
    rows = connection.execute(
        "SELECT DISTINCT e.id, d.title FROM definitions AS d JOIN entities AS e ON e.key = d.entity ORDER BY e.id"
    )
    found = (entity_id for entity_id, title in rows if wanted in map(fold_terms, title.split("\n")))
    return tuple(dict.fromkeys(found))


def descriptions(connection: sqlite3.Connection, entity_id: str) -> tuple[Description, ...]:
    """What each file says of an entity."""
    import json

    from reader.storage.index.definitions import entity_from
    from reader.storage.index.rows import Description

    rows = connection.execute(
        "SELECT d.content, ifnull(f.id, ''), ifnull(f.title, ''), ifnull(f.date, '') FROM definitions AS d"
        " JOIN entities AS e ON e.key = d.entity JOIN files AS f ON f.key = d.file"
        " WHERE e.id = ? ORDER BY f.id NOT NULL, f.date, f.id, d.key",
        (entity_id,),
    )
    return tuple(Description(entity_from(entity_id, json.loads(content)), *where) for content, *where in rows)


def linked_from(connection: sqlite3.Connection, entity_id: str) -> tuple[tuple[str, str], ...]:
    """The entities whose links lead to this one: pairs of relation and id."""
    rows = connection.execute(
        "SELECT DISTINCT r.relation, s.id FROM relations AS r JOIN entities AS t ON t.key = r.target"
        " JOIN entities AS s ON s.key = r.entity WHERE t.id = ? ORDER BY s.id, r.relation",
        (entity_id,),
    )
    return tuple(rows)
