"""A disk that hangs while a note is saved: the reader goes on, and the words are safe whatever comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.core.note import Target
from reader.errors import NotesError
from reader.library.library import Library
from reader.storage.drafts import DraftStore
from reader.storage.files import Stamp
from reader.storage.notes import NoteStore, StoredNote
from reader.tui.features.writing import Writing
from reader.tui.lists.note_editor import NoteEditor
from tests.tui.idle import done_behind
from tests.tui.screens import SUMMIT, reading, screen_text


class HungDisk:
    """A disk on which no note is added or deleted before `answer`; with `fault` it then cannot be."""

    def __init__(self) -> None:
        self.answer = threading.Event()
        self.fault = ""

    def wait(self) -> None:
        assert self.answer.wait(60)
        if self.fault:
            raise NotesError(self.fault)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[HungDisk]:
    disk, add, trash = HungDisk(), NoteStore.add, NoteStore.trash

    def slow_add(store: NoteStore, note: object) -> StoredNote:
        disk.wait()
        return add(store, note)  # type: ignore[arg-type]

    def slow_trash(store: NoteStore, note_id: str) -> None:
        disk.wait()
        trash(store, note_id)

    monkeypatch.setattr(NoteStore, "add", slow_add)
    monkeypatch.setattr(NoteStore, "trash", slow_trash)
    monkeypatch.setattr("reader.tui.features.disk.PATIENCE", 0.0)
    monkeypatch.setattr("reader.tui.features.disk.HOLD", 3600.0)
    yield disk
    disk.answer.set()


async def test_the_reader_goes_on_while_a_note_is_being_saved_and_is_told_when_it_is(
    library: Library, disk: HungDisk
) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("a", *"Precious", "ctrl+s")
        assert "the disk has not answered yet" in screen_text(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is screen
        assert "kept as a draft" in screen_text(pilot)
        assert not screen.desk.opened.notes  # disk first, then memory, then screen
        before = screen.desk.view.cursor.place
        await pilot.press("j")
        assert screen.desk.view.cursor.place != before
        disk.answer.set()
        await done_behind(pilot)
        assert "Saved." in screen_text(pilot)
        assert [one.note.text for one in screen.desk.opened.notes] == ["Precious"]
        assert not library.notebook.drafts.waiting().waiting


async def test_keys_typed_behind_a_slow_save_are_obeyed_where_they_would_have_been(
    library: Library, disk: HungDisk
) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("a", *"Words", "ctrl+s", "j")
        assert isinstance(pilot.app.screen, NoteEditor)
        before = screen.desk.view.cursor.place
        disk.answer.set()
        await done_behind(pilot)
        await pilot.pause()
        assert [one.note.text for one in screen.desk.opened.notes] == ["Words"]
        assert screen.desk.view.cursor.place != before


async def test_a_save_that_fails_when_nobody_waits_for_it_any_more_brings_the_words_back(
    library: Library, disk: HungDisk
) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, _):
        await pilot.press("a", *"Precious", "ctrl+s", "escape")
        disk.fault = "the disk is full."
        disk.answer.set()
        await done_behind(pilot)
        await pilot.pause()
        assert isinstance(pilot.app.screen, NoteEditor)
        assert pilot.app.screen.text == "Precious"
        assert "Not saved: the disk is full." in screen_text(pilot)


async def test_only_one_change_waits_for_a_disk_and_the_second_is_refused_aloud(
    library: Library, disk: HungDisk
) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        disk.answer.set()
        await pilot.press("a", *"One", "ctrl+s")
        await done_behind(pilot)
        disk.answer.clear()
        await pilot.press("x")
        assert "the disk has not answered yet" in screen_text(pilot)
        await pilot.press("escape", "U")
        assert "not answered yet to what was saved before" in screen_text(pilot)
        assert len(screen.desk.opened.notes) == 1
        disk.answer.set()
        await done_behind(pilot)
        assert not screen.desk.opened.notes
        assert "Deleted." in screen_text(pilot)


async def test_what_ends_the_program_finds_the_words_in_a_draft_and_says_that_they_are_not_saved(
    library: Library, disk: HungDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.features.disk.LAST", 0.0)
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("a", *"Precious", "ctrl+s", "j")
        (writing,) = (one for one in screen.desk.features if isinstance(one, Writing))
        with pytest.raises(NotesError, match="has not answered"):
            writing.save()
        assert "Precious\n" in "".join(path.read_text() for path in (tmp_path / "drafts").iterdir() if path.is_file())


class HungDrafts:
    """A disk on which nothing is done with a draft before `answer`: no lock taken, no file read, written or removed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer = threading.Event()
        for name in ("claim", "keep", "discard", "waiting", "release"):
            monkeypatch.setattr(DraftStore, name, self._slowly(getattr(DraftStore, name)))

    def _slowly(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object) -> object:
            assert self.answer.wait(60)
            return real(*given)

        return call


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[HungDrafts]:
    hung = HungDrafts(monkeypatch)
    hung.answer.set()
    monkeypatch.setattr("reader.tui.features.disk.PATIENCE", 0.0)
    yield hung
    hung.answer.set()


