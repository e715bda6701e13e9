"""Search, the list of briefings, dossiers and decisions about names, driven by keys."""

from __future__ import annotations

import asyncio
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from reader.library import Library, ShelfEntry
from reader.storage.index.found import Found, Hit
from reader.tui.drawing.list_screen import ListScreen
from reader.tui.drawing.rows import Rows
from reader.tui.lists.search_screen import result_lines
from reader.tui.lists.shelf import entry_lines
from reader.tui.reading import ReadingScreen
from tests.conftest import library_in
from tests.library.test_catalogue import GEORGIAS
from tests.storage.index.shelves import write_briefing, write_registry
from tests.tui.idle import done_behind
from tests.tui.screens import SIZES, SUMMIT, reading, screen_text


async def settle(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and wait for what they set going in the background."""
    for key in keys:
        await pilot.press(key)
    await done_behind(pilot)


def shelf_in(tmp_path: Path) -> Library:
    folder = tmp_path / "shelf"
    write_registry(folder)
    write_briefing(folder, "first", "Nothing much.\n\nGazprom sells quince jam to 北京.", date="2017-01-01")
    write_briefing(
        folder, "second", "Quinces are on [[briefing:first#main]].", date="2018-01-01", more='tags = ["fruit"]'
    )
    return library_in(tmp_path, folder)


async def test_a_list_says_that_it_goes_on_below_until_its_end_is_in_sight(library: Library) -> None:
    async with reading(library, f"{SUMMIT}#energy", (60, 16)) as (pilot, _):
        for key in ("?", ":"):
            await pilot.press(key)
            assert screen_text(pilot).split("\n")[-2].endswith(" ▾ more ─")
            await pilot.press("end")
            assert "more" not in screen_text(pilot).split("\n")[-2]
            await pilot.press("home", *"zzz")
            assert "more" not in screen_text(pilot).split("\n")[-2]
            await pilot.press("escape")
        await pilot.press("i")
        assert screen_text(pilot).split("\n")[-2].endswith("▾")
        await pilot.press("G")
        assert "▾" not in screen_text(pilot)


async def test_a_backspace_held_too_long_stays_in_the_list_that_it_emptied(library: Library) -> None:
    async with reading(library, size=(80, 24)) as (pilot, _):
        await pilot.press("o", *"gas", *["backspace"] * 5)
        assert "newest first" in screen_text(pilot)
        await pilot.press("escape", "o", "backspace")
        assert "newest first" not in screen_text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_search_finds_as_it_is_typed_and_goes_to_the_paragraph(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reading(shelf_in(tmp_path), "second", size) as (pilot, screen):
        await settle(pilot, "s", *"quin")
        assert "2 found" in screen_text(pilot)
        await settle(pilot, *"ce jam")
        assert "1 found" in screen_text(pilot)
        await settle(pilot, "enter")
        assert screen.desk.opened.briefing.id == "first"
        assert screen.desk.view.cursor.item(screen.desk.view.cursor.marker).paragraph == 2  # type: ignore[union-attr]
        assert [ink.look for inks in screen.desk.decor().inks.values() for ink in inks] == ["document--match-here"] * 2
        await settle(pilot, "escape")
        assert not screen.desk.decor().inks
        await settle(pilot, "backspace")
        assert screen.desk.opened.briefing.id == "second"
        await settle(pilot, ">")
        assert screen.desk.opened.briefing.id == "first"


async def test_enter_that_is_typed_ahead_of_what_is_found_goes_there_once_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = shelf_in(tmp_path)
    library.catalogue.refresh()
    may_answer, search = Event(), library.catalogue.search

    def slowly(*arguments: object, **options: object) -> object:
        may_answer.wait()
        return search(*arguments, **options)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(library.catalogue, "search", slowly)
    async with reading(library, "second") as (pilot, screen):
        await pilot.press("s", *"quince jam", "enter")
        assert pilot.app.screen is not screen
        may_answer.set()
        await settle(pilot)
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.desk.opened.briefing.id == "first"


async def test_a_search_that_fails_says_so_in_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = shelf_in(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OverflowError("too many")

    monkeypatch.setattr(library.catalogue, "search", fail)
    async with reading(library, "second") as (pilot, screen):
        await settle(pilot, "s", *"quince", "enter")
        assert "Searching failed" in screen_text(pilot)
        assert "OverflowError: too many" in screen_text(pilot)
        await settle(pilot, "escape")
        assert pilot.app.screen is screen
        assert [str(one) for one in screen.app.survived] == ["too many"] * len("quince")  # type: ignore[attr-defined]


async def test_one_character_of_chinese_is_enough_and_tab_narrows_where_to_look(tmp_path: Path) -> None:
    async with reading(shelf_in(tmp_path), "second") as (pilot, _):
        await settle(pilot, "s", "京")
        assert "everything · 1 found" in screen_text(pilot)
        await settle(pilot, "tab", "tab")
        assert "entities · 0 found" in screen_text(pilot)
        await settle(pilot, *(["backspace"] * 2))
        assert "all of them, in any order" in screen_text(pilot)
        await settle(pilot, "escape")
        assert isinstance(pilot.app.screen, ReadingScreen)


async def test_the_words_of_last_time_stand_there_until_others_are_typed(tmp_path: Path) -> None:
    async with reading(shelf_in(tmp_path), "second") as (pilot, _):
        await settle(pilot, "s", *"quince", "escape", "s")
        assert "Search  › quince" in screen_text(pilot)
        assert "2 found" in screen_text(pilot)
        await settle(pilot, "j")
        assert "Search  › j " in screen_text(pilot)
        await settle(pilot, "escape", "s", "backspace")
        assert isinstance(pilot.app.screen, ListScreen)


async def test_an_entity_that_was_found_opens_its_dossier(tmp_path: Path) -> None:
    async with reading(shelf_in(tmp_path), "second") as (pilot, screen):
        await settle(pilot, "s", *"gazprom", "enter")
        assert screen.desk.document.key == "entity:gazprom"
        assert "1 mention in 1 briefing" in screen_text(pilot)


async def test_the_list_of_briefings_filters_sorts_and_names_what_cannot_be_read(tmp_path: Path) -> None:
    library = shelf_in(tmp_path)
    (tmp_path / "shelf" / "bad.toml").write_text("title = ")
    async with reading(library, "first") as (pilot, screen):
        await settle(pilot, "o")
        shown = screen_text(pilot)
        assert shown.index("2018-01-01") < shown.index("2017-01-01")
        assert "Could not be read" in shown
        assert "  bad.toml:1" in shown
        await settle(pilot, *(["tab"] * 4))
        shown = screen_text(pilot)
        assert "by title" in shown
        assert shown.index("2017-01-01") < shown.index("2018-01-01")
        await settle(pilot, *"fruit", "enter")
        assert screen.desk.opened.briefing.id == "second"


async def test_a_briefing_written_while_the_reader_runs_is_found(tmp_path: Path) -> None:
    async with reading(shelf_in(tmp_path), "first") as (pilot, screen):
        await done_behind(pilot)
        write_briefing(tmp_path / "shelf", "third", "Medlars.")
        screen.indexing.look_again()
        await settle(pilot, "s", *"medlars")
        assert "1 found" in screen_text(pilot)


async def test_an_ambiguous_name_asks_is_decided_and_asks_again_when_that_is_taken_back(tmp_path: Path) -> None:
    write_registry(tmp_path / "shelf", GEORGIAS)
    write_briefing(tmp_path / "shelf", "first", "Georgia voted.")
    async with reading(library_in(tmp_path, tmp_path / "shelf"), "first") as (pilot, screen):
        await settle(pilot, "tab", "enter")
        assert "Which one is meant?" in screen_text(pilot)
        rows = pilot.app.screen.query_one(Rows)
        rows.move_to_end(last=True)
        await settle(pilot, "enter")
        (link,) = screen.desk.view.cursor.links(screen.desk.view.cursor.marker)
        assert link.targets == ("georgia-state",)
        await settle(pilot, "=")
        assert isinstance(pilot.app.screen, ListScreen)
        assert "“georgia” is Georgia (georgia-state)" in screen_text(pilot)
        await settle(pilot, "enter")
        (link,) = screen.desk.view.cursor.links(screen.desk.view.cursor.marker)
        assert link.targets == ("georgia", "georgia-state")


async def test_what_changes_while_the_library_is_looked_at_is_looked_at_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(shelf_in(tmp_path), "second", (80, 24)) as (pilot, screen):
        await settle(pilot)
        begun, go_on, looks = Event(), Event(), count()

        def refresh(*_: object) -> bool:
            next(looks)
            begun.set()
            return not go_on.wait(10)

        monkeypatch.setattr(screen.desk.library.catalogue, "refresh", refresh)
        screen.indexing.look_again()
        assert await asyncio.to_thread(begun.wait, 10)
        screen.indexing.look_again()
        go_on.set()
        await settle(pilot)
        await settle(pilot)
        assert next(looks) == 2


async def test_indexing_is_told_in_the_bottom_line(tmp_path: Path) -> None:
    async with reading(shelf_in(tmp_path), "first") as (pilot, screen):
        await settle(pilot)
        screen.indexing._show(50, 100)
        await pilot.pause()
        assert "reading the library ██████░░░░░░ 50 of 100" in screen_text(pilot)
        screen.indexing._finish(False, False)
        await pilot.pause()
        assert "reading the library" not in screen_text(pilot)


async def test_a_link_to_a_paragraph_that_is_gone_goes_to_its_section_and_says_so(tmp_path: Path) -> None:
    library = shelf_in(tmp_path)
    write_briefing(tmp_path / "shelf", "third", "Quinces are on [[briefing:first#main/p9]].", date="2019-01-01")
    async with reading(library, "third", SIZES[0]) as (pilot, screen):
        await settle(pilot, "tab", "enter")
        assert screen.desk.opened.briefing.id == "first"
        assert "There is no paragraph 9 in first#main. It has 2." in screen_text(pilot)


async def test_what_was_found_beside_the_paragraphs_is_gone_to_and_marked(tmp_path: Path) -> None:
    library = shelf_in(tmp_path)
    sources = "".join(f'\n[[sources]]\nid = "s{n}"\ntitle = "Paper {n}"\n' for n in range(40))
    text = (tmp_path / "shelf" / "first.toml").read_text() + sources.replace("Paper 39", "The Daily Walrus")
    text += '[[entities]]\nid = "walnut"\nname = "Walnut"\nkind = "topic"\nsummary = "A hard nut."\n'
    (tmp_path / "shelf" / "first.toml").write_text(text)
    async with reading(library, "second", (80, 24)) as (pilot, screen):
        await settle(pilot, "s", *"daily walrus", "enter")
        assert "The Daily Walrus" in screen_text(pilot)
        (inks,) = screen.desk.decor().inks.values()
        assert [ink.look for ink in inks] == ["document--match-here"] * 2
        await settle(pilot, "s", *"in:first hard nut", "enter")
        assert screen.desk.document.key == "entity:walnut"


async def test_a_filter_is_typed_and_erased_as_in_a_shell_and_enter_takes_the_first_that_fits(tmp_path: Path) -> None:
    async with reading(shelf_in(tmp_path), "first") as (pilot, screen):
        await settle(pilot, "o", *"main second", "ctrl+w")
        assert "Briefings  › main " in screen_text(pilot)
        await settle(pilot, "ctrl+u")
        assert "›" not in screen_text(pilot).split("\n")[2]
        assert isinstance(pilot.app.screen, ListScreen)
        await settle(pilot, *"20", "enter")
        assert screen.desk.opened.briefing.id == "second"


async def test_q_leaves_the_list_of_briefings_but_where_it_begins_a_word_in_it(tmp_path: Path) -> None:
    library = shelf_in(tmp_path)
    async with reading(library, "first") as (pilot, screen):
        await settle(pilot, "o", "q")
        assert isinstance(pilot.app.screen, ReadingScreen)
        write_briefing(tmp_path / "shelf", "third", "Text.", title="A visit to Qatar")
        screen.indexing.look_again()
        await settle(pilot, "o", *"qatar")
        assert "Briefings  › qatar" in screen_text(pilot)


async def test_a_question_is_answered_by_the_keys_that_move_the_text_and_has_no_filter(tmp_path: Path) -> None:
    async with reading(library_in(tmp_path), f"{SUMMIT}#energy", (80, 24)) as (pilot, _):
        for words in ("one", "two"):
            await pilot.press("a", *words, "ctrl+s")
        await pilot.press("x")
        rows = pilot.app.screen.query_one(Rows)
        assert "type" not in screen_text(pilot).split("\n")[-1]
        passed = []
        for key in ("j", "k", "x"):
            await pilot.press(key)
            passed.append(rows.chosen)
        assert passed == [1, 0, 0]
        assert "›" not in screen_text(pilot)
        await pilot.press("q")
        assert isinstance(pilot.app.screen, ReadingScreen)


def test_a_narrow_list_of_briefings_gives_the_title_the_width_of_the_date() -> None:
    title = "Sanctions and what became of foreign trade"
    entry = ShelfEntry("/x.toml", "x", title, "2018-04-10", 2, "TLP:RED", ("banks", "trade"), (), 3, 2)
    shown = [["".join(text for text, _ in line.pieces).rstrip() for line in entry_lines(entry, w)] for w in (55, 74)]
    assert shown == [
        [f"{title}  ✎2 3 unread", "  2018-04-10 · TLP:RED · edition 2 · banks, trade"],
        [f"2018-04-10  {title}         ✎2 3 unread", " " * 12 + "TLP:RED · edition 2 · banks, trade"],
    ]


def test_of_a_note_that_was_found_is_told_which_briefing_it_is_on() -> None:
    hit = Hit("note", "The words", "gas risk source why Moscow", ((20, 26),), 1.0, "power-of-siberia", "line", 3)
    shown = ["".join(text for text, _ in line.pieces).rstrip() for line in result_lines(Found(1, (hit,)))(60)]
    assert shown[1] == "  power-of-siberia: gas risk source why Moscow"
