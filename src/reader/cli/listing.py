"""`list`: the briefings of the library."""

from __future__ import annotations

from reader.cli.arguments import Options
from reader.cli.indexing import fresh_catalogue
from reader.cli.output import is_terminal, print_json, print_table, say
from reader.core.reading.moments import show_iso
from reader.library.shelf import ShelfEntry


def list_briefings(options: Options) -> int:
    """Print a line a briefing, newest first; what could not be read goes to stderr."""
    shelf = fresh_catalogue(options).shelf()
    for problem in shelf.problems:
        say(str(problem))
    if options.json:
        print_json({"briefings": map(_document, shelf.entries)})
    else:
        print_table(options, _HEADINGS, map(_row, shelf.entries))
    return 0 if shelf.entries else 1


_HEADINGS = ("id", "date", "title", "sections", "unread", "notes")


def _row(entry: ShelfEntry) -> tuple[str, ...]:
    # A terminal has no room for the ids of the sections; a script may want them.
    sections = str(len(entry.sections)) if is_terminal() else " ".join(section for section, _ in entry.sections)
    return (entry.id, show_iso(entry.date), entry.title, sections, str(entry.unread), str(entry.notes))


def _document(entry: ShelfEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "date": entry.date or None,
        "edition": entry.edition,
        "marking": entry.marking or None,
        "tags": list(entry.tags),
        "file": entry.file,
        "sections": [{"id": section, "title": title} for section, title in entry.sections],
        "unread": entry.unread,
        "notes": entry.notes,
    }
