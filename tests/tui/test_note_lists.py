"""The panel with my notes, and all notes over all briefings: in order, filtered as one types, and the way to each."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader.core.anchoring.anchor import Place
from reader.core.note import NoteKind, Target
from reader.core.reading.document import Document
from reader.library import Library, OpenBriefing
from reader.library.note_list import NoteList
from reader.tui.features import fetching
from reader.tui.lists.note_editor import NoteEditor
from tests.conftest import library_in
from tests.tui.idle import done_behind
from tests.tui.screens import SIZES, SUMMIT, reading, screen_text, section_in_view

OTHER = "power-of-siberia"


@pytest.fixture
def noted(tmp_path: Path) -> Library:
    """The samples with four notes over two briefings, and a file among them that is none."""
    library = library_in(tmp_path)
    opened = library.open_fully(library.find(SUMMIT).path)
    other = library.open_fully(library.find(OTHER).path)
    add = library.notebook.add
    add(opened.target_at(Place("finance", 1, 0, 20)), "Who pays?", kind=NoteKind.QUESTION, tags=("money",))
    add(other.target_at(Place(other.briefing.sections[0].id, 1, 0, 10)), "A long line")
    add(opened.target_at(Place("energy", 1, 0, 20)), "Answered", kind=NoteKind.QUESTION, tags=("answered",))
    add(Target(SUMMIT, entity="gazprom"), "天然氣 seller", tags=("gas",))
    (tmp_path / "notes" / SUMMIT / "broken.md").write_text("no note")
    return library


@pytest.mark.parametrize("size", SIZES)
async def test_all_notes_stand_in_one_list_open_questions_first(noted: Library, size: tuple[int, int]) -> None:
    async with reading(noted, SUMMIT, size) as (pilot, _):
        await pilot.press("L")
        shown = screen_text(pilot)
        assert "All my notes (4)" in shown
        order = [shown.index(words) for words in ("Open questions", "Who pays?", "newest first", "seller", "Answered")]
        assert order == sorted(order)


async def test_typing_filters_by_words_tags_kind_and_briefing(noted: Library) -> None:
    async with reading(noted) as (pilot, _):
        for typed, found in (("#gas", "seller"), ("question money", "Who pays?"), ("siberia line", "A long line")):
            await pilot.press("L", *typed)
            shown = screen_text(pilot).split("All my notes")[1]
            assert [words for words in ("seller", "Who pays?", "A long line", "Answered") if words in shown] == [found]
            await pilot.press("escape")


async def test_a_file_that_is_no_note_is_listed_with_its_path(noted: Library) -> None:
    async with reading(noted) as (pilot, _):
        await pilot.press("L")
        assert "broken.md" in screen_text(pilot).replace("│", "").replace("\n", "").replace(" ", "")
        await pilot.press("escape", "m")
        assert "cannot be read" in screen_text(pilot)


async def test_enter_goes_to_a_note_in_another_briefing_and_back(noted: Library) -> None:
    async with reading(noted, f"{SUMMIT}#finance") as (pilot, screen):
        await pilot.press("L", *"long line", "enter")
        await pilot.pause()
        assert screen.desk.opened.briefing.id == OTHER
        marker = screen.desk.view.cursor.marker
        assert screen.desk.view.decor.notes[marker] == ("✎ A long line",)
        await pilot.press("backspace")
        assert screen.desk.opened.briefing.id == SUMMIT
        assert section_in_view(screen) == "finance"


async def test_enter_goes_from_a_dossier_to_a_note_in_the_text_and_to_one_on_an_entity(noted: Library) -> None:
    async with reading(noted) as (pilot, screen):
        screen.going.open_dossier("cnpc")
        await pilot.pause()
        await pilot.press("L", *"who pays", "enter")
        assert screen.desk.shows_briefing
        assert section_in_view(screen) == "finance"
        await pilot.press("L", *"seller", "enter")
        assert screen.desk.view.document.key == "entity:gazprom"
        await pilot.press("e")
        assert "天然氣 seller" in screen_text(pilot)


async def test_the_panel_is_filtered_by_what_is_typed_into_its_field(noted: Library) -> None:
    async with reading(noted, SUMMIT, (80, 24)) as (pilot, screen):
        await pilot.press("m", "slash", *"#money", "enter")
        shown = screen_text(pilot)
        assert "My notes › #money" in shown
        assert "Who pays?" in shown
        assert "seller" not in shown
        await pilot.press("e")
        assert "Who pays?" in screen_text(pilot)
        await pilot.press("escape", "escape")
        assert screen.focused is screen.query_one("#notes")
        await pilot.press("j", "enter")
        assert "#money" not in screen_text(pilot)


async def test_very_many_notes_are_worked_out_once_and_not_all_listed_at_once(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    opened = library.open(library.find(SUMMIT).path)
    target = opened.target_at(Place("energy", 1, 0, 20))
    folder = tmp_path / "notes" / SUMMIT
    one = library.notebook.add(target, "One of very many").path.read_bytes()
    for number in range(500):
        (folder / f"20200101T000000-{number:06x}.md").write_bytes(one)
    async with reading(library, f"{SUMMIT}#energy") as (pilot, screen):
        while not screen.desk.opened.notes:
            await pilot.pause()
        assert screen.noting.decor() is screen.noting.decor()
        await pilot.press("m")
        assert "One of very many" in screen_text(pilot)
        await pilot.press("l", "l", "G")
        assert "… 201 more: / filters" in screen_text(pilot)


async def test_a_list_that_is_slow_to_come_does_not_open_over_what_is_being_written(
    noted: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, all_notes = threading.Event(), noted.all_notes

    def slowly() -> NoteList:
        assert answers.wait(30)
        return all_notes()

    monkeypatch.setattr(noted, "all_notes", slowly)
    monkeypatch.setattr(fetching, "PATIENCE", 0.0)
    async with reading(noted, f"{SUMMIT}#energy") as (pilot, screen):
        await pilot.press("L")
        assert "slow to come" in screen_text(pilot)
        await pilot.press("a", *"Meanwhile")
        answers.set()
        await done_behind(pilot)
        assert isinstance(pilot.app.screen, NoteEditor)
        await pilot.press(*" more", "ctrl+s")
        assert "Meanwhile more" in {one.note.text for one in screen.desk.opened.notes}
        await pilot.press("L")
        await done_behind(pilot)
        assert "All my notes (5)" in screen_text(pilot)


async def test_a_dossier_that_is_slow_to_come_is_shown_when_it_does(
    noted: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, dossier = threading.Event(), noted.dossier

    def slowly(entity: str, opened: OpenBriefing) -> Document:
        assert answers.wait(30)
        return dossier(entity, opened)

    monkeypatch.setattr(noted, "dossier", slowly)
    monkeypatch.setattr(fetching, "PATIENCE", 0.0)
    async with reading(noted) as (pilot, screen):
        screen.going.open_dossier("gazprom")
        await pilot.press("2")
        assert section_in_view(screen) == "finance"
        answers.set()
        await done_behind(pilot)
        assert screen.desk.document.key == "entity:gazprom"
        await pilot.press("backspace")
        assert section_in_view(screen) == "finance"


async def test_the_panel_names_only_keys_that_do_something_with_what_it_lists(tmp_path: Path) -> None:
    library = library_in(tmp_path)
    async with reading(library, f"{SUMMIT}#energy", (80, 24)) as (pilot, _):
        await pilot.press("m")
        assert screen_text(pilot).split("\n")[-1].split() == ["Esc", "to", "the", "text", "?", "help"]
        await pilot.press("escape", "a", *"Why", "ctrl+s", "m")
        assert "Enter go there" in screen_text(pilot).split("\n")[-1]
        await pilot.press("slash", *"why", "enter")
        bottom = screen_text(pilot).split("\n")[-1]
        assert "Esc all notes" in bottom
        await pilot.press("escape")
        assert "Esc to the text" in screen_text(pilot).split("\n")[-1]


async def test_the_panel_opens_at_the_notes_of_the_place_that_is_read(noted: Library) -> None:
    async with reading(noted, f"{SUMMIT}#finance", (80, 24)) as (pilot, screen):
        rows = screen.desk.rows("notes")
        words = {one.note.id: one.note.text for one in screen.desk.opened.notes}
        await pilot.press("m")
        assert words[str(rows.chosen)] == "Who pays?"
        await pilot.press("escape", "1", "m")
        assert words[str(rows.chosen)] == "Answered"
        await pilot.press("escape", "4", "m")
        assert words[str(rows.chosen)] == "Who pays?"
