"""Notes that another program writes while the reader has the briefing open: they appear, and nobody is disturbed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.core.anchoring.anchor import Place
from reader.library import Library
from reader.library.progress import READ
from reader.storage import watch
from reader.storage.notes import StoredNote
from reader.tui.drawing.find_field import FindField
from reader.tui.features.joining import WATCHING
from reader.tui.lists.note_editor import NoteEditor
from reader.tui.reading import ReadingScreen
from tests.conftest import library_in
from tests.library.test_catalogue import GEORGIAS
from tests.storage.index.shelves import write_briefing, write_registry
from tests.tui.screens import SUMMIT, look, reading, screen_text, section_in_view

PLACE = f"{SUMMIT}#energy"
IN_PLACE = "Written in place by another program"


@pytest.fixture(autouse=True)
def _looks_are_made_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 1e6)


def noted(other: Library, words: str) -> StoredNote:
    opened = other.open_fully(other.find(PLACE).path)
    return other.notebook.add(opened.target_at(Place("energy", 1, 0, 10)), words)


def write_in_place(stored: StoredNote, words: str) -> None:
    """As `echo >` and many editors do: the file keeps its name and its inode."""
    front = stored.path.read_text("utf-8").rpartition("+++\n")[0]
    with stored.path.open("r+", encoding="utf-8") as file:
        file.write(f"{front}+++\n{words}\n")
        file.truncate()


@asynccontextmanager
async def with_a_note(
    tmp_path: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], ReadingScreen, StoredNote]]:
    """A reader on a paragraph with a note of another session."""
    stored = noted(library_in(tmp_path), "First words")
    async with reading(library_in(tmp_path), PLACE, size) as (pilot, screen):
        await look(pilot, WATCHING)
        assert "✎ First words" in screen_text(pilot)
        yield pilot, screen, stored


async def test_notes_of_another_session_appear_change_and_go_without_moving_the_reader(tmp_path: Path) -> None:
    other = library_in(tmp_path)
    async with reading(library_in(tmp_path), PLACE, (80, 24)) as (pilot, screen):
        await pilot.press("j", "j")
        place = screen.desk.view.cursor.place
        stored = noted(other, "From elsewhere")
        await look(pilot, WATCHING)
        assert "✎ From elsewhere" in screen_text(pilot)
        assert screen.desk.view.cursor.place == place
        other.notebook.change(stored.note, "Changed elsewhere")
        await look(pilot, WATCHING)
        assert "✎ Changed elsewhere" in screen_text(pilot)
        other.notebook.delete(stored.note)
        await look(pilot, WATCHING)
        assert "✎ Changed elsewhere" not in screen_text(pilot)
        assert screen.desk.view.cursor.place == place


async def test_a_note_that_is_written_in_place_is_shown_as_it_is_now(tmp_path: Path) -> None:
    async with with_a_note(tmp_path) as (pilot, screen, stored):
        folder = stored.path.parent.stat().st_mtime_ns
        write_in_place(stored, IN_PLACE)
        assert stored.path.parent.stat().st_mtime_ns == folder
        await look(pilot, WATCHING)
        assert f"✎ {IN_PLACE}" in screen_text(pilot)
        assert not screen.desk.library.has_other_notes(screen.desk.opened)


async def test_the_watch_itself_notices_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "INTERVAL", 0.02)
    async with with_a_note(tmp_path) as (pilot, _, stored):
        write_in_place(stored, IN_PLACE)
        while IN_PLACE not in screen_text(pilot):
            await pilot.pause(0.01)


async def test_a_note_that_is_half_written_hides_only_itself_until_it_is_whole(tmp_path: Path) -> None:
    async with with_a_note(tmp_path, (120, 40)) as (pilot, screen, stored):
        whole = stored.path.read_bytes()
        await pilot.press("m")
        stored.path.write_bytes(whole[:100])
        await look(pilot, WATCHING)
        assert len(screen.desk.opened.unreadable) == 1
        assert "cannot be read, and is kept" in screen_text(pilot)
        stored.path.write_bytes(whole)
        await look(pilot, WATCHING)
        assert not screen.desk.opened.unreadable
        assert "cannot be read" not in screen_text(pilot)
        assert "✎ First words" in screen_text(pilot)


async def test_what_is_being_typed_stays_and_both_versions_of_the_note_are_kept(tmp_path: Path) -> None:
    async with with_a_note(tmp_path) as (pilot, screen, stored):
        await pilot.press("e", *" and mine")
        open_now = pilot.app.screen
        write_in_place(stored, IN_PLACE)
        await look(pilot, WATCHING)
        assert IN_PLACE in {one.note.text for one in screen.desk.opened.notes}
        assert pilot.app.screen is open_now
        assert "Changed elsewhere meanwhile: saving keeps both." in screen_text(pilot)
        editor = pilot.app.screen
        assert isinstance(editor, NoteEditor)
        assert editor.text == "First words and mine"
        assert editor.focused is editor._area
        await pilot.press(*"!", "ctrl+s")
        assert {one.note.text for one in screen.desk.opened.notes} == {IN_PLACE, "First words and mine!"}


async def test_words_that_are_being_sought_and_what_is_selected_stay(tmp_path: Path) -> None:
    async with with_a_note(tmp_path) as (pilot, screen, stored):
        await pilot.press("v", "l", "w")
        selected = next(one.selected for one in screen.desk.features if hasattr(one, "selected"))
        write_in_place(stored, IN_PLACE)
        await look(pilot, WATCHING)
        assert next(one.selected for one in screen.desk.features if hasattr(one, "selected")) == selected
        await pilot.press("escape", "/", *"gas p")
        write_in_place(stored, "And once more")
        await look(pilot, WATCHING)
        assert "And once more" in {one.note.text for one in screen.desk.opened.notes}
        await pilot.press(*"rice")
        assert screen.query_one(FindField).value == "gas price"


async def test_what_another_window_has_read_is_shown_as_read_and_no_more_gone_to(tmp_path: Path) -> None:
    other = library_in(tmp_path)
    opened = other.open_fully(other.find(PLACE).path)
    energy = next(part for part in opened.document.parts if part.id == "energy")
    energy.items.read()
    async with reading(library_in(tmp_path), SUMMIT, (120, 40)) as (pilot, screen):
        await look(pilot, WATCHING)
        assert screen.desk.progress.known_marks()["energy"] != READ
        progress = other.progress(opened)
        progress.note(item.block.text for item in energy.items if item.paragraph)
        progress.save()
        await look(pilot, WATCHING)
        assert screen.desk.progress.known_marks()["energy"] == READ
        (contents,) = (line for line in screen_text(pilot).split("\n") if "1 Energy" in line)
        assert contents[:27].rstrip(" │").endswith("1 Energy")
        await pilot.press("full_stop")
        assert section_in_view(screen) == "finance"


async def test_what_a_name_was_decided_to_mean_in_another_window_it_means_here(tmp_path: Path) -> None:
    write_registry(tmp_path / "shelf", GEORGIAS)
    file = write_briefing(tmp_path / "shelf", "first", "Georgia voted.")
    async with reading(library_in(tmp_path, tmp_path / "shelf"), "first", (80, 24)) as (pilot, screen):
        await look(pilot, WATCHING)
        await pilot.press("tab")
        place = screen.desk.view.cursor.place
        assert len(focused_link(screen)) == 2
        file.write_text("broken for the moment")
        library_in(tmp_path, tmp_path / "shelf").decisions.decide("first", ("georgia",), "georgia-state")
        await look(pilot, WATCHING)
        assert focused_link(screen) == ("georgia-state",)
        assert screen.desk.view.cursor.place == place
        assert "Georgia voted." in screen_text(pilot)


def focused_link(screen: ReadingScreen) -> tuple[str, ...]:
    link = screen.desk.view.cursor.focused_link()
    assert link
    return link.targets


async def test_nothing_is_drawn_while_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with with_a_note(tmp_path) as (pilot, screen, _):
        drawn: list[object] = []
        monkeypatch.setattr(screen.desk.view, "refresh", lambda *_, **__: drawn.append(1))
        for _ in range(3):
            await look(pilot, WATCHING)
        assert drawn == []
