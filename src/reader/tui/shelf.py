"""The briefings of the library as a list: date, title, marking, what is unread, how many notes; filter as you type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reader.library import Shelf, ShelfEntry
from reader.tui.list_screen import ListScreen
from reader.tui.paint import shorten
from reader.tui.panels import NOTE_SIGN
from reader.tui.rows import RowLine
from reader.tui.wrap import wrap


def shelf_screen(shelf: Shelf, here: Path) -> ListScreen:
    """All briefings, newest first; files that could not be read stand at the end with the reason."""
    return ListScreen("Briefings", lambda typed: shelf_lines(shelf, typed), here=here, hint="open")


def shelf_lines(shelf: Shelf, typed: str) -> Callable[[int], Sequence[RowLine]]:
    """The briefings in whose words every word that was typed occurs."""
    words = typed.split()

    def lines(width: int) -> list[RowLine]:
        found: list[RowLine] = []
        for entry in shelf.entries:
            told = f"{entry.id} {entry.title} {entry.date} {entry.marking} {' '.join(entry.tags)}".lower()
            if all(word in told for word in words):
                found += _entry_lines(entry, width)
        if shelf.problems and not words:
            found += [RowLine(()), RowLine((("Could not be read", "rows--heading"),))]
        for problem in shelf.problems if not words else ():
            text = str(problem)
            found += [RowLine(((text[start:end], "rows--warning"),)) for start, end in wrap(text, width)]
        return found or [RowLine((("nothing fits", "rows--dim"),))]

    return lines


def _entry_lines(entry: ShelfEntry, width: int) -> list[RowLine]:
    notes = f" {NOTE_SIGN}{entry.notes}" if entry.notes else ""
    unread = f" {entry.unread} unread" if entry.unread else ""
    right = f"{notes}{unread}"
    title = shorten(entry.title, max(8, width - 12 - len(right)))
    first = RowLine(
        ((f"{entry.date:<12}", "rows--dim"), (title, "rows--strong"), (right, "rows--mark")), key=entry.path
    )
    edition = f"edition {entry.edition}" if entry.edition > 1 else ""
    about = " · ".join(filter(None, (entry.marking, edition, ", ".join(entry.tags))))
    return [first, RowLine(((f"{'':12}{about}", "rows--dim"),))] if about else [first]
