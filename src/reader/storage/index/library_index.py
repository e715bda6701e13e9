"""The one door to the index: whatever happens to its file, the next answer is right."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.storage.index import refreshing
from reader.storage.index.database import Database, is_damage, open_database

if TYPE_CHECKING:
    from reader.core.briefing import Entity
    from reader.core.problem import Problem
    from reader.core.query import Query
    from reader.storage.index.rows import (
        Appearance,
        EntityRow,
        Entry,
        FactLine,
        Found,
        LinkLine,
        MentionLine,
        NoteRow,
    )

Answer = TypeVar("Answer")
EVERYWHERE = frozenset({"briefing", "entity", "note"})
"""All that a search can find."""


class Index:
    """The index of some library folders. All its methods may be called from any thread, also while one refreshes it.

    Its file may vanish, be damaged or become unwritable at any time: then it is made again, in memory if need be,
    before the answer is given.
    """

    def __init__(self, folder: Path | None, libraries: Sequence[Path]) -> None:
        self._folder = folder
        self._libraries = tuple(os.path.abspath(one) for one in libraries)
        self._lock = threading.RLock()
        self._notes: tuple[NoteRow, ...] = ()
        self._has_given_up = False
        self._database = open_database(folder, self._libraries)

    @classmethod
    def open(cls, folder: Path | None, libraries: Sequence[Path]) -> Index:
        """The index of these libraries in the cache folder; in memory where that is None, unwritable or full."""
        return cls(folder, libraries)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_in_memory(self) -> bool:
        """Whether nothing is kept for the next start."""
        return self._database.path is None

    def refresh(
        self,
        progress: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> refreshing.Refreshed:
        """Bring the index up to the files: read what is new or changed, forget what is gone.

        `progress` is told how many files of how many have been read; once `stop` gives True, no more is.
        """
        while True:
            database = self._database
            try:
                return refreshing.refresh(database, self._libraries, progress, stop)
            except sqlite3.Error as error:
                self._give_up(database, error)

    def looks_unchanged(self) -> bool:
        """Whether no file came, went or was replaced since the last refresh; one written in place is not noticed.

        Looks at the folders and registries alone, so it takes no longer for a hundred thousand files than for ten.
        """
        return self._ask(refreshing.folders_are_unchanged)

    def search(self, query: Query, limit: int, among: frozenset[str] = EVERYWHERE) -> Found:
        """The best `limit` places for a query, best first, among briefings, entities and notes, or some of them."""
        from reader.storage.index.search import search

        return self._ask(lambda connection: search(connection, query, limit, among))

    def entries(self) -> tuple[Entry, ...]:
        """Every briefing that could be read, by path."""
        from reader.storage.index.entries import entries

        return self._ask(entries)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with files and folders of the library, by path; warnings too."""
        from reader.storage.index.entries import problems

        return self._ask(problems)

    def find(self, briefing_id: str) -> tuple[Path, ...]:
        """The files of the briefing with that id: none, one, or several that claim it."""
        from reader.storage.index.entries import find

        return self._ask(lambda connection: find(connection, briefing_id))

    def leading_to(self, briefing_id: str) -> tuple[LinkLine, ...]:
        """The places that lead to a briefing, oldest first."""
        from reader.storage.index.entries import leading_to

        return self._ask(lambda connection: leading_to(connection, briefing_id))

    def entities(self) -> tuple[EntityRow, ...]:
        """Every entity that a file of the library describes, by name."""
        from reader.storage.index.entities import entities

        return self._ask(entities)

    def entity(self, entity_id: str) -> Entity | None:
        """What the library says of an entity: its registry before its briefings, of those the newest."""
        from reader.storage.index.entities import entity

        return self._ask(lambda connection: entity(connection, entity_id))

    def find_entities(self, name: str) -> tuple[str, ...]:
        """The ids of the entities with that id, name or alias; case and accents do not matter."""
        from reader.storage.index.entities import find_entities

        return self._ask(lambda connection: find_entities(connection, name))

    def facts(self, entity_id: str) -> tuple[FactLine, ...]:
        """The facts about an entity as each file states them: the library's first, then by date, oldest first."""
        from reader.storage.index.entities import facts

        return self._ask(lambda connection: facts(connection, entity_id))

    def linked_from(self, entity_id: str) -> tuple[tuple[str, str], ...]:
        """The entities whose links lead to this one: pairs of relation and id."""
        from reader.storage.index.entities import linked_from

        return self._ask(lambda connection: linked_from(connection, entity_id))

    def mention_count(self, entity_id: str) -> int:
        """How often an entity is mentioned."""
        from reader.storage.index.mentions import mention_count

        return self._ask(lambda connection: mention_count(connection, entity_id))

    def mentions(self, entity_id: str, limit: int | None = None, start: int = 0) -> tuple[MentionLine, ...]:
        """The mentions of an entity in order of date, oldest first: `limit` of them (None: all) from number `start`."""
        from reader.storage.index.mentions import mentions

        return self._ask(lambda connection: mentions(connection, entity_id, limit, start))

    def appearances(self, entity_id: str) -> tuple[Appearance, ...]:
        """The briefings that mention an entity, oldest first, and how often each does."""
        from reader.storage.index.mentions import appearances

        return self._ask(lambda connection: appearances(connection, entity_id))

    def mentioned_with(self, entity_id: str, limit: int = 20) -> tuple[tuple[str, int], ...]:
        """The entities most often mentioned in the same paragraphs: pairs of id and number of paragraphs."""
        from reader.storage.index.mentions import mentioned_with

        return self._ask(lambda connection: mentioned_with(connection, entity_id, limit))

    def mention_counts(self) -> dict[str, tuple[int, int]]:
        """For every entity that is mentioned: how often, and in how many briefings."""
        from reader.storage.index.mentions import mention_counts

        return self._ask(mention_counts)

    def put_notes(self, rows: Iterable[NoteRow]) -> None:
        """Replace what is known of notes by these. Those whose stamp is the known one are left as they are."""
        from reader.storage.index.notes import notes_differ, put_notes

        self._notes = tuple(rows)
        while self._ask(lambda connection: notes_differ(connection, self._notes)):
            database = self._database
            try:
                with database.writing() as connection:
                    put_notes(connection, self._notes)
            except sqlite3.Error as error:
                self._give_up(database, error)

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        while True:
            database = self._database
            try:
                with database.reading() as connection:
                    return question(connection)
            except sqlite3.Error as error:
                self._give_up(database, error)
                self._fill()

    def _fill(self) -> None:
        """Make good for what was given up."""
        self.refresh()
        if self._notes:
            self.put_notes(self._notes)

    def _give_up(self, database: Database, error: sqlite3.Error) -> None:
        """Go on with another file if this one is damaged, else, and if that is damaged too, in memory."""
        with self._lock:
            if database is not self._database:  # another thread has seen to it
                return
            if database.path is None:
                raise error
            is_new = is_damage(error) and not self._has_given_up
            self._database = open_database(self._folder if is_new else None, self._libraries, is_new=is_new)
            self._has_given_up = True
            database.close()
