"""`notes list|add|edit|rm|restore|attach`: personal notes without the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from reader.cli.arguments import Options
from reader.cli.output import print_json, print_table, say
from reader.cli.secure import is_secure
from reader.cli.session import folder_named, library_of, places_of, with_folder
from reader.core.anchoring.anchor import describe
from reader.core.format.ids import is_id
from reader.core.note import NoteKind, Outcome
from reader.core.safe_text import safe_line
from reader.core.value import replace
from reader.errors import BriefingError, NotesError, NotFoundError, ReaderError, UsageError
from reader.library.address import split_typed
from reader.library.drafting import Drafting
from reader.library.library import Library
from reader.library.note_json import entry_fields, list_document
from reader.library.note_list import NoteEntry, NoteList
from reader.library.opening import OpenBriefing
from reader.storage.notes import Saved


def list_notes(options: Options) -> int:
    """Print the notes, open questions first; what cannot be read goes to stderr."""
    notes = _trashed_notes(options) if options.trash else selected_notes(options)
    if options.json:
        print_json(list_document(notes))
    else:
        print_table(options, _HEADINGS, map(_row, notes.entries))
        say_unreadable(notes)
        if not notes.entries:
            say("No notes.")
    return 0 if notes.entries else 1


_HEADINGS = ("id", "kind", "state", "where", "quote", "note")


def _row(entry: NoteEntry) -> tuple[str, ...]:
    note = entry.note
    section = f"#{entry.section}" if entry.section else ""
    where = f"{note.target.briefing}{section}" + (f" {note.target.entity}" if note.target.entity else "")
    tags = "".join(f" #{tag}" for tag in note.tags)
    return note.id, str(note.kind), str(entry.state), where, entry.quote or "", note.text + tags


def say_unreadable(notes: NoteList) -> None:
    """Tell of what lies among the notes and cannot be read."""
    for file in notes.unreadable:
        say(f"{file.file}: {file.message}. It is kept as it is.")


def selected_notes(options: Options) -> NoteList:
    """The notes that target, tags, kind and state select. Raises `ReaderError`."""
    if options.target:
        return _only(notes_on(options, options.target), _wanted(options))
    return _only(library_of(places_of(options)).all_notes(catches_up=True), _wanted(options))


def _trashed_notes(options: Options) -> NoteList:
    """The notes in the trash that tags, kind and state select. Raises `ReaderError`."""
    if options.target:
        raise UsageError("--trash lists the trash of all briefings: leave TARGET out.")
    return _only(library_of(places_of(options)).all_notes(in_trash=True), _wanted(options))


def _wanted(options: Options) -> Callable[[NoteEntry], bool]:
    tags, kind, state = set(options.tag), options.kind, options.state
    return lambda entry: (
        tags <= set(entry.note.tags) and kind in ("", entry.note.kind) and state in ("", str(entry.state))
    )


def _only(notes: NoteList, is_wanted: Callable[[NoteEntry], bool]) -> NoteList:
    return replace(notes, entries=tuple(entry for entry in notes.entries if is_wanted(entry)))


def notes_on(options: Options, target: str) -> NoteList:
    """The notes on what a target names: a folder, a briefing whether it is there or not, a section, a paragraph."""
    if (folder := folder_named(target)) is not None:
        library = library_of(with_folder(places_of(options), folder.path))
        library.catalogue.refresh()
        ids = {entry.id for entry in library.catalogue.index.entries()}
        notes = _only(library.all_notes(), lambda entry: entry.note.target.briefing in ids)
        return _only(notes, lambda entry: _is_at(entry, folder.section, folder.paragraph))
    name, section, paragraph = split_typed(target)
    notes = _notes_on_briefing(library_of(places_of(options)), name)
    return _only(notes, lambda entry: _is_at(entry, section, paragraph))


def _is_at(entry: NoteEntry, section: str, paragraph: int) -> bool:
    place = entry.finding.place
    return (not section or entry.section == section) and (
        not paragraph or (place is not None and place.paragraph == paragraph)
    )


def _notes_on_briefing(library: Library, name: str) -> NoteList:
    if is_id(name) and (ground := library.grounds(catches_up=True).indexed(name)):
        return library.notes_on(name, ground)
    try:
        opened = library.open_named(library.find(name).path)
    except (BriefingError, NotFoundError) as error:
        notes = _notes_without(library, name)
        if not notes.entries and not notes.unreadable:
            raise
        say(f"{error}\nIts notes are listed without it.")
        return notes
    return library.notes_on(opened.briefing.id, opened.ground)


def _notes_without(library: Library, name: str) -> NoteList:
    """The notes on a briefing that is not there or cannot be read, by its id or the name of its file."""
    try:
        return library.notes_on(Path(name).stem if name.endswith(".toml") else name, None)
    except NotesError:  # it is no id, so nothing is on it
        return NoteList()


def add_note(options: Options) -> int:
    """Add a note and print its id."""
    library = library_of(places_of(options))
    name, section, paragraph = split_typed(options.target)
    opened = library.open_named(library.find(name).path)
    from reader.library.quoting import target_named  # only who places a note pays for finding its place

    target = target_named(opened, section, paragraph, options.quote or "", options.entity or "")
    kind = NoteKind(options.kind or NoteKind.COMMENT)
    if options.words is None:
        drafting = library.notebook.begin(target)
        drafting.take("", tags=tuple(options.tag), kind=kind)
        saved = _edited(options, library, drafting)
    else:
        saved = Saved(library.notebook.add(target, _words(options.words), tags=options.tag, kind=kind))
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
    if options.words is None and not options.tag and not options.kind:
        saved = _edited(options, library, library.notebook.begin_change(note))
    else:
        words = None if options.words is None else _words(options.words)
        kind = NoteKind(options.kind) if options.kind else None
        saved = library.notebook.change(note, words, tags=options.tag or None, kind=kind)
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
        path = safe_line(str(library.notebook.drafts.folder / f"{drafting.draft.id}.md"))
        drafting.leave()
        raise NotesError(f"{fault} Nothing was saved. What was written is kept as a draft: {path}")
    return library.notebook.save(drafting)


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
    anchor = describe(opened.passages(), place)
    saved = library.notebook.decide(note, Outcome.PLACED, opened.briefing.edition, anchor)
    return _told(options, library, saved, opened)
