"""`notes add|edit|rm|restore|attach`: personal notes made, changed and placed without the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

from reader.cli.arguments import Options
from reader.cli.output import print_json, say
from reader.cli.secure import is_secure
from reader.cli.session import library_of, places_of
from reader.core.note import NoteKind, Outcome
from reader.core.safe_text import safe_line
from reader.errors import NotesError, ReaderError, UsageError
from reader.library.address import split_typed
from reader.library.drafting import Drafting
from reader.library.library import Library
from reader.library.note_json import entry_fields
from reader.library.opening import OpenBriefing
from reader.storage.notes import Saved


def add_note(options: Options) -> int:
    """Add a note and print its id."""
    library = library_of(places_of(options))
    name, section, paragraph = split_typed(options.target)
    opened = library.open_named(library.find(name).path)
    from reader.library.quoting import target_named  # only who places a note pays for finding its place

    target = target_named(opened, section, paragraph, options.quote or "", options.entity or "")
    kind = NoteKind(options.kind or NoteKind.COMMENT)
    drafting = library.notebook.begin(target)
    if options.words is None:
        drafting.take("", tags=tuple(options.tag), kind=kind)
        saved = _edited(options, library, drafting)
    else:
        drafting.take(_words(options.words), tags=tuple(options.tag), kind=kind)
        saved = _saved(library, drafting)
    return _told(options, library, saved, opened)


def _words(text: str) -> str:
    """The words of a note: as given, or all of stdin."""
    words = sys.stdin.read() if text == "-" else text
    if not words.strip():
        raise UsageError("A note needs words.")
    return words.removesuffix("\n") if text == "-" else words


def edit_note(options: Options) -> int:
    """Change a note: its words, tags or kind as given, or its words in the person's own editor."""
    library = library_of(places_of(options))
    note = library.notebook.store.find(options.note).note
    drafting = library.notebook.begin_change(note)
    if options.words is None and not options.tag and not options.kind:
        saved = _edited(options, library, drafting)
    else:
        words = note.text if options.words is None else _words(options.words)
        kind = NoteKind(options.kind) if options.kind else None
        drafting.take(words, tags=tuple(options.tag) or None, kind=kind)
        saved = _saved(library, drafting)
    return _told(options, library, saved)


def _edited(options: Options, library: Library, drafting: Drafting) -> Saved:
    """What the person wrote in an editor, saved. Raises `ReaderError`; what was written is kept as a draft."""
    from reader.storage.editor import editor_command

    if is_secure(options):
        raise UsageError("No editor is run in secure mode: give the words with --text.")
    before = drafting.draft.note.text
    fault = drafting.edit_outside(editor_command(os.environ))
    words = drafting.draft.note.text
    if words == before or not words.strip():
        drafting.discard()
        if fault or not before:
            raise NotesError(f"{fault or 'A note needs words.'} Nothing was saved.")
        say("The words are as they were.")
        return Saved(library.notebook.store.find(drafting.draft.note.id))
    if fault:
        raise NotesError(f"{fault} Nothing was saved. {_left(library, drafting)}")
    return _saved(library, drafting)


def _saved(library: Library, drafting: Drafting) -> Saved:
    """What was written, saved. Raises `NotesError`; then it is kept as a draft: it may have come down a pipe."""
    try:
        return library.notebook.save(drafting)
    except NotesError as error:
        raise NotesError(f"{error} {_left(library, drafting)}") from error


def _left(library: Library, drafting: Drafting) -> str:
    """Leave what was written as a draft, and say where it is, or why it is not."""
    try:
        drafting.leave()
    except NotesError as error:
        return str(error)
    path = library.notebook.drafts.folder / f"{drafting.draft.id}.md"
    return f"What was written is kept as a draft, and offered when the reader starts: {safe_line(str(path))}"


def _told(options: Options, library: Library, saved: Saved, opened: OpenBriefing | None = None) -> int:
    """Print the note that was saved: its id, or all of it as JSON."""
    note = saved.stored.note
    if saved.is_conflict:
        say("The note had been changed elsewhere, so this was saved as a note of its own. Both stay.")
    if options.json:
        print_json(entry_fields(library.entry(saved.stored, opened)))
    else:
        print(note.id)
    return 0


def remove_notes(options: Options) -> int:
    """Move notes to the trash."""
    library = library_of(places_of(options))
    return _each(options.note, lambda note_id: library.notebook.store.trash(note_id), "in the trash")


def restore_notes(options: Options) -> int:
    """Bring notes back from the trash."""
    library = library_of(places_of(options))
    return _each(options.trashed, lambda note_id: library.notebook.restore(note_id), "restored")


def _each(ids: Iterable[str], do: Callable[[str], object], done: str) -> int:
    """Do something with each note, the rest also where one fails. Raises the first `ReaderError` at the end."""
    faults: list[ReaderError] = []
    for note_id in ids:
        try:
            do(note_id)
        except ReaderError as error:
            faults.append(error)
        else:
            say(f"{safe_line(note_id)}: {done}")
    for fault in faults[1:]:
        say(f"briefing-reader: {fault}")
    if faults:
        raise faults[0]
    return 0


def attach_note(options: Options) -> int:
    """Give a note a new place; what it was made on stays in its file."""
    library = library_of(places_of(options))
    note = library.notebook.store.find(options.note).note
    name, section, paragraph = split_typed(options.target or note.target.briefing)
    opened = library.open_named(library.find(name).path)
    if opened.briefing.id != note.target.briefing:
        raise UsageError(f"The note is on {note.target.briefing}, and never goes to another briefing.")
    from reader.library.quoting import place_named

    place = place_named(opened, section, paragraph, options.quote)
    saved = library.notebook.decide(note, Outcome.PLACED, opened.briefing.edition, opened.anchor_at(place))
    return _told(options, library, saved, opened)