async def test_the_reader_goes_on_while_words_are_thrown_away_and_brought_back_on_a_disk_that_hangs(
    library: Library, hung: HungDrafts
) -> None:
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await done_behind(pilot)
        hung.answer.clear()
        await pilot.press("a", *"Precious", "escape", "escape")
        assert pilot.app.screen is screen
        assert "Thrown away" in screen_text(pilot)
        await pilot.press("U")
        before = screen.desk.view.cursor.place
        await pilot.press("j")
        assert screen.desk.view.cursor.place != before
        hung.answer.set()
        await done_behind(pilot)
        assert isinstance(pilot.app.screen, NoteEditor)
        assert pilot.app.screen.text == "Precious"
        assert not library.notebook.drafts.waiting().waiting  # it is being written
        await pilot.press("escape")
        await done_behind(pilot)
        assert "Kept for later" in screen_text(pilot)
        assert [one.note.text for one in library.notebook.drafts.waiting().waiting] == ["Precious"]


async def test_drafts_on_a_disk_that_hangs_are_offered_when_it_answers(library: Library, hung: HungDrafts) -> None:
    library.notebook.drafts.keep(library.notebook.begin(Target("xi-2017"), "Left behind").draft)
    hung.answer.clear()
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        before = screen.desk.view.cursor.place
        await pilot.press("j")
        assert screen.desk.view.cursor.place != before
        hung.answer.set()
        await done_behind(pilot)
        await pilot.pause()
        assert "Left behind" in screen_text(pilot)


async def test_the_program_ends_though_the_disk_of_the_drafts_hangs_and_says_that_words_are_not_kept(
    library: Library, hung: HungDrafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.features.disk.LAST", 0.0)
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        await done_behind(pilot)
        await pilot.press("a", *"Precious", "escape", "escape", "U", "x")
        await done_behind(pilot)
        hung.answer.clear()
        await pilot.press("escape")
        assert pilot.app.screen is screen
        (writing,) = (one for one in screen.desk.features if isinstance(one, Writing))
        with pytest.raises(NotesError, match="has not answered"):
            writing.save()


async def test_the_reader_reads_on_while_the_notes_of_the_text_gone_back_to_do_not_come(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, stamp = threading.Event(), NoteStore.stamp
    monkeypatch.setattr("reader.tui.features.fetching.PATIENCE", 0.0)
    async with reading(library, SUMMIT) as (pilot, screen):
        before = screen.desk.opened
        other = next(path for path in library.files() if path != before.path)
        screen.going.open_file(other)
        await done_behind(pilot)
        assert screen.desk.opened.path == other

        def slow_stamp(store: NoteStore, briefing: str) -> Stamp:
            assert answer.wait(60)
            return stamp(store, briefing)

        monkeypatch.setattr(NoteStore, "stamp", slow_stamp)
        await pilot.press("backspace")
        assert "slow to come" in screen_text(pilot)
        assert screen.desk.opened.path == other
        answer.set()
        await done_behind(pilot)
        assert screen.desk.opened.briefing.id == before.briefing.id
