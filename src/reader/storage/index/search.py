"""A query asked of the index: passages of briefings, entities and notes, best first.

Words must all stand in one passage. Where no passage has them all, the briefings that do are found, each by the passage
that says most. Ranking is FTS5's BM25, titles and names before text; of equals the newest comes first.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from reader.core.search.query import Query
from reader.core.search.terms import find_needles, fold_terms
from reader.core.text.excerpt import excerpt
from reader.core.value import Value
from reader.storage.index.conditions import Conditions, mentioned, of_entities, of_notes, of_passages
from reader.storage.index.found import Found, Hit
from reader.storage.index.matching import any_of, expression
from reader.storage.index.schema import SHIFT

AROUND = 72
"""Code points of a snippet on each side of the first hit."""
COMMON = 20_000
"""Where more rows match and fewer are wanted, so many are ranked, those put in last: such words tell none apart."""
_NAMED = 30.0
"""Added to the score of an entity that is called just what was typed."""

Ranked = list[tuple[int, float]]
"""Numbers of rows, each with how well it fits."""


class _Terms(Value):
    """A table of words, and how much a hit in each of its columns weighs."""

    name: str
    weights: str


_PASSAGES = _Terms("passage_terms", "6.0, 1.0, 0.5")
_ENTITIES = _Terms("entity_terms", "10.0, 1.0")
_NOTES = _Terms("note_terms", "2.0, 1.0")


def search(connection: sqlite3.Connection, query: Query, limit: int, among: frozenset[str]) -> Found:
    """The best `limit` places; `among` holds some of `briefing`, `entity`, `note`."""
    total, hits = 0, list[Hit]()
    for kind, find in _SEARCHES.items():
        if kind in among and not query.is_empty:
            found = find(connection, query, limit)
            total += found.total
            hits += found.hits
    return Found(total, tuple(sorted(hits, key=lambda hit: hit.score, reverse=True)[:limit]))


def _best(
    connection: sqlite3.Connection, terms: _Terms, wanted: str, where: Conditions, limit: int
) -> tuple[int, Ranked]:
    """How many rows match, and the best of them."""
    source = f"FROM {terms.name} WHERE {terms.name} MATCH ? AND {where.sql}"
    (total,) = connection.execute(f"SELECT count(*) {source}", (wanted, *where.values)).fetchone()
    if not total:
        return 0, []
    first = 0
    if total > COMMON >= limit >= 0:
        (first,) = connection.execute(
            f"SELECT rowid {source} ORDER BY rowid DESC LIMIT 1 OFFSET ?", (wanted, *where.values, COMMON)
        ).fetchone()
    rows = connection.execute(
        f"SELECT rowid, -bm25({terms.name}, {terms.weights}) AS score {source} AND rowid >= ?"
        " ORDER BY score DESC, rowid LIMIT ?",
        (wanted, *where.values, first, limit),
    )
    return total, rows.fetchall()


def _listed(
    connection: sqlite3.Connection, select: str, where: Conditions, limit: int, order: str
) -> tuple[int, Ranked]:
    """The same for a query without words: the rows of `select` that fit, in order."""
    (total,) = connection.execute(
        f"SELECT count(*) FROM ({select}) AS listed WHERE {where.sql}", where.values
    ).fetchone()
    rows = connection.execute(
        f"SELECT place FROM ({select}) AS listed WHERE {where.sql} ORDER BY {order} LIMIT ?", (*where.values, limit)
    )
    return total, [(place, 0.0) for (place,) in rows]


# Briefings


def _search_briefings(connection: sqlite3.Connection, query: Query, limit: int) -> Found:
    if query.kinds:  # briefings have none
        return Found(0, ())
    if query.needles:
        total, ranked = _passages_with(connection, query, limit)
    else:
        total, ranked = _passages_of(connection, query, limit)
    hits = [_passage_hit(connection, query, place, score) for place, score in ranked]
    hits.sort(key=lambda dated: dated[1], reverse=True)
    return Found(total, tuple(hit for hit, _ in hits))


def _passages_with(connection: sqlite3.Connection, query: Query, limit: int) -> tuple[int, Ranked]:
    """Passages with all the words of a query, or, where there is none, the best of each briefing that has them all."""
    where = of_passages(query, f"{_PASSAGES.name}.rowid")
    for entities in mentioned(connection, query):
        where.add(f"+rowid IN (SELECT passage FROM mentions WHERE entity IN ({entities}))")  # +: looked up last
    total, ranked = _best(connection, _PASSAGES, expression(query.needles, query.without), where, limit)
    if total or len(query.needles) == 1:
        return total, ranked
    for needle in (*query.needles, *query.without):
        inside = "NOT IN" if needle in query.without else "IN"
        has_it = f"SELECT rowid >> {SHIFT} FROM passage_terms WHERE passage_terms MATCH ?"
        where.add(f"rowid >> {SHIFT} {inside} ({has_it})", expression((needle,)))
    _, ranked = _best(connection, _PASSAGES, any_of(query.needles), where, -1)
    best: dict[int, tuple[int, float]] = {}
    for place, score in ranked:
        best.setdefault(place >> SHIFT, (place, score))
    return len(best), list(best.values())[:limit]


def _passages_of(connection: sqlite3.Connection, query: Query, limit: int) -> tuple[int, Ranked]:
    """Passages that mention the entities asked for, else the beginnings of the briefings asked for; newest first."""
    mentions = mentioned(connection, query)
    if mentions:
        rows = f"SELECT DISTINCT passage FROM mentions WHERE entity IN ({mentions[0]})"
    else:
        rows = f"SELECT key << {SHIFT} AS passage FROM files WHERE id NOT NULL"
        if any("#" in place for place in query.within):  # a section's own beginning
            rows = "SELECT id AS passage FROM passages WHERE title <> ''"
    select = f"SELECT passage AS place, f.date AS date FROM ({rows}) JOIN files AS f ON f.key = passage >> {SHIFT}"
    where = of_passages(query, "listed.place")
    for entities in mentions[1:]:
        where.add(f"place IN (SELECT passage FROM mentions WHERE entity IN ({entities}))")
    return _listed(connection, select, where, limit, "date DESC, place")


def _passage_hit(
    connection: sqlite3.Connection, query: Query, place: int, score: float
) -> tuple[Hit, tuple[float, str]]:
    """A passage as a hit, and what it is sorted by."""
    row = connection.execute(
        "SELECT p.title, p.text, p.more, p.paragraph, ifnull(s.id, ''), ifnull(s.title, ''), f.id, f.title, f.date,"
        " d.path, f.name FROM passages AS p JOIN files AS f ON f.key = ? JOIN folders AS d ON d.key = f.folder"
        " LEFT JOIN sections AS s ON s.file = f.key AND s.place = p.section WHERE p.id = ?",
        (place >> SHIFT, place),
    ).fetchone()
    title, text, more, paragraph, section, section_title, briefing, briefing_title, date, folder, name = row
    snippet, hits = _snippet(query, text, title, more)
    path = Path(os.fsdecode(folder), os.fsdecode(name))
    head = f"{briefing_title} › {section_title}" if section_title else briefing_title
    hit = Hit("briefing", head, snippet, hits, score, briefing, section, paragraph, path=path, date=date)
    return hit, (score, date)


def _snippet(query: Query, *texts: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A line of the first text that holds one of the words, around the first of them; else of the first text."""
    for text in texts:
        if found := find_needles(text, query.needles):
            return excerpt(text, found, AROUND if found[0][0] > AROUND else 2 * AROUND)
    return excerpt(next(filter(None, texts), ""), (), 2 * AROUND)


