"""The library: everything that the program can do without a screen. Frozen values out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.format.ids import is_id
from reader.core.safe_text import safe_line
from reader.core.value import replace
from reader.errors import BriefingError, NotFoundError
from reader.library.address import Address, split_target, split_typed
from reader.library.catalogue import Catalogue
from reader.library.notebook import Notebook, NotesRead
from reader.storage.decisions import DecisionStore
from reader.storage.files import Stamp, is_file_at, may_be_there, stamp
from reader.storage.folders import briefing_files, last_changed
from reader.storage.notes import Loaded, StoredNote
from reader.storage.state import Position, State

# What a list of briefings or the first screen does without is imported where it is needed.
if TYPE_CHECKING:
    from datetime import datetime

    from reader.core.anchoring.ground import Ground
    from reader.core.format.briefing import Entity
    from reader.core.reading.document import Document
    from reader.library.grounds import Grounds
    from reader.library.note_list import NoteEntry, NoteList
    from reader.library.opening import OpenBriefing, Slowly
    from reader.library.progress import Progress
    from reader.library.rereading import Rereading


class Library:
    """Briefings in folders, with the entities they share, the notes on them and what has been read."""

    def __init__(
        self,
        folders: Sequence[Path],
        notebook: Notebook,
        state: State,
        decisions: DecisionStore,
        *,
        cache: Path | None = None,
        welcome: str = "",
    ) -> None:
        self.folders = tuple(folders)
        self._welcome = welcome
        self.notebook = notebook
        self.state = state
        self.decisions = decisions
        self.catalogue = Catalogue(cache, self.folders, notebook.store.folder, decisions, state.all_seen)
        self._shared: dict[Path, tuple[Stamp, tuple[Entity, ...]]] = {}

    # Finding and opening

    def files(self) -> Iterable[Path]:
        """Every briefing file of the library, in the order of its folders and their names."""
        return briefing_files(self.folders)

    def find(self, target: str) -> Address:
        """What a person means by a target: a file, or a briefing of the library. Raises `NotFoundError`.

        A chance file that is named like a briefing ("xi", without ".toml") does not hide it; "./xi" is the file.
        """
        name, section, paragraph = split_typed(target)
        path = Path(name)
        if not name:
            raise NotFoundError('No briefing is named before the "#".')
        if not may_be_there(path):  # what is there and no file is told when it is read
            return Address(self._file_asked_for(name), section, paragraph)
        if is_id(name):
            with contextlib.suppress(NotFoundError):
                path = self._file(name)
        return Address(path, section, paragraph)

    def follow(self, target: str) -> Address:
        """What a link in a file means: a briefing of the library by its id, never a path. Raises `NotFoundError`."""
        name, section, paragraph = split_target(target)
        return Address(self._file(name), section, paragraph)

    def _file_asked_for(self, name: str) -> Path:
        """The file of a briefing, or one of that name that cannot be read: who reads it is told why."""
        try:
            return self._file(name)
        except NotFoundError:
            if broken := next((file for file in self._named(name) if self._id_of(file) is None), None):
                return broken
            from reader.core.format.fault import did_you_mean

            near = did_you_mean(name, (entry.id for entry in self.catalogue.index.entries()))
            raise NotFoundError(_no_briefing(name, near)) from None

    def _file(self, name: str, named: Callable[[str], Iterable[Path]] | None = None) -> Path:
        for file in self._likely_files(name, named or self._named):
            if self._id_of(file) == name:
                return file
        raise NotFoundError(_no_briefing(name))

    def _likely_files(self, name: str, named: Callable[[str], Iterable[Path]]) -> Iterator[Path]:
        """Files that may hold the briefing of that id, the likely ones first; the library is read only for the last."""
        yield from self.catalogue.find(name)
        yield from named(name)
        if not self.catalogue.is_fresh:
            self.catalogue.refresh()
            yield from self.catalogue.find(name)

    def _named(self, stem: str) -> Iterator[Path]:
        """The files of the library that have this name without the ending."""
        return (file for file in self.files() if file.stem == stem)

    def _id_of(self, path: Path) -> str | None:
        from reader.storage.briefings import read_briefing

        reading = read_briefing(path)
        return reading.value.id if reading.value else None

    def open(self, path: Path) -> OpenBriefing:
        """The briefing in a file with what its first screen needs: its text, and not yet its notes."""
        from reader.library.opening import names_needed, present
        from reader.storage.briefings import read_briefing

        reading = read_briefing(path)
        if reading.value is None:
            raise BriefingError("\n".join(str(problem) for problem in reading.errors))
        briefing = reading.value
        shared = self.shared_entities(path) if names_needed(briefing) else ()
        opened = present(path, briefing, shared, self.decisions.of(briefing.id))
        return replace(opened, text=reading.text)

    def open_named(self, path: Path) -> OpenBriefing:
        """The briefing in a file with the names that the library knows, and without its notes."""
        from reader.library.opening import with_entities

        opened = self.open(path)
        return with_entities(opened, self.shared_entities(opened.path))

    def open_fully(self, path: Path) -> OpenBriefing:
        """The briefing in a file with all that is shown around it."""
        return self.furnish(self.open(path))

    def furnish(self, opened: OpenBriefing) -> OpenBriefing:
        """The same briefing with the library's entities and its notes."""
        from reader.library.opening import at_once

        return at_once(self.furnishing(opened))

    def furnishing(self, opened: OpenBriefing) -> Slowly[OpenBriefing]:
        """The same, a note at a time. Raises `NotesError`."""
        from reader.library.opening import with_entities

        return self._placing(with_entities(opened, self.shared_entities(opened.path)))

    def with_decisions(self, opened: OpenBriefing) -> OpenBriefing:
        """The same briefing with names taken for what is decided now, and its notes as they are on the disk."""
        from reader.library.opening import present

        shared, decided = self.shared_entities(opened.path), self.decisions.of(opened.briefing.id)
        anew = present(opened.path, opened.briefing, shared, decided)
        return self.with_notes(replace(anew, text=opened.text))

    def with_notes(self, opened: OpenBriefing) -> OpenBriefing:
        """The same briefing with its notes as they are on the disk now; those that it had keep the places found."""
        from reader.library.opening import at_once

        return at_once(self._placing(opened))

    def with_notes_read(self, opened: OpenBriefing, read: NotesRead) -> OpenBriefing:
        """The same briefing with notes that have been read; those that it had keep the places found."""
        from reader.library.opening import at_once

        return at_once(self._placing(opened, read))

    def _placing(self, opened: OpenBriefing, read: NotesRead | None = None) -> Slowly[OpenBriefing]:
        from reader.library.opening import UnreadableNote, with_notes

        loaded, stamp = read or self.notebook.read(opened.briefing.id)
        unreadable = tuple(map(UnreadableNote.of, loaded.unreadable))
        return (yield from with_notes(opened, (stored.note for stored in loaded.notes), unreadable, stamp))

    def read_ahead(self, opened: OpenBriefing) -> bool:
        """Read what `furnish` will ask for, in whatever thread this is called; whether there are notes."""
        self.shared_entities(opened.path)
        return bool(self.notebook.for_briefing(opened.briefing.id).notes)

    def shared_entities(self, path: Path) -> tuple[Entity, ...]:
        """The entities that a file shares: those of the library folder that it lies in.

        A file outside the library shares those beside it or, where there are none, the library's.
        """
        folder = next((folder for folder in self.folders if path.is_relative_to(folder)), None)
        if folder is not None:
            return self._registry(folder)
        return self._registry(path.parent) or tuple(one for folder in self.folders for one in self._registry(folder))

    def _registry(self, folder: Path) -> tuple[Entity, ...]:
        from reader.storage.briefings import read_registry
        from reader.storage.folders import REGISTRY_NAME

        seen = stamp(folder / REGISTRY_NAME)
        known = self._shared.get(folder)
        if known is None or known[0] != seen:
            registry = read_registry(folder / REGISTRY_NAME).value
            known = self._shared[folder] = seen, registry.entities if registry else ()
        return known[1]

    # Reading

    def start(self) -> Address:
        """Where to begin without being told: the briefing read last, the one to welcome with, or the newest.

        Raises `NotFoundError` where there is none.
        """
        for path in map(Path, self.state.last_read()):
            if any(path.is_relative_to(folder) for folder in self.folders) and is_file_at(path):
                return Address(path)
        if self._welcome:
            return self.find(self._welcome)
        return Address(self._newest())

    @property
    def is_first_start(self) -> bool:
        """Whether nothing but the sample briefings is there to read, and nothing of them has been."""
        return bool(self._welcome) and not self.state.last_read()

    def _newest(self) -> Path:
        """The newest briefing by its date; before the library was ever read, the one whose file changed last."""
        for file in self.catalogue.index.newest():
            if is_file_at(file):
                return file
        for file in last_changed(self.files()):
            if self._id_of(file):
                return file
        self.catalogue.refresh()
        wrong = "".join(f"\n{problem}" for problem in self.catalogue.shelf().problems)
        folders = ", ".join(safe_line(str(folder)) for folder in self.folders)
        raise NotFoundError(f"There is no briefing in {folders}.{wrong}")

    def progress(self, opened: OpenBriefing) -> Progress:
        """What has been read of a briefing, and a way to say that more has been."""
        from reader.library.progress import Progress

        return Progress(opened, self.state)

    def rereading(self, opened: OpenBriefing) -> Rereading:
        """What has changed in a briefing since it was read last."""
        from reader.library.rereading import Rereading

        return Rereading(opened, self.state, self.shared_entities(opened.path), self.notebook.means.now().isoformat())

    def has_other_text(self, opened: OpenBriefing) -> bool:
        """Whether the file of a briefing now holds another text, and one that can be read."""
        from reader.storage.briefings import holds, read_briefing

        return not holds(opened.path, opened.text) and read_briefing(opened.path).value is not None

    def remember(self, opened: OpenBriefing, position: Position, since: datetime | None = None) -> None:
        """Keep where the reader is in a briefing, now or `since` then; where another session was later stays."""
        moment = since or self.notebook.means.now()
        self.state.remember(opened.briefing.id, position, moment.isoformat())

    # Notes

    def has_other_notes(self, opened: OpenBriefing) -> bool:
        """Whether notes on the briefing were added, changed or taken away since `opened` was made; none is read."""
        return self.notebook.store.stamp(opened.briefing.id) != opened.notes_stamp

    def all_notes(self, *, in_trash: bool = False) -> NoteList:
        """Every note over all briefings with its state, open questions first. Raises `NotesError`."""
        from reader.library.note_list import note_list

        loaded = self.notebook.store.trashed() if in_trash else self.notebook.all()
        return note_list(loaded, self.grounds().of)

    def grounds(self, *, catches_up: bool = False) -> Grounds:
        """What the notes stand on, for one list of them."""
        from reader.library.grounds import Grounds

        return Grounds(self.catalogue, self.files, self.noted, catches_up)

    def notes_on(self, briefing_id: str, ground: Ground | None) -> NoteList:
        """The notes on one briefing, the same way; None where the briefing itself is not there."""
        from reader.library.note_list import note_list

        return note_list(self.notebook.for_briefing(briefing_id), lambda _: ground)

    def entry(self, stored: StoredNote, opened: OpenBriefing | None = None) -> NoteEntry:
        """One note as it stands in lists; its briefing is looked for unless it is given."""
        from reader.library.note_list import note_list

        opened = opened or self.noted(stored.note.target.briefing)
        return note_list(Loaded((stored,)), lambda _: opened.ground if opened else None).entries[0]

    def noted(self, briefing_id: str, named: Callable[[str], Iterable[Path]] | None = None) -> OpenBriefing | None:
        """The briefing that notes are on: in the library, or where it was read last; None where neither has it."""
        with contextlib.suppress(BriefingError, NotFoundError):
            return self.open_named(self._file(briefing_id, named))
        with contextlib.suppress(BriefingError):
            last = self.state.position(briefing_id)
            opened = self.open_named(Path(last.path)) if last and is_file_at(last.path) else None
            return opened if opened and opened.briefing.id == briefing_id else None
        return None

    # Entities

    def dossier(self, entity_id: str, opened: OpenBriefing) -> Document:
        """All that is known of an entity, as a document; what the open briefing says of it comes first."""
        from reader.library.dossier import make_dossier
        from reader.library.dossier_text import dossier_document

        entity = opened.entity(entity_id) or self.catalogue.entity(entity_id)
        self.catalogue.refresh_notes()
        return dossier_document(make_dossier(self.catalogue, entity), opened.resolver.mentions)


def _no_briefing(name: str, near: str = "") -> str:
    return f'There is no briefing "{safe_line(name)}" in the library, and no file of that name{near}.'
