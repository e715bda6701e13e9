"""`notes export` and `notes import`: notes taken elsewhere, and brought in."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.cli.arguments import Options
from reader.cli.ceiling import refuse_above_ceiling
from reader.cli.note_listing import say_unreadable, selected_notes
from reader.cli.output import print_file, print_json, say
from reader.cli.session import library_of, places_of
from reader.core.safe_text import safe_line
from reader.errors import NotesError
from reader.library.note_list import NoteList
from reader.storage.files import ReadError, describe, read_limited, write_atomically

IMPORT_LIMIT = 1 << 28
"""The largest file that is imported, in bytes."""


def export_notes(options: Options) -> int:
    """Print the notes in the format asked for, or write them to a file."""
    notes = selected_notes(options)
    refuse_above_ceiling((entry.marking for entry in notes.entries), options)
    say_unreadable(notes)
    text = _exported(notes, options.format)
    if not options.output:
        print_file(text)
        return 0
    path = Path(options.output)
    try:
        write_atomically(path, text.encode(), mode=places_of(options).mode_of(path))
    except OSError as error:
        raise NotesError(f"{safe_line(str(path))} cannot be written: {describe(error)}.") from error
    count = len(notes.entries)
    say(f"{count:,} note{'s' * (count != 1)} in {safe_line(str(path))}")
    return 0


def _exported(notes: NoteList, form: str) -> str:
    from reader.library import note_export, note_json, web_annotation

    if form == "markdown":
        return note_export.to_markdown(notes.entries)
    if form == "csv":
        return note_export.to_csv(notes.entries)
    import json

    document = (
        web_annotation.collection(notes.entries) if form == "jsonld" else note_json.export_document(notes.entries)
    )
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def import_notes(options: Options) -> int:
    """Bring notes in; the exit code is 1 where none of the entries was a note."""
    from reader.library.note_import import import_notes, read_notes, summary

    offered = read_notes(_text(options.file), options.briefing or "")
    store = library_of(places_of(options)).notebook.store
    imported = import_notes(store, offered, dry_run=options.dry_run)
    for reason in offered.refused:
        say(f"{reason}: left out")
    if options.json:
        fates = {name: list(getattr(imported, name)) for name in ("added", "known", "deleted", "kept_twice", "refused")}
        print_json({"dry_run": options.dry_run, **fates})
    else:
        print(("Would be: " if options.dry_run else "") + summary(imported))
    return 1 if offered.refused and not offered.notes else 0


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else read_limited(Path(file), IMPORT_LIMIT)
        return data.decode("utf-8-sig")
    except ReadError as error:
        raise NotesError(f"{safe_line(file)} {error}.") from error
    except UnicodeDecodeError as error:
        raise NotesError(f"{safe_line(file)} is not UTF-8 text.") from error
