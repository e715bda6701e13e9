"""The palette: every action, part of the text, entity and briefing by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reader.core.format.briefing import Entity
from reader.core.reading.document import Document
from reader.library import OpenBriefing
from reader.tui.actions import ACTIONS
from reader.tui.drawing.filtering import fits, plain
from reader.tui.drawing.list_screen import Entries, ListScreen
from reader.tui.drawing.paint import shorten
from reader.tui.drawing.rows import NOTHING_FITS, RowLine
from reader.tui.drawing.wrap import first_lines
from reader.tui.keys import Keys
from reader.tui.lists.help import merged, told_of
from reader.tui.lists.panels import MOST

WHAT = 14
"""Cells of the column that says what a line is."""

Briefings = Callable[[], Iterable[tuple[str, Path]]]
"""Titles and files of the briefings of the library."""


def palette_screen(keys: Keys, document: Document, opened: OpenBriefing, briefings: Briefings) -> ListScreen:
    """Everything by name; Enter goes there or does it."""
    entries = palette_lines(keys, document, opened, briefings)
    return ListScreen("Go to, or do", entries, hint="do it", closes_on_q=False)


class Named(NamedTuple):
    """A line of the palette: a name, what it is, and the key that choosing it gives.

    It is found by its `others` too: further names, of which the one that was typed is shown, and words.
    """

    name: str
    what: str
    key: object
    others: tuple[str, ...] = ()
    words: str = ""

    @property
    def told(self) -> str:
        """All by which it is found."""
        return plain(" ".join((self.name, self.what, *self.others, self.words)))

    def begins(self, typed: str) -> bool:
        """Whether a word of one of its names begins with what was typed."""
        return any(f" {typed}" in f" {plain(name)}" for name in (self.name, *self.others))

    def shown(self, typed: str) -> str:
        """Its name, with the one by which it was found where that is another."""
        if not typed or fits(plain(f"{self.name} {self.what}"), typed):
            return self.name
        other = next((other for other in self.others if fits(plain(other), typed)), "")
        return f"{self.name} · {other}" if other else self.name


def _entity(entity: Entity) -> Named:
    return Named(entity.name, str(entity.kind), ("entity", entity.id), entity.other_names)


def palette_lines(keys: Keys, document: Document, opened: OpenBriefing, briefings: Briefings) -> Entries:
    """Every action, part of the text, entity and briefing in whose names all words typed occur, each with what it is.

    Those of which a word begins with what was typed come first. `briefings` are asked for once something is typed.
    """
    known = [Named(part.title, "section", ("part", place)) for place, part in enumerate(document.parts)]
    known += [
        Named(action.does, keys.first(action.name), ("action", action.name), words=told_of(keys, action))
        for action in merged(ACTIONS)
    ]
    known += map(_entity, opened.entities.values())

    @cache
    def told() -> list[tuple[Named, str]]:
        titles = (Named(title, "briefing", ("briefing", path)) for title, path in briefings())
        return [(one, one.told) for one in (*known, *titles)]

    def filtered(typed: str) -> Callable[[int], Sequence[RowLine]]:
        fitting = known
        if typed := typed.strip():
            fitting = [one for one, text in told() if fits(text, typed)]
            fitting.sort(key=lambda one: not one.begins(typed))

        def lines(width: int) -> list[RowLine]:
            room = max(8, width - WHAT)
            found: list[RowLine] = []
            for one in fitting:
                first, *more = first_lines(one.shown(typed), room, MOST)
                found.append(RowLine(((shorten(first, room), ""), (f" {one.what}", "rows--dim")), key=one.key))
                found += [RowLine(((line, ""),)) for line in more]
            return found or [NOTHING_FITS]

        return lines

    return filtered
