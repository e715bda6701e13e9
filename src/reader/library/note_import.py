"""Bringing notes in: a union by id.

Nothing is deleted, what was deleted here stays deleted, what differs is kept twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from reader.core.blake import blake2b
from reader.core.format.ids import ID_PATTERN
from reader.core.note import Note, note_id
from reader.core.safe_text import safe_line
from reader.core.value import Value, replace
from reader.errors import NotesError, NotFoundError
from reader.library.note_json import Json, front, note_from
from reader.library.web_annotation import briefing_of, foreign_note, own_fields
from reader.storage.note_file import NoteFormatError, version
from reader.storage.notes import CONFLICT_KEY, CONFLICT_TAG, NoteStore, is_note_id

_BRIEFING_ID = re.compile(ID_PATTERN)


class Offered(Value):
    """What a file offers: its notes, and why others of its entries are none."""

    notes: tuple[Note, ...]
    refused: tuple[str, ...] = ()


class Imported(Value):
    """What an import did, as ids of notes: `added`, `known` already, `deleted` here before, `kept_twice`."""

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    kept_twice: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read_notes(text: str, briefing: str = "") -> Offered:
    """The notes in our JSON, in Web Annotations, or in what Hypothesis exports. Raises `NotesError`.

    `briefing` is the id of the briefing for annotations that name none.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotesError(f"This is no JSON: {safe_line(str(error))}.") from error
    notes, refused = [], []
    for number, item in enumerate(_items(document), 1):
        try:
            notes.append(_note(item, briefing))
        except NoteFormatError as error:
            refused.append(f"entry {number} {error}")
    return Offered(tuple(notes), tuple(refused))


def _items(document: Any) -> Iterator[Any]:
    """The entries of a document, whichever way they are wrapped."""
    if isinstance(document, list):
        yield from document
        return
    if not isinstance(document, dict):
        raise NotesError("These are no notes: expected a JSON object or a list of them.")
    if isinstance(document.get("first"), dict):
        document = document["first"]
    for key in ("notes", "items", "annotations", "rows"):
        if isinstance(document.get(key), list):
            yield from document[key]
            return
    if document.get("type") == "Annotation" or "target" in document:
        yield document
    elif document.get("total") != 0:
        raise NotesError("These are no notes: found neither notes nor annotations.")


def _note(item: Any, briefing: str) -> Note:
    if not isinstance(item, dict):
        raise NoteFormatError("is no JSON object")
    if own := own_fields(item):
        return _checked(note_from(own[1], own[0], own[2]))
    if "briefing" in item:
        text = item.get("text")
        return _checked(note_from(item, _id_in(item), text if isinstance(text, str) else ""))
    named = briefing_of(item) or briefing
    if not named:
        raise NoteFormatError("is on no briefing; --briefing says on which")
    note = foreign_note(item, named, "")
    return _checked(replace(note, id=_made_id(note, str(item.get("id", "")) or version(note))))


def _id_in(item: Json) -> str:
    return item["id"] if isinstance(item.get("id"), str) else ""


def _checked(note: Note) -> Note:
    if not _BRIEFING_ID.fullmatch(note.target.briefing):
        raise NoteFormatError(f"is on no briefing: {safe_line(note.target.briefing)}")
    if not is_note_id(note.id):
        raise NoteFormatError("has no id of a note")
    return note


def _made_id(note: Note, seed: str) -> str:
    """An id that the same note gets each time, on every machine."""
    digest = blake2b(seed.encode(errors="replace"), digest_size=3).hexdigest()
    return note_id(note.created, digest)


def import_notes(store: NoteStore, offered: Offered, *, dry_run: bool = False) -> Imported:
    """Add the notes that are not here. Raises `NotesError` where one cannot be written; what was added stays.

    Importing the same again changes nothing, so it can be done over after a fault.
    """
    fates: dict[str, list[str]] = {"added": [], "known": [], "deleted": [], "kept_twice": []}
    for note in offered.notes:
        fate, new = _fate(store, note)
        fates[fate].append(note.id)
        if new and not dry_run:
            store.add(new)
    return Imported(**{fate: tuple(ids) for fate, ids in fates.items()}, refused=offered.refused)


def _fate(store: NoteStore, note: Note) -> tuple[str, Note | None]:
    """What becomes of an offered note, and what to add for it."""
    try:
        here = store.find(note.id).note
    except NotFoundError:
        return ("deleted", None) if store.is_trashed(note.id) else ("added", note)
    except NotesError:  # it is here and cannot be read
        return _beside(store, note)
    return ("known", None) if _is_same(here, note) else _beside(store, note)


def _beside(store: NoteStore, note: Note) -> tuple[str, Note | None]:
    """A second note for what differs; the same one each time it is offered."""
    own = _made_id(note, version(note))
    if store.is_trashed(own):
        return "deleted", None
    try:
        store.find(own)
    except NotFoundError:
        tags = tuple(dict.fromkeys((*note.tags, CONFLICT_TAG)))
        return "kept_twice", replace(note, id=own, tags=tags, extra=(*note.extra, (CONFLICT_KEY, note.id)))
    except NotesError:
        pass
    return "known", None


def _is_same(one: Note, other: Note) -> bool:
    return one.text == other.text and front(one) == front(other)


def summary(imported: Imported) -> str:
    """What an import did, in a few words."""
    counts = (
        (len(imported.added), "new"),
        (len(imported.known), "here already"),
        (len(imported.deleted), "deleted here before"),
        (len(imported.kept_twice), "different here, kept beside"),
        (len(imported.refused), "refused"),
    )
    return ", ".join(f"{count} {what}" for count, what in counts if count) or "no notes"