# Entities


def _search_entities(connection: sqlite3.Connection, query: Query, limit: int) -> Found:
    where = of_entities(connection, query, "rowid" if query.needles else "place")
    if query.needles:
        _, ranked = _best(connection, _ENTITIES, expression(query.needles, query.without), where, -1)
    elif query.kinds and not (query.tags or query.within or query.since or query.until):
        _, ranked = _listed(connection, "SELECT key AS place, title FROM definitions", where, -1, "title")
    else:
        return Found(0, ())
    found: dict[str, Hit] = {}
    for place, score in ranked:  # several files may describe one entity
        hit = _entity_hit(connection, query, place, score)
        if hit.entity not in found or found[hit.entity].score < hit.score:
            found[hit.entity] = hit
    best = sorted(found.values(), key=lambda hit: hit.score, reverse=True)
    return Found(len(best), tuple(best[:limit]))


def _entity_hit(connection: sqlite3.Connection, query: Query, place: int, score: float) -> Hit:
    entity, names, text = connection.execute(
        "SELECT e.id, d.title, d.text FROM definitions AS d JOIN entities AS e ON e.key = d.entity WHERE d.key = ?",
        (place,),
    ).fetchone()
    asked = " ".join(" ".join(needle.terms) for needle in query.needles)
    if asked in map(fold_terms, names.split("\n")):
        score += _NAMED
    entity_id, kind, *said = text.split("\n", 2)
    snippet, hits = _snippet(query, *said, names.replace("\n", " · "), f"{kind} · {entity_id}")
    return Hit("entity", names.partition("\n")[0], snippet, hits, score, entity=entity)


# Notes


def _search_notes(connection: sqlite3.Connection, query: Query, limit: int) -> Found:
    where = of_notes(connection, query)
    if query.needles:
        where = where.inside("rowid", "SELECT key FROM notes")
        total, ranked = _best(connection, _NOTES, expression(query.needles, query.without), where, limit)
    else:
        select = "SELECT key AS place, modified, tag_terms, kind, entity, briefing, section FROM notes"
        total, ranked = _listed(connection, select, where, limit, "modified DESC")
    return Found(total, tuple(_note_hit(connection, query, place, score) for place, score in ranked))


def _note_hit(connection: sqlite3.Connection, query: Query, place: int, score: float) -> Hit:
    note, briefing, section, entity, paragraph, text, quote, modified = connection.execute(
        "SELECT id, briefing, section, entity, paragraph, text, quote, modified FROM notes WHERE key = ?", (place,)
    ).fetchone()
    snippet, hits = _snippet(query, text, quote)
    title = excerpt(quote, (), AROUND)[0] if quote else entity or section or briefing
    return Hit("note", title, snippet, hits, score, briefing, section, paragraph, entity, note, date=modified[:10])


_SEARCHES = {"briefing": _search_briefings, "entity": _search_entities, "note": _search_notes}
