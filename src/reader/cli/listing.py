"""`list`: the briefings of the library."""

from __future__ import annotations

import sys

from reader.cli.arguments import Options
from reader.cli.session import library_of, places_of
from reader.library.shelf import Shelf, ShelfEntry


def list_briefings(options: Options) -> int:
    """Print a line a briefing, newest first; what could not be read goes to stderr."""
    shelf = library_of(places_of(options)).shelf()
    for problem in shelf.problems:
        print(problem, file=sys.stderr)
    if options.json:
        print_json(shelf)
    else:
        for entry in shelf.entries:
            print(_line(entry))
    return 0 if shelf.entries or options.json else 1


def _line(entry: ShelfEntry) -> str:
    marks = ", ".join(
        filter(None, (f"{entry.unread} unread" if entry.unread else "", f"{entry.notes} notes" if entry.notes else ""))
    )
    sections = " ".join(section for section, _ in entry.sections)
    return f"{entry.id}  {entry.date}  {entry.title}  [{sections}]" + (f"  ({marks})" if marks else "")


def print_json(shelf: Shelf) -> None:
    """Print the shelf as one JSON document."""
    import json

    briefings = [
        {
            "id": entry.id,
            "title": entry.title,
            "date": entry.date or None,
            "edition": entry.edition,
            "marking": entry.marking or None,
            "tags": list(entry.tags),
            "file": str(entry.path),
            "sections": [{"id": section, "title": title} for section, title in entry.sections],
            "unread": entry.unread,
            "notes": entry.notes,
        }
        for entry in shelf.entries
    ]
    print(json.dumps({"version": 1, "briefings": briefings}, ensure_ascii=False, indent=1))
