"""`o`: the briefings of the library: date, title, marking, tags, unread, notes; filtered as you type, sorted by Tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from reader.core.format.problem import Problem
from reader.core.value import replace
from reader.library import Shelf, ShelfEntry
from reader.tui.drawing.filtering import fits, plain
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.drawing.paint import shorten
from reader.tui.drawing.rows import NOTHING_FITS, Content, RowLine
from reader.tui.drawing.wrap import first_lines, wrap
from reader.tui.lists.panels import MOST, NOTE_SIGN

DATE = 12
"""Cells of the column with the dates."""
NARROW = 64
"""Cells from which there is room for such a column; else the date stands below the title, with the rest."""
SHOWN = 500
"""The most briefings that are listed at once; who wants others types a word of theirs."""


class ShelfScreen(ListScreen):
    """Gives the path of the briefing that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "sort", "sort by something else")]

    def __init__(self, read: Callable[[], Shelf], here: str, recent: Sequence[str], folders: Sequence[Path]) -> None:
        keys = (("Tab", "sort"),)
        super().__init__("Briefings", self._filtered, here=here, hint="open", keys=keys)
        self._read, self._recent = read, {path: place for place, path in enumerate(recent)}
        self._shelf, self._folders = read(), folders
        self._told: dict[str, str] = {}
        self._orders: tuple[tuple[str, Callable[[ShelfEntry], tuple[int, str]]], ...] = (
            ("newest first", lambda _: (0, "")),
            ("read last", lambda entry: (self._recent.get(entry.file, len(self._recent)), "")),
            ("most unread", lambda entry: (-entry.unread, "")),
            ("most notes", lambda entry: (-entry.notes, "")),
            ("by title", lambda entry: (0, entry.title.casefold())),
        )
        self._order = 0

    def reread(self) -> None:
        """Show what is known of the library now."""
        self._shelf = self._read()
        self._told.clear()
        self.refill()

    def renew(self) -> None:
        """Show the entries that fit what was typed."""
        name, _ = self._orders[self._order]
        self.show_title(f"{len(self._shelf.entries):,} · {name}")
        self.show_rows(self._filtered(plain(self.typed)))

    def action_sort(self) -> None:
        """Sort by something else."""
        self._order = (self._order + 1) % len(self._orders)
        self.renew()

    def _filtered(self, typed: str) -> Content:
        found = [entry for entry in self._shelf.entries if not typed or fits(self._told_of(entry), typed)]
        _, order = self._orders[self._order]
        found.sort(key=order)
        problems = () if typed.strip() else [_in_library(problem, self._folders) for problem in self._shelf.problems]
        return lambda width: _lines(found, problems, width)

    def _told_of(self, entry: ShelfEntry) -> str:
        """All by which a briefing is found in the list; made once, for every key looks through all of them."""
        found = self._told.get(entry.file)
        if found is None:
            found = self._told[entry.file] = plain(_told(entry))
        return found

    @property
    def closes_on_q(self) -> bool:
        """Not where a briefing is found by a word that begins with it."""
        return not any(" q" in f" {self._told_of(entry)}" for entry in self._shelf.entries)


def _in_library(problem: Problem, folders: Sequence[Path]) -> Problem:
    """A problem that names its file as it stands in the library; by its whole path where that has several folders."""
    folder, file = folders[0].absolute(), Path(problem.file)
    is_plain = len(folders) == 1 and file.is_relative_to(folder)
    return replace(problem, file=str(file.relative_to(folder))) if is_plain else problem


def _told(entry: ShelfEntry) -> str:
    unread = "unread" if entry.unread else ""
    notes = "notes" if entry.notes else ""
    return f"{entry.id} {entry.title} {entry.date} {entry.marking} {' '.join(entry.tags)} {unread} {notes}"


def _lines(entries: Sequence[ShelfEntry], problems: Sequence[Problem], width: int) -> list[RowLine]:
    found = [line for entry in entries[:SHOWN] for line in entry_lines(entry, width)]
    if len(entries) > SHOWN:
        found.append(RowLine(((f"{len(entries) - SHOWN:,} more: type a word of the one you want", "rows--dim"),)))
    if problems:
        found += [RowLine(()), RowLine((("Could not be read", "rows--heading"),))]
    for problem in problems:
        text = str(problem)
        found += [RowLine(((text[start:end], "rows--warning"),)) for start, end in wrap(text, width)]
    return found or [NOTHING_FITS]


def entry_lines(entry: ShelfEntry, width: int) -> list[RowLine]:
    """Date, title, notes and what is unread; below, under the title, what else there is to know."""
    notes = f" {NOTE_SIGN}{entry.notes}" if entry.notes else ""
    unread = f" {entry.unread} unread" if entry.unread else ""
    right = f"{notes}{unread}"
    date = entry.date[:10]
    column, indent = (f"{date:<{DATE}}", " " * DATE) if width >= NARROW else ("", "  ")
    room = max(8, width - cell_len(column) - cell_len(right))
    title, *more = first_lines(entry.title, room, MOST)
    head = ((column, "rows--dim"), (shorten(title, room), "rows--strong"), (right, "rows--mark"))
    edition = f"edition {entry.edition}" if entry.edition > 1 else ""
    about = " · ".join(filter(None, ("" if column else date, entry.marking, edition, ", ".join(entry.tags))))
    below = [(column and indent, (line, "rows--strong")) for line in more]
    below += [(indent, (line, "rows--dim")) for line in first_lines(about, max(8, width - len(indent)), MOST)]
    return [RowLine(head, key=entry.file), *(RowLine(((before, ""), piece)) for before, piece in below if piece[0])]
