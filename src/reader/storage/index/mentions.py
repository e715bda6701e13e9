"""Where entities are mentioned."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from reader.core.text.excerpt import excerpt
from reader.storage.index.rows import Appearance, MentionLine
from reader.storage.index.schema import SHIFT

MANY = 5_000
AROUND = 30
"""Code points of text shown on each side of a mention."""


def mention_counts(connection: sqlite3.Connection) -> dict[str, tuple[int, int]]:
    """For every entity that is mentioned: how often, and in how many briefings."""
    rows = connection.execute(
        f"SELECT e.id, count(*), count(DISTINCT m.passage >> {SHIFT}) FROM mentions AS m"
        " JOIN entities AS e ON e.key = m.entity GROUP BY m.entity"
    )
    return {entity_id: (mentions, briefings) for entity_id, mentions, briefings in rows}


def appearances(connection: sqlite3.Connection, entity_id: str) -> tuple[Appearance, ...]:
    """The briefings that mention an entity, oldest first (those without a date last), and how often each does."""
    rows = connection.execute(
        "SELECT c.file, f.id, f.title, f.date, c.mentions FROM"
        f" (SELECT passage >> {SHIFT} AS file, count(*) AS mentions FROM mentions"
        " WHERE entity = (SELECT key FROM entities WHERE id = ?) GROUP BY file) AS c"
        " JOIN files AS f ON f.key = c.file ORDER BY f.date = '', f.date, f.id, f.key",
        (entity_id,),
    )
    return tuple(Appearance(*row) for row in rows)


def mentions(connection: sqlite3.Connection, entity_id: str, among: Sequence[Appearance]) -> tuple[MentionLine, ...]:
    """The mentions of an entity in those briefings, in their order."""
    (entity,) = connection.execute("SELECT key FROM entities WHERE id = ?", (entity_id,)).fetchone() or (0,)
    return tuple(line for about in among for line in _in_file(connection, entity, about))


def _in_file(connection: sqlite3.Connection, entity: int, about: Appearance) -> Iterator[MentionLine]:
    rows = connection.execute(
        "SELECT m.start, m.end, m.ambiguous, p.paragraph, p.text, ifnull(s.id, ''), ifnull(s.title, '')"
        " FROM mentions AS m JOIN passages AS p ON p.id = m.passage"
        f" LEFT JOIN sections AS s ON s.file = m.passage >> {SHIFT} AND s.place = p.section"
        " WHERE m.entity = ? AND m.passage BETWEEN ? AND ? ORDER BY m.passage, m.start",
        (entity, about.file << SHIFT, (about.file + 1 << SHIFT) - 1),
    )
    for start, end, ambiguous, paragraph, text, section, section_title in rows:
        line, inside = excerpt(text, ((start, end),), AROUND)
        first, last = inside[0] if inside else (0, 0)
        place = (section, section_title, paragraph)
        yield MentionLine(about.briefing, about.title, about.date, *place, line, first, last, bool(ambiguous))


def mentioned_with(connection: sqlite3.Connection, entity_id: str, limit: int) -> tuple[tuple[str, int], ...]:
    """The entities most often mentioned in the same passages: pairs of id and number of passages.

    Of an entity in more passages than `MANY`, those put in last are counted.
    """
    rows = connection.execute(
        "SELECT e.id, count(DISTINCT o.passage) AS shared FROM (SELECT DISTINCT entity, passage FROM mentions"
        " WHERE entity = (SELECT key FROM entities WHERE id = ?) ORDER BY passage DESC LIMIT ?) AS m"
        " JOIN mentions AS o ON o.passage = m.passage AND o.entity <> m.entity JOIN entities AS e ON e.key = o.entity"
        " GROUP BY o.entity ORDER BY shared DESC, e.id LIMIT ?",
        (entity_id, MANY, limit),
    )
    return tuple(rows)
