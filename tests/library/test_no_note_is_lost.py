"""Whatever two sessions, an import and somebody else do: every text is there, but for those that were written over."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.core.anchoring.anchor import Finding, NoteState
from reader.core.note import Note, Outcome, Target
from reader.errors import ReaderError
from reader.library.note_import import import_notes, read_notes
from reader.library.note_json import export_document
from reader.library.note_list import NoteEntry
from reader.library.notebook import Notebook
from reader.storage.drafts import DraftStore
from reader.storage.note_file import bytes_to_note, note_to_bytes
from reader.storage.notes import NoteStore
from tests.conftest import counted_means

sessions = st.sampled_from(["here", "there"])
places = st.integers(0, 9)
Undo = Callable[[], None]


class Notes(RuleBasedStateMachine):
    """`wanted` are the texts that must be somewhere: a text leaves it only when whoever saw it wrote over it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.quick = patch("os.fsync", lambda _: None)  # the order of calls is tested elsewhere
        self.quick.start()
        means = counted_means()
        self.books = {
            name: Notebook(NoteStore(self.folder / "notes"), means, DraftStore(self.folder / "drafts"))
            for name in ("here", "there")
        }
        self.seen: dict[str, list[Note]] = {"here": [], "there": []}
        self.undos: dict[str, list[Undo]] = {"here": [], "there": []}
        self.wanted: set[str] = set()
        self.exported = ""
        self.count = 0

    def teardown(self) -> None:
        self.quick.stop()
        shutil.rmtree(self.folder)

    def new_text(self) -> str:
        self.count += 1
        self.wanted.add(f"text {self.count}")
        return f"text {self.count}"

    def pick(self, session: str, place: int) -> Note | None:
        seen = self.seen[session]
        return seen[place % len(seen)] if seen else None

    @rule(session=sessions)
    def look(self, session: str) -> None:
        self.seen[session] = [stored.note for stored in self.books[session].for_briefing("xi").notes]

    @rule(session=sessions)
    def add(self, session: str) -> None:
        self.seen[session].append(self.books[session].add(Target("xi"), self.new_text()).note)
        self.undos[session].append(lambda: None)

    @rule(session=sessions, place=places, as_draft=st.booleans())
    def change(self, session: str, place: int, as_draft: bool) -> None:
        if not (note := self.pick(session, place)):
            return
        book, text = self.books[session], self.new_text()
        if as_draft:
            drafting = book.begin_change(note)
            drafting.take(text)
            drafting.save_now()
            saved = book.save(drafting)
        else:
            saved = book.change(note, text)
        if not saved.is_conflict:
            self.wanted.discard(note.text)
        self.undos[session].append(lambda: self.write_over(text, note.text, is_undone=not saved.is_conflict))

    def write_over(self, old: str, new: str, *, is_undone: bool) -> None:
        if is_undone:
            self.wanted.discard(old)
            self.wanted.add(new)

    @rule(session=sessions, place=places, outcome=st.sampled_from(Outcome))
    def decide(self, session: str, place: int, outcome: Outcome) -> None:
        if note := self.pick(session, place):
            self.books[session].decide(note, outcome, 2, None)
            self.undos[session].append(lambda: None)

    @rule(session=sessions, place=places)
    def delete(self, session: str, place: int) -> None:
        if note := self.pick(session, place):
            self.attempt(session, lambda: self.books[session].delete(note))

    @rule(session=sessions, place=places)
    def restore(self, session: str, place: int) -> None:
        if note := self.pick(session, place):
            self.attempt(session, lambda: self.books[session].restore(note.id))

    def attempt(self, session: str, action: Callable[[], object]) -> None:
        try:
            action()
        except ReaderError:
            return
        self.undos[session].append(lambda: None)

    @precondition(lambda self: any(book.can_undo for book in self.books.values()))
    @rule(session=sessions)
    def undo(self, session: str) -> None:
        if not self.books[session].can_undo:
            return
        try:
            self.books[session].undo()
        except ReaderError:
            if len(self.undos[session]) > self.undo_depth(session):
                self.undos[session].pop()
            return
        self.undos[session].pop()()

    def undo_depth(self, session: str) -> int:
        return len(self.books[session]._undo)

    @rule(place=places)
    def somebody_writes_the_file(self, place: int) -> None:
        files = sorted((self.folder / "notes").glob("xi/[!.]*.md"))
        if files:
            file = files[place % len(files)]
            note = bytes_to_note(file.read_bytes(), file.stem)
            self.wanted.discard(note.text)
            file.write_bytes(note_to_bytes(note).replace(note.text.encode(), self.new_text().encode()))

    @rule(session=sessions)
    def export(self, session: str) -> None:
        notes = (stored.note for stored in self.books[session].all().notes)
        lost = Finding(NoteState.UNANCHORED, None, "")
        self.exported = json.dumps(export_document(NoteEntry(note, lost, Path()) for note in notes))

    @precondition(lambda self: self.exported)
    @rule(session=sessions)
    def bring_in(self, session: str) -> None:
        import_notes(self.books[session].store, read_notes(self.exported))

    @invariant()
    def every_text_is_there_and_every_file_is_whole(self) -> None:
        files = [file for file in (self.folder / "notes").rglob("*.md") if not file.name.startswith(".")]
        there = {bytes_to_note(file.read_bytes(), file.stem).text for file in files}
        assert self.wanted <= there

    @invariant()
    def no_draft_is_left_behind(self) -> None:
        assert not [*self.folder.glob("drafts/*"), *self.folder.glob("notes/*/.*.tmp")]


Notes.TestCase.settings = settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
TestNoNoteIsLost = Notes.TestCase
