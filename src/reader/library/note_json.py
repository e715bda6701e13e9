"""Notes as JSON: what `notes list` and `notes export` print, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from reader.core.note import Note, iso_moment
from reader.core.reading.marking import strictest
from reader.library.note_list import NoteEntry, NoteList
from reader.storage.note_file import FORMAT, NoteFormatError, note_to_table, table_to_note

Json = dict[str, Any]
_NO_EXTRA = {"format", "created", "modified", "tags", "kind", "target", "decided"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def entry_fields(entry: NoteEntry) -> Json:
    """What is said of a note wherever notes are listed."""
    note = entry.note
    return {
        "id": note.id,
        "briefing": note.target.briefing,
        "section": entry.section or None,
        "entity": note.target.entity,
        "state": str(entry.state),
        "quote": entry.quote,
        "paragraph_text": entry.paragraph_text,
        "text": note.text,
        "tags": list(note.tags),
        "kind": str(note.kind),
        "created": iso_moment(note.created),
        "modified": iso_moment(note.modified),
        "file": str(entry.path),
    }


def list_document(notes: NoteList) -> Json:
    """A list of notes as one document, without its version."""
    return {
        "notes": [entry_fields(entry) for entry in notes.entries],
        "unreadable": [{"file": file.file, "message": file.message} for file in notes.unreadable],
    }


def export_document(entries: Iterable[NoteEntry]) -> Json:
    """The same with all that is known of each note, so that an import gives the very note back.

    `marking` is how the briefing of a note may be shared, null where that is not known; above the notes it is the
    strictest of all of them.
    """
    those = list(entries)
    notes = [{**entry_fields(entry), "marking": entry.marking, **front(entry.note)} for entry in those]
    return {"version": 1, "marking": strictest(entry.marking or "" for entry in those), "notes": notes}


def front(note: Note) -> Json:
    """The front matter of a note in values that JSON has; keys of other versions stand together in `extra`."""
    table = {key: _plain(value) for key, value in note_to_table(note).items()}
    extra = {key: value for key, value in table.items() if key not in _NO_EXTRA}
    kept: Json = {
        key: table[key] for key in ("created", "modified", "tags", "kind", "target", "decided") if key in table
    }
    return {**kept, **({"extra": extra} if extra else {})}


def note_from(fields: Json, note_id: str, text: str) -> Note:
    """The note whose front matter JSON holds. Raises `NoteFormatError`."""
    extra = fields.get("extra")
    table = {**(extra if isinstance(extra, dict) else {}), "format": FORMAT}
    table |= {key: fields[key] for key in _NO_EXTRA - {"format"} if key in fields}
    table = _without_null(table)
    if not isinstance(table.get("target"), dict):
        table["target"] = _bare_target(fields)
    for place in (table, *(one for one in _tables(table.get("decided")))):
        place |= {key: _moment(place[key]) for key in ("created", "modified", "at") if key in place}
    return table_to_note(table, note_id, text)


def _without_null(value: Any) -> Any:
    """The value without what is null, which TOML does not have: a key that is null is a key that is not there."""
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    return [_without_null(one) for one in value if one is not None] if isinstance(value, list) else value


def _bare_target(fields: Json) -> Json:
    """A target from what a list of notes says: it may have come from another program."""
    if not isinstance(fields.get("briefing"), str):
        raise NoteFormatError("names no briefing")
    target = {key: fields[key] for key in ("briefing", "section", "entity") if fields.get(key) is not None}
    quote = fields.get("quote")
    if isinstance(quote, str) and quote:
        target |= {"paragraph": 1, "start": 0, "end": len(quote), "exact": quote}
    return target


def _tables(value: object) -> list[Json]:
    return [dict_ for dict_ in value if isinstance(dict_, dict)] if isinstance(value, list) else []


def _moment(value: object) -> object:
    """A moment written as text, with or without a zone; whatever else it is stays, and is refused later."""
    if not isinstance(value, str) or not _MOMENT.match(value):
        return value
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return value


def _plain(value: object) -> object:
    """A value of TOML as a value of JSON."""
    if isinstance(value, datetime):
        return iso_moment(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not -1e308 < value < 1e308:
        return str(value)  # JSON has no infinity
    return value
