"""The one door to the index: whatever happens to its file, the next answer is right."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reader.storage.index import refreshing
from reader.storage.index.database import Database, open_database
from reader.storage.sqlite_errors import is_damage, is_held

if TYPE_CHECKING:
    from reader.core.anchoring.ground import Ground
    from reader.core.format.briefing import Entity
    from reader.core.format.problem import Problem
    from reader.core.search.query import Query
    from reader.storage.decisions import Decisions
    from reader.storage.index.found import Found
    from reader.storage.index.ground import RegistryNames
    from reader.storage.index.rows import (
        Appearance,
        Description,
        EntityRow,
        Entry,
        MentionLine,
        NoteRow,
    )

Answer = TypeVar("Answer")
EVERYWHERE = frozenset({"briefing", "entity", "note"})
"""All that a search can find."""


class Index:
    """The index of some library folders. All its methods may be called from any thread, also while one refreshes it.

    It lies in the cache folder `folder`; in memory where that is None, unwritable or full. Its file may vanish, be
    damaged or become unwritable at any time: then it is made again, in memory if need be, before the answer is given.
    """

    def __init__(self, folder: Path | None, libraries: Sequence[Path]) -> None:
        self._folder = folder
        self._libraries = tuple(os.path.abspath(one) for one in libraries)
        self._lock = threading.RLock()
        self._decisions: Decisions = {}
        self._shared: RegistryNames | None = None
        self.times_lost = 0
        """How often its file had to be given up: what is not made from the library's files was lost with it."""
        self._database = open_database(folder, self._libraries)

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
        decisions: Decisions | None = None,
    ) -> refreshing.Refreshed:
        """Bring the index up to the files: read what is new or changed, forget what is gone.

        `progress` is told how many files of how many have been read; once `stop` gives True, no more is. `decisions`
        say what names are taken for that fit several entities; without them, those of the last time hold. Where another
        process does not let go of the file, what is known stays as it is, and `is_held` is True.
        """
        if decisions is not None:
            self._decisions = decisions
        while True:
            database = self._database
            try:
                return refreshing.refresh(database, self._libraries, self._decisions, progress, stop)
            except sqlite3.Error as error:
                if self._goes_on(database, error):
                    return refreshing.Refreshed(0, 0, 0, is_stopped=True)
                self._give_up(database, error)

    @property
    def is_held(self) -> bool:
        """Whether what is known may be behind, since another process did not let go of the file."""
        return self._database.is_held

    def _goes_on(self, database: Database, error: sqlite3.Error) -> bool:
        """Whether, though another process keeps the file locked, there is something known that can be asked."""
        if database.path is None or not is_held(error):
            return False
        with contextlib.suppress(sqlite3.Error), database.reading() as connection:
            return connection.execute("SELECT 1 FROM files LIMIT 1").fetchone() is not None
        return False

    def looks_unchanged(self) -> bool:
        """Whether no file came, went or was replaced since the last refresh, by folders and the files changed last.

        A file written in place after it had long been left alone is not noticed. Looks at so few that it takes no
        longer for a hundred thousand files than for ten.
        """
        return self._ask(refreshing.looks_unchanged)

    def was_just_looked_at(self) -> bool:
        """Whether the library is so large that a look at every file holds for a while, and the last was just now."""
        return self._ask(refreshing.was_just_looked_at)

    def has_other_decisions(self, decisions: Decisions) -> bool:
        """Whether the briefings were read with other decisions about names than these."""
        return bool(self._ask(lambda connection: refreshing.undecided(connection, decisions)))

    def search(self, query: Query, limit: int, among: frozenset[str] = EVERYWHERE) -> Found:
        """The best `limit` places for a query, best first, among briefings, entities and notes, or some of them."""
        from reader.storage.index.search import search

        return self._ask(lambda connection: search(connection, query, limit, among))

    def entries(self) -> tuple[Entry, ...]:
        """Every briefing that could be read, by path."""
        from reader.storage.index.entries import entries

        return self._ask(entries)

    def newest(self) -> tuple[Path, ...]:
        """The files of the newest briefings by their dates, the newest first."""
        from reader.storage.index.entries import newest

        return self._ask(newest)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with files and folders of the library, by path; warnings too."""
        from reader.storage.index.entries import problems

        return self._ask(problems)

    def find(self, briefing_id: str) -> tuple[Path, ...]:
        """The files of the briefing with that id: none, one, or several that claim it."""
        from reader.storage.index.entries import find

        return self._ask(lambda connection: find(connection, briefing_id))

    def ground(self, briefing_id: str) -> Ground | None:
        """What the notes on a briefing stand on; None where its file is not, to the letter, as the index has it."""
        from reader.storage.index.ground import RegistryNames, ground

        shared = self._shared = self._shared or RegistryNames()
        return self._ask(lambda connection: ground(connection, briefing_id, self._libraries, shared))

    def entities(self) -> tuple[EntityRow, ...]:
        """Every entity that a file of the library describes, by name."""
        from reader.storage.index.entities import entities

        return self._ask(entities)

    def entity(self, entity_id: str) -> Entity | None:
        """What the library says of an entity: its registry before its briefings, of those the newest."""
        from reader.storage.index.entities import entity

        return self._ask(lambda connection: entity(connection, entity_id))

    def names(self, entity_ids: Iterable[str]) -> dict[str, str]:
        """The names of those of the entities that a file describes, by id."""
        from reader.storage.index.entities import names

        return self._ask(lambda connection: names(connection, entity_ids))

    def find_entities(self, name: str) -> tuple[str, ...]:
        """The ids of the entities with that id, name or alias; case and accents do not matter."""
        from reader.storage.index.entities import find_entities

        return self._ask(lambda connection: find_entities(connection, name))

    def descriptions(self, entity_id: str) -> tuple[Description, ...]:
        """What each file says of an entity: the library's first, then by date, oldest first."""
        from reader.storage.index.entities import descriptions

        return self._ask(lambda connection: descriptions(connection, entity_id))

    def linked_from(self, entity_id: str) -> tuple[tuple[str, str], ...]:
        """The entities whose links lead to this one: pairs of relation and id."""
        from reader.storage.index.entities import linked_from

        return self._ask(lambda connection: linked_from(connection, entity_id))

    def appearances(self, entity_id: str) -> tuple[Appearance, ...]:
        """The briefings that mention an entity, oldest first (those without a date last), and how often each does."""
        from reader.storage.index.mentions import appearances

        return self._ask(lambda connection: appearances(connection, entity_id))

    def mentions(self, entity_id: str, among: Sequence[Appearance]) -> tuple[MentionLine, ...]:
        """The mentions of an entity in those briefings, in their order, each with its context on one line."""
        from reader.storage.index.mentions import mentions

        return self._ask(lambda connection: mentions(connection, entity_id, among))

    def mentioned_with(self, entity_id: str, limit: int = 20) -> tuple[tuple[str, int], ...]:
        """The entities most often mentioned in the same paragraphs: pairs of id and number of paragraphs."""
        from reader.storage.index.mentions import mentioned_with

        return self._ask(lambda connection: mentioned_with(connection, entity_id, limit))

    def note_stamps(self) -> dict[str, str]:
        """The stamp of each note that is known, by its id."""
        return self._ask(lambda connection: dict(connection.execute("SELECT id, stamp FROM notes").fetchall()))

    def note_tags(self) -> tuple[str, ...]:
        """Every tag of a note that is known, the most used first."""
        from reader.storage.index.notes import note_tags

        return self._ask(note_tags)

    def put_notes(self, changed: Sequence[NoteRow], gone: Sequence[str]) -> None:
        """Put notes into the index, in place of what was known of them, and forget those that are gone, by id."""
        from reader.storage.index.notes import put_notes

        while True:
            database = self._database
            try:
                with database.writing() as connection:
                    put_notes(connection, changed, gone)
                return
            except sqlite3.Error as error:
                if self._goes_on(database, error):
                    return
                self._give_up(database, error)
                self.refresh()

    def notes_beside(self, entity_id: str) -> tuple[NoteRow, ...]:
        """The notes on an entity, and those whose quote stands in a paragraph that mentions it, newest first."""
        from reader.storage.index.notes import notes_beside

        return self._ask(lambda connection: notes_beside(connection, entity_id))

    def paragraphs(self, briefing_ids: Iterable[str]) -> dict[tuple[str, str], tuple[str, ...]]:
        """The paragraphs of briefings, by file and section."""
        from reader.storage.index.entries import paragraphs

        return self._ask(lambda connection: paragraphs(connection, tuple(briefing_ids)))

    def _ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        while True:
            database = self._database
            try:
                with database.reading() as connection:
                    return question(connection)
            except sqlite3.Error as error:
                self._give_up(database, error)
                self.refresh()

    def _give_up(self, database: Database, error: sqlite3.Error) -> None:
        """Go on with another file if this one is damaged, else, and if that is damaged too, in memory."""
        with self._lock:
            if database is not self._database:  # another thread has seen to it
                return
            if database.path is None:
                raise error
            is_new = is_damage(error) and not self.times_lost
            self._database = open_database(self._folder if is_new else None, self._libraries, is_new=is_new)
            self.times_lost += 1
            database.close()
