"""`notes list`, and which notes it and `notes export` are about."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Options
from reader.cli.output import print_json, print_table, say
from reader.cli.session import catalogue_of, folder_named, library_of, places_of, with_folder
from reader.core.format.ids import is_id
from reader.core.value import replace
from reader.errors import BriefingError, NotesError, NotFoundError, UsageError
from reader.library.address import split_typed
from reader.library.grounds import Grounds
from reader.library.note_list import NoteEntry, NoteList, note_list
from reader.storage.notes import NoteStore
from reader.storage.places import Places

if TYPE_CHECKING:  # opened only where the index does not know enough
    from reader.library.library import Library


def list_notes(options: Options) -> int:
    """Print the notes, open questions first; what cannot be read goes to stderr."""
    notes = _trashed_notes(options) if options.trash else selected_notes(options)
    if options.json:
        from reader.library.note_json import list_document

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
    return _only(_all_notes(places_of(options)), _wanted(options))


def _all_notes(places: Places) -> NoteList:
    """Every note. The library is opened only where its index cannot tell what a note stands on."""
    catalogue = catalogue_of(places)

    @cache
    def library() -> Library:
        made = library_of(places)
        made.catalogue = catalogue  # which knows already what of it is up to date
        return made

    grounds = Grounds(
        catalogue, lambda: library().files(), lambda *briefing: library().noted(*briefing), catches_up=True
    )
    return note_list(NoteStore(places.notes).all(), grounds.of)


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
