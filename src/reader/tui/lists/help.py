"""The help, made from the keys in force: every action, grouped, with a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from rich.cells import cell_len

from reader.core.reading.document import Document
from reader.library import OpenBriefing
from reader.tui.actions import ACTIONS, GROUPS, Action
from reader.tui.drawing.list_screen import Entries, ListScreen
from reader.tui.drawing.paint import shorten
from reader.tui.drawing.rows import NOTHING_FITS, RowLine
from reader.tui.drawing.wrap import wrap
from reader.tui.keys import Keys

WIDEST = 26
"""Cells of the column of keys at most."""
WHAT = 14
"""Cells of the column in the palette that says what a line is."""


def help_screen(keys: Keys) -> ListScreen:
    """All actions; Enter does the one under the cursor."""
    return ListScreen("Help: every key", lambda typed: help_lines(keys, typed), hint="do it")


def help_lines(keys: Keys, typed: str) -> Callable[[int], Sequence[RowLine]]:
    """The actions whose words, keys, name and group hold all words typed."""
    words = typed.split()

    def lines(width: int) -> list[RowLine]:
        found: list[RowLine] = []
        group = ""
        room = min(WIDEST, 2 + max(cell_len(_shown(keys, action)) for action in ACTIONS))
        for action in sorted(_merged(ACTIONS), key=lambda action: GROUPS.index(action.group)):
            shown = _shown(keys, action)
            told = f"{action.does} {shown} {action.name} {action.group}".lower()
            if not all(word in told for word in words):
                continue
            if action.group != group:
                group = action.group
                found += [RowLine(())] if found else []
                found.append(RowLine(((group, "rows--heading"),)))
            first, *more = (action.does[start:end] for start, end in wrap(action.does, max(8, width - room)))
            found.append(RowLine(((shorten(shown, room), "rows--here"), (first, "")), key=action.name))
            found += [RowLine(((" " * room + line, ""),)) for line in more]
        return found or [NOTHING_FITS]

    return lines


def _shown(keys: Keys, action: Action) -> str:
    return "1 … 9" if action.name == "section_1" else keys.shown(action.name)


Briefings = Callable[[], Iterable[tuple[str, Path]]]
"""Titles and files of the briefings of the library."""


def palette_lines(keys: Keys, document: Document, opened: OpenBriefing, briefings: Briefings) -> Entries:
    """Every action, part of the text, entity and briefing whose name holds all words typed, each with what it is.

    `briefings` are asked for once something has been typed.
    """
    known: list[tuple[str, str, object]] = [
        (part.title, "section", ("part", place)) for place, part in enumerate(document.parts)
    ]
    known += [(action.does, keys.first(action.name), ("action", action.name)) for action in _merged(ACTIONS)]
    known += [(entity.name, str(entity.kind), ("entity", entity.id)) for entity in opened.entities.values()]

    @cache
    def of_library() -> list[tuple[str, str, object]]:
        return [(title, "briefing", ("briefing", path)) for title, path in briefings()]

    def filtered(typed: str) -> Callable[[int], Sequence[RowLine]]:
        words = typed.split()
        all_known = [*known, *of_library()] if words else known
        fitting = [one for one in all_known if all(word in f"{one[0]} {one[1]}".lower() for word in words)]

        def lines(width: int) -> list[RowLine]:
            room = max(8, width - WHAT)
            found: list[RowLine] = []
            for name, what, key in fitting:
                first, *more = (name[start:end] for start, end in wrap(name, room))
                found.append(RowLine(((shorten(first, room), ""), (f" {what}", "rows--dim")), key=key))
                found += [RowLine(((line, ""),)) for line in more]
            return found or [NOTHING_FITS]

        return lines

    return filtered


def _merged(actions: Sequence[Action]) -> list[Action]:
    """The actions with the nine of the digits shown as one."""
    return [action for action in actions if not action.name.startswith("section_") or action.name == "section_1"]
